#include "daemon/fingerprint/wording_builder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>

#include "daemon/core/utf8.hpp"
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
        case Quantities::Kind::Polarity: return within(WordingView::kPolarity, WordingView::kOpposites);
        case Quantities::Kind::Opposite: return within(WordingView::kOpposites, WordingView::kWords);
        default:
            return has_digit ? within(WordingView::kLargeNumbers, WordingView::kUnits)
                             : within(WordingView::kWords, 256);
    }
}

/// A token as the text has it, cut behind a whole character.
[[nodiscard]] std::string_view written(const NormalizedText& body, std::size_t i) {
    const Token& token = body.tokens[i];
    return front_characters(body.source.substr(token.source_begin, token.source_end - token.source_begin),
                            Wording::kSpellingBytes);
}

}  // namespace

void WordingBuilder::build(const NormalizedText& body, std::span<const std::uint64_t> hashes,
                           std::span<const std::uint64_t> sums, const TextMarks& marks, TextNumbers& numbers,
                           Wording& out) const {
    add_tokens(body, hashes, out);
    add_names(marks, out);
    add_sentences(sums, marks, out);
    add_figures(body, numbers, out);
    add_spellings(body, out);
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
    out.sentences.resize(count);
    out.lengths.resize(count);
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
        if (out.figures.size() == Wording::kFiguresMax ||
            out.figure_text.size() + spelling.size() > Wording::kFigureTextMax) {
            return;
        }
        out.figures.push_back({.token = static_cast<std::uint16_t>(number.begin),
                               .bytes = static_cast<std::uint8_t>(spelling.size())});
        out.figure_text.insert(out.figure_text.end(), spelling.begin(), spelling.end());
    }
}

/// A name is spelled where it is first met, and again where another one with its byte came between.
void WordingBuilder::add_spellings(const NormalizedText& body, Wording& out) const {
    std::array<std::string_view, 256> spelled;  // the last one of each byte
    for (std::size_t begin = 0; begin < out.token_count; begin += 8) {
        for (unsigned names = out.names[begin / 8]; names != 0; names &= names - 1) {
            const std::size_t i = begin + static_cast<unsigned>(std::countr_zero(names));
            const std::string_view name = written(body, i);
            std::string_view& known = spelled[out.tokens[i]];
            if (name == known) continue;
            known = name;
            const bool has_room = out.spellings.size() + 1 < Wording::kSpellingsMax &&
                                  out.spelling_text.size() + name.size() <= Wording::kSpellingTextMax;
            const std::size_t bytes = has_room ? name.size() : 0;
            out.spellings.push_back(
                {.token = static_cast<std::uint8_t>(i), .bytes = static_cast<std::uint8_t>(bytes)});
            if (!has_room) return;
            out.spelling_text.insert(out.spelling_text.end(), name.begin(), name.end());
        }
    }
}

}  // namespace wirefold
