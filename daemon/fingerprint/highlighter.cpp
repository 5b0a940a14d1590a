#include "daemon/fingerprint/highlighter.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "daemon/core/utf8.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kNameBytesMin = 3;  // "I" and initials are no names
constexpr std::size_t kNameBytesMax = 80;
constexpr std::size_t kNumberBytesMax = 24;  // a table that commas join is as long as the article

/// Adds a copy of `text` unless it is there.
void add_distinct(std::string_view text, Arena& arena, std::vector<std::string_view>& out) {
    if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(arena.copy(text));
}

/// "Oldacre Bridge", "Jean-Marc": nothing but one blank or hyphen stands between the two.
[[nodiscard]] bool are_joined(const NormalizedText& text, std::size_t first) {
    const std::size_t begin = text.tokens[first].source_end;
    return text.tokens[first + 1].source_begin == begin + 1 &&
           (text.source[begin] == ' ' || text.source[begin] == '-');
}

/// The first name from token `i` on, 64 tokens at a time.
[[nodiscard]] std::size_t next_name(const TextMarks& marks, std::size_t i, std::size_t end) {
    while (i < end) {
        const std::uint64_t names = marks.names[i / 64] >> i % 64;
        if (names != 0) return std::min(end, i + static_cast<unsigned>(std::countr_zero(names)));
        i = (i / 64 + 1) * 64;
    }
    return end;
}

void find_names(const ReadText& text, Arena& arena, std::vector<std::string_view>& out) {
    out.reserve(Highlights::kNamesMax);
    const NormalizedText& body = text.body;
    const std::size_t end = std::min(body.tokens.size(), TextMarks::kNameTokensMax);
    const std::size_t words_min = text.language.starts_with("de") ? 2 : 1;
    for (std::size_t i = next_name(text.marks, 0, end); i < end && out.size() < Highlights::kNamesMax;
         i = next_name(text.marks, i + 1, end)) {
        const std::size_t first = i;
        const std::size_t begin = body.tokens[i].source_begin;
        while (i + 1 < end && text.marks.is_name(i + 1) && are_joined(body, i)) ++i;
        const std::size_t bytes = body.tokens[i].source_end - begin;
        if (i + 1 - first >= words_min && bytes >= kNameBytesMin && bytes <= kNameBytesMax)
            add_distinct(body.source.substr(begin, bytes), arena, out);
    }
}

void find_numbers(const ReadText& text, Arena& arena, std::vector<std::string_view>& out) {
    out.reserve(std::min(text.numbers.numbers().size(), Highlights::kNumbersMax));
    for (const TextNumbers::Number& number : text.numbers.numbers()) {
        if (out.size() == Highlights::kNumbersMax) return;
        const std::string_view spelling = text.numbers.spelling(number);
        if (spelling.size() <= kNumberBytesMax) add_distinct(spelling, arena, out);
    }
}

[[nodiscard]] bool is_heavier(const SeenTerm& a, const SeenTerm& b) {
    return a.score != b.score ? a.score > b.score : a.token < b.token;
}

[[nodiscard]] std::string_view spelling_of(const SeenTerm& term, const ReadText& text) {
    const NormalizedText& where = term.is_in_title ? text.title : text.body;
    const std::string_view token = where.token(term.token);
    if (term.token == 0 || count_characters(token) > 1) return token;
    // A single character is the second of a pair.
    const std::size_t first_bytes = where.token(term.token - 1U).size();
    return {token.data() - first_bytes, first_bytes + token.size()};
}

}  // namespace

void Highlighter::highlight(const ReadText& text, Arena& arena, Highlights& out) {
    text.salience.kept_words(terms_);
    double squares = 0;
    for (const SeenTerm& term : terms_) squares += static_cast<double>(term.score) * term.score;
    const std::size_t count = std::min(terms_.size(), Highlights::kKeywordsMax);
    std::partial_sort(terms_.begin(), terms_.begin() + static_cast<std::ptrdiff_t>(count), terms_.end(),
                      is_heavier);
    out.keywords.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        out.keywords.push_back({.term = arena.copy(spelling_of(terms_[i], text)),
                                .weight = static_cast<double>(terms_[i].score) / std::sqrt(squares)});
    }
    find_names(text, arena, out.names);
    find_numbers(text, arena, out.numbers);
}

}  // namespace wirefold
