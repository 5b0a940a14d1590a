#include "tests/support/reference/marks_reference.hpp"

#include <algorithm>
#include <string_view>

namespace wirefold::test {

namespace {

/// What stands between a token and the one before it; nothing where both were made from one piece.
[[nodiscard]] std::string_view before(const NormalizedText& text, std::uint32_t token) {
    const std::size_t begin = token == 0 ? 0 : text.tokens[token - 1].source_end;
    const std::size_t end = text.tokens[token].source_begin;
    return begin < end ? text.source.substr(begin, end - begin) : std::string_view{};
}

/// "U", "Lt", "Mr", and before a number "Dec", "Art", "Sept": a point behind such a token ends no sentence.
[[nodiscard]] bool is_abbreviation(std::string_view source, const Token& token, const Token& next) {
    if (!token.is_capital) return false;
    const std::string_view word = source.substr(token.source_begin, token.source_end - token.source_begin);
    if (word.size() <= 2) return true;
    const bool has_point = source.substr(token.source_end).starts_with(". ");
    return next.has_digit && has_point && (word == "Sept" || word.size() == 3);
}

}  // namespace

MarksReference::MarksReference(const NormalizedText& text) {
    const auto count = static_cast<std::uint32_t>(text.tokens.size());
    if (count == 0) return;
    sentences.push_back(0);
    for (std::uint32_t token = 0; token < count; ++token) {
        const Gap gap = read_gap(before(text, token));
        end_sentence(text, token, gap);
        turn_quote(token, gap);
    }
    cut_long_sentences(count);
    const std::string_view tail = text.source.substr(text.tokens.back().source_end);
    const Gap gap = read_gap(tail.substr(0, 64));
    has_open_end = !gap.has_ender && !gap.closes_quote && !gap.straight_quote && gap.curly_quote == 0;
    if (!text.truncated) turn_quote(count, gap);
    for (std::uint32_t token = 0; token < count; ++token) {
        const bool begins = std::find(sentences.begin(), sentences.end(), token) != sentences.end();
        names.push_back(text.tokens[token].is_capital && !begins);
    }
}

void MarksReference::end_sentence(const NormalizedText& text, std::uint32_t token, const Gap& gap) {
    if (token == 0) return;
    const Token& next = text.tokens[token];
    const bool can_begin = next.is_capital || next.has_digit || gap.opens_quote || gap.curly_quote != 0;
    const bool is_pointed =
        gap.may_end_sentence && can_begin && !is_abbreviation(text.source, text.tokens[token - 1], next);
    if (!gap.ends_sentence && !is_pointed && !(gap.has_break && text.is_unspaced())) return;
    cut_long_sentences(token);
    sentences.push_back(token);
}

void MarksReference::cut_long_sentences(std::uint32_t end) {
    while (end - sentences.back() > TextMarks::kSentenceTokensMax)
        sentences.push_back(sentences.back() + TextMarks::kSentenceTokensMax);
}

/// “ ” « » open in some languages and close in others; the first of them in a text says what they do in it.
void MarksReference::turn_quote(std::uint32_t token, const Gap& gap) {
    if (opening_mark_ == 0 && gap.opens_quote) opening_mark_ = U'„';
    if (opening_mark_ == 0) opening_mark_ = gap.curly_quote;
    const bool is_either = gap.straight_quote && gap.curly_quote == 0;
    const bool is_swedish = gap.curly_quote == U'”' && opening_mark_ == U'”';
    bool opens = gap.opens_quote;
    bool closes = gap.curly_quote == 0 && gap.closes_quote;
    if (is_either || is_swedish) {
        const bool was_quoting = is_quoting_;
        opens = is_swedish ? !was_quoting : opens || !was_quoting;
        closes = closes || was_quoting;
    } else if (gap.curly_quote != 0) {
        opens = opens || gap.curly_quote == opening_mark_;
        closes = gap.curly_quote != opening_mark_;
    }
    if (closes) close_quote(token);
    if (!opens && !(closes && gap.has_second_quote)) return;
    is_quoting_ = true;
    quote_begin_ = token;
}

void MarksReference::close_quote(std::uint32_t end) {
    const std::size_t length = end - quote_begin_;
    if (is_quoting_ && length >= TextMarks::kQuoteTokensMin && length <= TextMarks::kQuoteTokensMax)
        quotes.push_back({quote_begin_, end});
    is_quoting_ = false;
}

}  // namespace wirefold::test
