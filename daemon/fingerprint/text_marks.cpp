#include "daemon/fingerprint/text_marks.hpp"

#include <algorithm>
#include <string_view>

namespace wirefold {

namespace {

/// "U", "Lt", "Mr", and before a number "Dec", "Art", "Sept": a point behind such a token ends no sentence.
/// (Names of four letters do end sentences: "… in Iran. 20 people".)
[[nodiscard]] bool is_abbreviation(std::string_view source, const Token& token, const Token& next) {
    const std::string_view word = source.substr(token.source_begin, token.source_end - token.source_begin);
    const bool is_before_number = next.has_digit && source.substr(token.source_end, 2) == ". ";
    return token.is_capital &&
           (word.size() <= 2 || (is_before_number && (word.size() == 3 || word == "Sept")));
}

/// Whether token `i`, which is not the first, begins one behind such a gap.
[[nodiscard]] bool begins_sentence(const NormalizedText& text, std::size_t i, const Gap& gap) {
    if (gap.ends_sentence || (gap.has_break && text.is_unspaced())) return true;
    const Token& token = text.tokens[i];
    const bool can_begin = token.is_capital || token.has_digit || gap.opens_quote || gap.curly_quote != 0;
    return gap.may_end_sentence && can_begin && !is_abbreviation(text.source, text.tokens[i - 1], token);
}

}  // namespace

void TextMarks::find_names(std::size_t tokens, std::span<const std::uint64_t> capitals) {
    const std::size_t count = std::min(tokens, kNameTokensMax);
    std::copy_n(capitals.begin(), (count + 63) / 64, names.begin());
    for (const std::uint32_t first : sentences) {
        if (first >= count) break;
        names[first / 64] &= ~(std::uint64_t{1} << first % 64);
    }
}

/// Begins a sentence, and before it those that have become too long.
void TextMarks::add_sentence(std::uint32_t token) {
    while (token - sentences.back() > kSentenceTokensMax)
        sentences.push_back(sentences.back() + kSentenceTokensMax);
    sentences.push_back(token);
}

/// The first such mark of a text opens: “…” in English, „…“ and »…« in German, ”…” in Swedish, «…» in French.
/// After „ the mark that closes is “.
TextMarks::Turn TextMarks::quote_turn(const Gap& gap, bool is_open) {
    if (gap.opens_quote && opening_quote_ == 0) opening_quote_ = U'„';
    if (gap.curly_quote == 0) {
        return {.opens = gap.opens_quote || (gap.straight_quote && !is_open),
                .closes = gap.closes_quote || (gap.straight_quote && is_open)};
    }
    if (opening_quote_ == 0) opening_quote_ = gap.curly_quote;
    const bool is_opening_mark = gap.curly_quote == opening_quote_;
    const bool is_one_for_both = opening_quote_ == U'”' && is_opening_mark;
    if (is_one_for_both) return {.opens = !is_open, .closes = is_open};
    return {.opens = is_opening_mark || gap.opens_quote, .closes = !is_opening_mark};
}

void TextMarks::read(const NormalizedText& text) {
    std::array<std::uint64_t, kNameTokensMax / 64> capitals{};
    const std::size_t count = std::min(text.tokens.size(), kNameTokensMax);
    for (std::size_t i = 0; i < count; ++i)
        capitals[i / 64] |= std::uint64_t{text.tokens[i].is_capital} << i % 64;
    read(text, capitals);
}

void TextMarks::read(const NormalizedText& text, std::span<const std::uint64_t> capitals) {
    sentences.clear();
    quotes.clear();
    has_open_end = false;
    opening_quote_ = 0;
    const std::vector<Token>& tokens = text.tokens;
    if (tokens.empty()) return;
    constexpr std::uint32_t kNone = ~std::uint32_t{0};
    std::uint32_t quote = kNone;
    const auto close = [&](std::uint32_t end) {
        const std::size_t length = quote == kNone ? 0 : end - quote;
        if (length >= kQuoteTokensMin && length <= kQuoteTokensMax) quotes.push_back({quote, end});
        quote = kNone;
    };
    sentences.push_back(0);
    for (const std::uint32_t i : text.speaking_gaps) {
        const std::uint32_t begin = i == 0 ? 0 : tokens[i - 1].source_end;
        if (tokens[i].source_begin <= begin && i > 0) continue;  // two tokens of one character: "½"
        const Gap gap = gap_memory_.read(text.source, begin, tokens[i].source_begin);
        if (!gap.speaks()) continue;
        if (i > 0 && begins_sentence(text, i, gap)) add_sentence(i);
        const Turn turn = quote_turn(gap, quote != kNone);
        if (turn.closes) close(i);
        if (turn.opens || (turn.closes && gap.has_second_quote)) quote = i;
    }
    const auto count = static_cast<std::uint32_t>(tokens.size());
    while (count - sentences.back() > kSentenceTokensMax)
        sentences.push_back(sentences.back() + kSentenceTokensMax);
    find_names(tokens.size(), capitals);
    const std::size_t tail = std::min<std::size_t>(tokens.back().source_end, text.source.size());
    const Gap gap = read_gap(text.source.substr(tail, 64));
    has_open_end = !gap.has_ender && !gap.closes_quote && !gap.straight_quote && gap.curly_quote == 0;
    if (!text.truncated && quote_turn(gap, quote != kNone).closes) close(count);
}

}  // namespace wirefold
