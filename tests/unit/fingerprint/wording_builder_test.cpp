#include "daemon/fingerprint/wording_builder.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/texts.hpp"

using namespace wirefold;
using wirefold::test::TextReader;

namespace {

[[nodiscard]] Wording wording_of(std::string_view text) {
    static TextReader reader;
    return reader.fingerprint(text).wording;
}

/// What each token is: n, u, p (polarity), o (opposite) or w, in upper case where it is a name.
[[nodiscard]] std::string kinds(std::string_view text) {
    const Wording wording = wording_of(text);
    const WordingView view = wording.view();
    std::string told;
    for (std::size_t i = 0; i < view.tokens.size(); ++i) {
        const std::uint8_t token = view.tokens[i];
        const char kind = WordingView::is_number(token)     ? 'n'
                          : WordingView::is_unit(token)     ? 'u'
                          : WordingView::is_polarity(token) ? 'p'
                          : WordingView::is_opposite(token) ? 'o'
                                                            : 'w';
        told += view.is_name(i) ? static_cast<char>(kind - 'a' + 'A') : kind;
    }
    return told;
}

/// The figures as "token:text", by blanks.
[[nodiscard]] std::string figures(std::string_view text) {
    const Wording wording = wording_of(text);
    const WordingView view = wording.view();
    std::string told;
    std::size_t at = 0;
    for (const Figure& figure : view.figures) {
        if (!told.empty()) told += ' ';
        told += std::to_string(figure.token) + ':';
        told += view.figure_text.substr(at, figure.bytes);
        at += figure.bytes;
    }
    CHECK(at == view.figure_text.size());
    return told;
}

/// The spellings that are kept as "token:name", by blanks.
[[nodiscard]] std::string spellings(std::string_view text) {
    const Wording wording = wording_of(text);
    const WordingView view = wording.view();
    std::string told;
    std::size_t at = 0;
    for (const Spelling& spelling : view.spellings) {
        if (!told.empty()) told += ' ';
        told += std::to_string(spelling.token) + ':';
        told += view.spelling_text.substr(at, spelling.bytes);
        at += spelling.bytes;
    }
    CHECK(at == view.spelling_text.size());
    return told;
}

[[nodiscard]] std::string repeated(std::string_view piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

}  // namespace

TEST_SUITE("fingerprint/wording_builder") {
    TEST_CASE("an empty text has an empty wording") {
        const Wording wording = wording_of("");
        CHECK(wording.tokens.size() == 0);
        CHECK(wording.sentences.size() == 0);
        CHECK(wording.figures.size() == 0);
        CHECK(wording.figure_text.size() == 0);
    }

    TEST_CASE(
        "a token says whether it is a number, a unit, a word that turns things around, or another word") {
        CHECK(kinds("repairs will not cost 14 million dollars") == "wwpwnuu");
        CHECK(kinds("two boats, few weeks, 7.5 percent") == "nwpunnu");
        CHECK(kinds("für 14 millionen euro") == "wnuu");
        CHECK(kinds("covid19 g20") == "nn");
        CHECK(kinds("the third dam") == "wnw");
        CHECK(kinds("shares rose, el índice cayó, am freitag") == "wowwowo");
    }

    TEST_CASE("a word with a capital inside a sentence is a name") {
        CHECK(kinds("The bridge of Tarnwick closed. Engineers met Maren Oldacre there.") == "wwwWowwWWw");
    }

    TEST_CASE("equal words are equal bytes, and so are spellings of one unit") {
        const Wording one = wording_of("three mln dlrs");
        const Wording other = wording_of("3 million dollars");
        CHECK(one.tokens == other.tokens);
        CHECK(wording_of("harbor Harbor").tokens[0] == wording_of("harbor Harbor").tokens[1]);
    }

    TEST_CASE("sentences are told by their words and lengths") {
        const Wording wording = wording_of("The bridge is closed. It is closed! “It is CLOSED,” he said.");
        REQUIRE(wording.sentences.size() == 3);
        CHECK(wording.lengths[0] == 4);
        CHECK(wording.lengths[1] == 3);
        CHECK(wording.lengths[2] == 5);
        CHECK(wording.sentences[0] != wording.sentences[1]);
        CHECK(wording_of("IT IS, closed.").sentences[0] == wording.sentences[1]);
        CHECK(wording_of("It closed is.").sentences[0] != wording.sentences[1]);
    }

    TEST_CASE("figures are told by token and value") {
        CHECK(figures("It cost 9,200 dollars in 2026, or 7.50 percent and 007.") ==
              "2:$9200 6:2026 8:7.5 12:7");
        CHECK(figures("No figure, but three words") == "");
        CHECK(figures("The g20 met") == "1:20");
    }

    TEST_CASE("a figure that is too long is cut, and nothing follows where there is no more room") {
        CHECK(figures("it was 12345678901234567890") == "2:123456789012345");
        const Wording many = wording_of(repeated("7 ", 300));
        CHECK(many.figures.size() == Wording::kFiguresMax);
        const Wording wide = wording_of(repeated("123456789012345 ", 100));
        CHECK(wide.figures.size() == Wording::kFigureTextMax / Wording::kFigureBytes);
        CHECK(wide.figure_text.size() <= Wording::kFigureTextMax);
    }

    TEST_CASE("names are spelled where they are met first, as they are written there") {
        const std::string text =
            "The mayor, Ilse Brandt, met Öden and Ilse Brandt; so did BRANDT, and Brandt.";
        CHECK(spellings(text) == "2:Ilse 3:Brandt 5:Öden");
        CHECK(spellings("no name, no 7 numbers") == "");
        const Wording wording = wording_of(text);
        CHECK(wording.view().spelling_of(2) == "Ilse");
        CHECK(wording.view().spelling_of(7) == "Ilse");
        CHECK(wording.view().spelling_of(8) == "Brandt");
        CHECK(wording.view().spelling_of(0) == "");
    }

    TEST_CASE("a long name is cut behind a character, and of too many names the later ones are not spelled") {
        const std::string letters = "Abcdefghijklmnopqrstuvwxyzabcdefghijklm";
        CHECK(spellings("the " + letters + "öxyz fell") == "1:" + letters);
        std::string many = "many";
        for (char first = 'A'; first < 'Z'; ++first) {
            for (char second = 'a'; second <= 'z'; ++second)
                many += std::string{" "} + first + second + "nford";
        }
        const Wording wording = wording_of(many);
        REQUIRE(wording.spellings.size() <= Wording::kSpellingsMax);
        CHECK(wording.spellings.back().bytes == 0);
        const std::size_t last = wording.spellings.back().token;
        CHECK(wording.view().spelling_of(last - 1) != "");
        CHECK(wording.view().spelling_of(last) == "");
        CHECK(wording.view().spelling_of(last + 1) == "");
    }

    TEST_CASE("of a long text the first words are kept, and the sentences of more") {
        std::string text;
        for (int i = 0; i < 500; ++i) text += "Alpha beta gamma delta epsilon. ";
        const Wording wording = wording_of(text);
        CHECK(wording.tokens.size() == Wording::kTokensMax);
        CHECK(wording.sentences.size() == Wording::kSentencesMax);
        CHECK_FALSE(Wording::has_all_facts(wording.view()));
        CHECK(Wording::has_all_facts(wording_of(text.substr(0, 32 * 60)).view()));
    }

    TEST_CASE("figures behind the words that are kept are told, too") {
        CHECK(figures(repeated("word ", 3000) + "640") == "3000:640");
    }

    TEST_CASE("lengths of sentences add up to the text") {
        const Wording wording = wording_of(repeated("word ", 450) + ". Then. More words follow here.");
        std::size_t tokens = 0;
        for (std::size_t i = 0; i < wording.sentences.size(); ++i) tokens += wording.lengths[i];
        CHECK(tokens == 455);
    }
}
