#include "daemon/pipeline/article_text.hpp"

#include <algorithm>
#include <string_view>

#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/prior.hpp"
#include "daemon/pipeline/article_stages.hpp"

namespace wirefold {

namespace {

[[nodiscard]] bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Where between two tokens a sentence begins: at what stands unspaced before its first word, an opening
/// quotation mark; where nothing is spaced, behind the first character, a full stop.
[[nodiscard]] std::size_t sentence_begin(std::string_view source, std::size_t gap_begin,
                                         std::size_t gap_end) {
    std::size_t begin = gap_end;
    while (begin > gap_begin && !is_space(source[begin - 1])) --begin;
    if (begin > gap_begin || gap_begin == 0 || gap_begin == gap_end) return begin;
    return gap_begin + front_character(source.substr(gap_begin, gap_end - gap_begin)).size();
}

/// Runs of white space become one space.
[[nodiscard]] std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (!is_space(c))
            line += c;
        else if (line.empty() || line.back() != ' ')
            line += ' ';
    }
    return line;
}

[[nodiscard]] std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (text.starts_with(' ')) text.erase(0, 1);
    return text;
}

/// What the wording holds a token for; beyond its end, what the token looks like.
[[nodiscard]] ArticleText::Fact fact_of(const WordingView& wording, std::size_t i, const Token& token,
                                        bool begins_sentence) {
    using Fact = ArticleText::Fact;
    if (i >= wording.tokens.size()) {
        if (token.has_digit) return Fact::Number;
        return token.is_capital && !begins_sentence ? Fact::Name : Fact::None;
    }
    const std::uint8_t value = wording.tokens[i];
    if (WordingView::is_number(value)) return Fact::Number;
    if (WordingView::is_unit(value)) return Fact::Unit;
    if (WordingView::is_polarity(value)) return Fact::Polarity;
    if (WordingView::is_opposite(value)) return Fact::Opposite;
    return wording.is_name(i) ? Fact::Name : Fact::None;
}

struct TokenRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The sentence that these tokens make up, written from byte `begin` to `end` of the plain text.
[[nodiscard]] ArticleText::Sentence read_sentence(const NormalizedText& body, const WordingView& wording,
                                                  TokenRange tokens, std::size_t begin, std::size_t end) {
    ArticleText::Sentence sentence;
    sentence.text = trimmed(on_one_line(body.source.substr(begin, end - begin)));
    std::size_t at = begin;
    for (std::size_t i = tokens.begin; i < tokens.end; ++i) {
        const Token& token = body.tokens[i];
        const std::string_view folded = body.token(i);
        const std::size_t word_begin = std::max<std::size_t>(token.source_begin, at);
        const std::size_t word_end = std::max<std::size_t>(token.source_end, word_begin);
        sentence.words.push_back(
            {.before = on_one_line(body.source.substr(at, word_begin - at)),
             .written = std::string{body.source.substr(word_begin, word_end - word_begin)},
             .folded = std::string{folded},
             .stem = std::string{Prior::stem_of(folded)},
             .fact = fact_of(wording, i, token, i == tokens.begin)});
        at = word_end;
    }
    sentence.after = trimmed(on_one_line(body.source.substr(std::min(at, end), end - std::min(at, end))));
    return sentence;
}

}  // namespace

ArticleText ArticleStages::read_text(const RawRecord& record, const Wording& wording) {
    ArticleText text;
    Arena arena;
    std::vector<std::string_view> pieces;
    const auto decoded = decoder_.decode(record, arena, pieces);
    if (!std::holds_alternative<Document>(decoded)) return text;
    const NormalizedText& body = normalizer_.normalize(std::get<Document>(decoded));
    TextMarks marks;
    marks.read(body);
    const WordingView view = wording.view();
    const auto begin_of = [&](std::size_t sentence) {
        if (sentence == marks.sentences.size()) return body.source.size();
        const std::uint32_t first = marks.sentences[sentence];
        const std::size_t gap_begin = first == 0 ? 0 : body.tokens[first - 1].source_end;
        return sentence_begin(body.source, gap_begin, body.tokens[first].source_begin);
    };
    for (std::size_t i = 0; i < marks.sentences.size(); ++i) {
        const std::size_t end = i + 1 < marks.sentences.size() ? marks.sentences[i + 1] : body.tokens.size();
        text.sentences.push_back(
            read_sentence(body, view, {marks.sentences[i], end}, begin_of(i), begin_of(i + 1)));
    }
    return text;
}

}  // namespace wirefold
