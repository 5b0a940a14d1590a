#include "daemon/fingerprint/wording_builder.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/fingerprint/shingle_hash.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::uint8_t token_byte(const Quantities::Meaning& meaning, bool has_digit) {
    const auto hash = static_cast<unsigned>(meaning.hash >> Quantities::kByteShift);
    const auto within = [hash](unsigned begin, unsigned end) {
        return static_cast<std::uint8_t>(begin + hash % (end - begin));
    };
    switch (meaning.kind) {
        case Quantities::Kind::Number: return within(0, WordingView::kLargeNumbers);
        case Quantities::Kind::Unit: return within(WordingView::kUnits, WordingView::kPolarity);
        case Quantities::Kind::Polarity: return within(WordingView::kPolarity, WordingView::kWords);
        default:
            return has_digit ? within(WordingView::kLargeNumbers, WordingView::kUnits)
                             : within(WordingView::kWords, 256);
    }
}

}  // namespace

void WordingBuilder::build(const NormalizedText& body, std::span<const std::uint64_t> hashes,
                           std::span<const std::uint64_t> sums, const TextMarks& marks, TextNumbers& numbers,
                           Wording& out) const {
    add_tokens(body, hashes, out);
    add_names(marks, out);
    add_sentences(sums, marks, out);
    add_figures(body, numbers, out);
}

void WordingBuilder::add_tokens(const NormalizedText& body, std::span<const std::uint64_t> hashes,
                                Wording& out) const {
    const std::size_t count = std::min(hashes.size(), Wording::kTokensMax);
    out.token_count = static_cast<std::uint16_t>(count);
    // First all as plain words; which of them may be others is noted without a branch.
    std::array<std::uint16_t, Wording::kTokensMax> others;
    std::size_t other_count = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t hash = hashes[i];
        out.tokens[i] = token_byte({Quantities::Kind::Word, hash}, false);
        others[other_count] = static_cast<std::uint16_t>(i);
        other_count += static_cast<std::size_t>(quantities_.may_know(hash)) |
                       static_cast<std::size_t>(body.tokens[i].has_digit);
    }
    for (std::size_t other = 0; other < other_count; ++other) {
        const std::size_t i = others[other];
        out.tokens[i] = token_byte(quantities_.meaning_of(hashes[i]), body.tokens[i].has_digit);
    }
}

void WordingBuilder::add_names(const TextMarks& marks, Wording& out) const {
    const std::size_t bytes = (out.token_count + std::size_t{7}) / 8;
    for (std::size_t i = 0; i < bytes; ++i)
        out.names[i] = static_cast<std::uint8_t>(marks.names[i / 8] >> i % 8 * 8);
    if (out.token_count % 8 != 0)
        out.names[bytes - 1] &= static_cast<std::uint8_t>((1U << out.token_count % 8) - 1);
}

void WordingBuilder::add_sentences(std::span<const std::uint64_t> sums, const TextMarks& marks,
                                   Wording& out) const {
    const std::size_t count = std::min(marks.sentences.size(), Wording::kSentencesMax);
    out.sentence_count = static_cast<std::uint8_t>(count);
    for (std::size_t s = 0; s < count; ++s) {
        const std::size_t begin = marks.sentences[s];
        const std::size_t end = s + 1 < marks.sentences.size() ? marks.sentences[s + 1] : sums.size() - 1;
        const std::uint64_t sum = RollingHash::of(sums, begin, end);
        out.sentences[s] = static_cast<std::uint16_t>(RollingHash::key_of(sum) >> 16U);
        out.lengths[s] = static_cast<std::uint8_t>(std::min<std::size_t>(end - begin, 255));
    }
}

void WordingBuilder::add_figures(const NormalizedText& body, TextNumbers& numbers, Wording& out) const {
    const std::size_t tokens = std::min<std::size_t>(body.tokens.size(), UINT16_MAX);
    for (const TextNumbers::Number& number : numbers.numbers()) {
        if (number.begin >= tokens) return;
        const std::string_view spelling =
            numbers.spelling(body, number, tokens).substr(0, Wording::kFigureBytes);
        if (out.figure_count == Wording::kFiguresMax ||
            out.figure_text_bytes + spelling.size() > Wording::kFigureTextMax) {
            return;
        }
        out.figures[out.figure_count++] = {.token = static_cast<std::uint16_t>(number.begin),
                                           .bytes = static_cast<std::uint8_t>(spelling.size())};
        std::copy(spelling.begin(), spelling.end(), out.figure_text.begin() + out.figure_text_bytes);
        out.figure_text_bytes = static_cast<std::uint8_t>(out.figure_text_bytes + spelling.size());
    }
}

}  // namespace wirefold
