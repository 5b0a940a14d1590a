#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/normalize/fold_reference.hpp"
#include "daemon/normalize/normalizer.hpp"
#include "daemon/normalize/unicode.hpp"
#include "daemon/normalize/utf8.hpp"
#include "tests/property/random_text.hpp"
#include "tests/support/seeds.hpp"

using namespace wirefold;

namespace {

constexpr std::size_t kNoLimit = 1'000'000;

[[nodiscard]] std::string folded(std::string_view text) {
    std::string out;
    const NormalizedText plain = fold_reference(text, kNoLimit);
    for (std::size_t i = 0; i < plain.tokens.size(); ++i) out += plain.token(i);
    return out;
}

[[nodiscard]] bool begins_character(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
}

/// Every token says where in the text it stands.
void check_places(const NormalizedText& text, std::string_view source) {
    REQUIRE(text.source == source);
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.tokens.size(); ++i) {
        CAPTURE(i);
        const Token& token = text.tokens[i];
        REQUIRE(token.source_begin < token.source_end);
        REQUIRE(token.source_end <= source.size());
        REQUIRE(token.source_begin >= begin);
        REQUIRE(token.source_end >= end);
        REQUIRE(begins_character(source, token.source_begin));
        REQUIRE(begins_character(source, token.source_end));
        const std::string here =
            folded(source.substr(token.source_begin, token.source_end - token.source_begin));
        CAPTURE(here);
        REQUIRE(here.find(text.token(i)) != std::string::npos);
        begin = token.source_begin;
        end = token.source_end;
    }
}

/// What stands between words and structures a text is told.
void check_gaps(const NormalizedText& text) {
    const std::vector<std::uint32_t>& gaps = text.speaking_gaps;
    REQUIRE(std::adjacent_find(gaps.begin(), gaps.end(), std::greater_equal<>{}) == gaps.end());
    REQUIRE((gaps.empty() || gaps.back() < text.tokens.size()));
    for (std::size_t i = 0; i < text.tokens.size(); ++i) {
        CAPTURE(i);
        const std::uint32_t begin = i == 0 ? 0 : text.tokens[i - 1].source_end;
        const std::uint32_t end = std::max(begin, text.tokens[i].source_begin);
        const std::string_view gap = text.source.substr(begin, end - begin);
        CAPTURE(gap);
        const bool is_told = std::binary_search(gaps.begin(), gaps.end(), i);
        if (gap.find_first_of(".!?\"\n") != std::string_view::npos) REQUIRE(is_told);
        for (const std::string_view mark : {"”", "…", "。"})
            if (gap.find(mark) != std::string_view::npos) REQUIRE(is_told);
    }
}

}  // namespace

TEST_SUITE("normalize/sources") {
    TEST_CASE("every token is made from the part of the text it names") {
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(2000)) {
            CAPTURE(seed);
            RandomText random{seed};
            const std::string text = random.text(1 + random.below(60));
            Document document;
            document.body = text;
            const NormalizedText& body = normalizer.normalize(document);
            check_places(body, normalizer.plain_body());
            check_gaps(body);
        }
    }

    TEST_CASE("plain words are exactly their part of the text, at every alignment") {
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(1000)) {
            CAPTURE(seed);
            RandomText random{seed};
            std::string text = std::string(random.below(70), ' ') + random.words(random.below(80), 50);
            if (random.chance(50))
                text.insert(random.below(text.size() + 1), std::string(random.below(60), 'x'));
            if (random.chance(30)) text.insert(random.below(text.size() + 1), "\u00e9");
            Document document;
            document.body = text;
            const NormalizedText& body = normalizer.normalize(document);
            check_places(body, text);
            for (std::size_t i = 0; i < body.tokens.size(); ++i) {
                const Token& token = body.tokens[i];
                REQUIRE(std::string_view{text}.substr(
                            token.source_begin, token.source_end - token.source_begin) == body.token(i));
                REQUIRE_FALSE(token.is_capital);
            }
        }
    }

    TEST_CASE("what structures a text is found at every alignment") {
        static constexpr std::string_view kBetween[] = {" ",  " ",   " ",   ", ", ". ",        "! ",
                                                        "? ", " \"", "\" ", "\n", ".\"\n",     "” ",
                                                        "'",  "-",   "…",   "。", "-\u0301… ", " \u0301。"};
        static constexpr std::string_view kWords[] = {"word", "a", "Élan", "7", "naïve", "x", "longerwords"};
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(2000)) {
            CAPTURE(seed);
            RandomText random{seed};
            const bool is_ascii = random.chance(50);
            std::string text = std::string(random.below(70), random.chance(50) ? ' ' : 'y');
            for (std::size_t words = random.below(80); words > 0; --words) {
                text += kWords[is_ascii ? random.below(2) : random.below(std::size(kWords))];
                text += kBetween[random.below(is_ascii ? 11 : std::size(kBetween))];
            }
            check_gaps(normalizer.normalize_title(text));
        }
    }

    TEST_CASE("a token is a capital when folding changes its first letter") {
        static constexpr std::string_view kLetters[] = {"a", "B", "z", "Q", "é", "É", "ß", "я",
                                                        "Я", "ω", "Ω", "ü", "Ü", "x", "X", "ñ"};
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(1000)) {
            CAPTURE(seed);
            RandomText random{seed};
            std::string text;
            std::string expected;  // c: capital, -: not
            for (std::size_t words = 1 + random.below(60); words > 0; --words) {
                const std::string_view first = kLetters[random.below(std::size(kLetters))];
                std::string lower;
                append_nfkc_casefold(first, lower);
                expected += lower != first ? 'c' : '-';
                text += first;
                for (std::size_t rest = random.below(12); rest > 0; --rest)
                    text += kLetters[random.below(std::size(kLetters))];
                text += random.chance(20) ? ", " : " ";
            }
            const NormalizedText& title = normalizer.normalize_title(text);
            std::string capitals;
            for (const Token& token : title.tokens) capitals += token.is_capital ? 'c' : '-';
            REQUIRE(capitals == expected);
        }
    }

    TEST_CASE("the part of a title is told likewise") {
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(300)) {
            CAPTURE(seed);
            const std::string text = RandomText{seed}.text(10);
            const NormalizedText& title = normalizer.normalize_title(text);
            check_places(title, title.source);
        }
    }
}
