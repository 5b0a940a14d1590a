#include "daemon/fingerprint/text_marks.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/texts.hpp"

using namespace wirefold;
using wirefold::test::TextReader;

namespace {

struct Marked {
    std::string sentences;  ///< Each one's first token, by blanks.
    std::vector<QuotedSpan> quotes;
    bool has_open_end = false;
};

[[nodiscard]] Marked marked(std::string_view text) {
    static TextReader reader;
    const NormalizedText& normalized = reader.body(text);
    TextMarks marks;
    marks.read(normalized);
    Marked made;
    for (const std::uint32_t first : marks.sentences)
        made.sentences.append(made.sentences.empty() ? "" : " ").append(normalized.token(first));
    made.quotes = marks.quotes;
    made.has_open_end = marks.has_open_end;
    return made;
}

[[nodiscard]] std::string sentences(std::string_view text) {
    return marked(text).sentences;
}

/// The one quotation of the text, as "begin-end" in tokens; how many there are, when it is not one.
[[nodiscard]] std::string quote(std::string_view text) {
    const Marked made = marked(text);
    if (made.quotes.size() != 1) return std::to_string(made.quotes.size()) + " quotations";
    return std::to_string(made.quotes[0].begin) + '-' + std::to_string(made.quotes[0].end);
}

[[nodiscard]] std::string repeated(std::string_view piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
}

}  // namespace

TEST_SUITE("fingerprint/text_marks sentences") {
    TEST_CASE("a text without words has none") {
        CHECK(sentences("").empty());
        CHECK(sentences("... !").empty());
    }

    TEST_CASE("a sentence ends at a point, an exclamation or a question mark before a capital") {
        CHECK(sentences("Alpha is here. Beta came! Gamma left? Delta") == "alpha beta gamma delta");
        CHECK(sentences("Alpha is here.Beta came") == "alpha");
        CHECK(sentences("Alpha is here. beta came") == "alpha");
        CHECK(sentences("Alpha (so he said.) Beta came") == "alpha beta");
    }

    TEST_CASE("a figure or a quotation begins one, too") {
        CHECK(sentences("Alpha is here. 12 people came.") == "alpha 12");
        CHECK(sentences("Alpha is here. “we came” he said.") == "alpha we");
        CHECK(sentences("Alpha “is here.” Beta came") == "alpha beta");
        CHECK(sentences("Alpha \"is here.\" Beta came") == "alpha beta");
    }

    TEST_CASE("points inside numbers and abbreviations end none") {
        CHECK(sentences("It rose 3.5 percent to 1.200.000 in all") == "it");
        CHECK(sentences("The U.S. Treasury and the U.N. Council met") == "the");
        CHECK(sentences("There Lt. Smith met Mr. Obama and Dr. Who") == "there");
        CHECK(sentences("He lives at No. 5 with J. K. Rowling") == "he");
        CHECK(sentences("At 5 p.m. on Monday") == "at");
        CHECK(sentences("It is due on Sept. 20, or Dec. 15") == "it");
        CHECK(sentences("It is due in Sept. The end") == "it the");
        CHECK(sentences("We left Rome. 20 others stayed") == "we 20");
        CHECK(sentences("They asked Who? 20 answered") == "they 20");
        CHECK(sentences("He said \"we join NATO.\" 20 others did") == "he 20");
    }

    TEST_CASE("a point before a figure ends none") {
        CHECK(sentences("Prices rose .5 percent in May") == "prices");
        CHECK(sentences("They use .NET there") == "they");
    }

    TEST_CASE("three points end one only before a capital") {
        CHECK(sentences("Alpha waited... and left") == "alpha");
        CHECK(sentences("Alpha waited... Beta left") == "alpha beta");
        CHECK(sentences("Alpha waited… Beta left") == "alpha beta");
    }

    TEST_CASE("a blank or an indented line ends one, whatever stands there") {
        CHECK(sentences("alpha beta\n\ngamma delta") == "alpha gamma");
        CHECK(sentences("alpha beta\r\n\r\ngamma delta") == "alpha gamma");
        CHECK(sentences("alpha beta\n \t \ngamma delta") == "alpha gamma");
        CHECK(sentences("alpha beta\n    gamma delta") == "alpha gamma");
    }

    TEST_CASE("a single line break ends none, unless the line ends like a sentence") {
        CHECK(sentences("alpha beta\nGamma delta") == "alpha");
        CHECK(sentences("alpha beta.\ngamma delta") == "alpha gamma");
    }

    TEST_CASE("other scripts have marks of their own") {
        CHECK(sentences("港の橋。市は発表！次は？終") == "港 市 次 終");
        CHECK(sentences("ما هذا؟ هذا جسر") == "ما هذا");
        CHECK(sentences("यह पुल है। वह नदी") == "यह वह");
        CHECK(sentences("یہ پل ہے۔ وہ دریا") == "یہ وہ");
        CHECK(sentences("Мост закрыт. Город сообщил! Что дальше? Ничего") == "мост город что ничего");
    }

    TEST_CASE("in scripts without spaces a line break ends one") {
        CHECK(sentences("港の橋は閉鎖\n市が発表した") == "港 市");
        CHECK(sentences("สะพานปิด\nเมืองประกาศ").find(' ') != std::string::npos);
    }

    TEST_CASE("no sentence is longer than two hundred tokens") {
        TextReader reader;
        TextMarks marks;
        marks.read(reader.body(repeated("word ", 1000)));
        REQUIRE(marks.sentences.size() == 5);
        for (std::uint32_t i = 0; i < 5; ++i) CHECK(marks.sentences[i] == i * TextMarks::kSentenceTokensMax);
    }

    TEST_CASE("where sentences begin is told in rising order, the first at the first token") {
        TextReader reader;
        TextMarks marks;
        marks.read(reader.body("...\n\n“Alpha” is. Beta!\n\n\n  Gamma. “Delta.” 5.\n"));
        REQUIRE(!marks.sentences.empty());
        CHECK(marks.sentences[0] == 0);
        for (std::size_t i = 1; i < marks.sentences.size(); ++i)
            CHECK(marks.sentences[i] > marks.sentences[i - 1]);
    }
}

TEST_SUITE("fingerprint/text_marks forms") {
    TEST_CASE("a text written with combining marks has the marks of one without") {
        const std::string composed =
            "Il a dit : «le caf\u00e9 est ferm\u00e9 depuis l\u2019\u00e9t\u00e9». "
            "\u00c9lise part. «Le pont de la vall\u00e9e est ferm\u00e9»! \u00c0 demain.";
        const std::string decomposed =
            "Il a dit : «le cafe\u0301 est ferme\u0301 depuis l\u2019e\u0301te\u0301». "
            "E\u0301lise part. «Le pont de la valle\u0301e est ferme\u0301»! A\u0300 demain.";
        CHECK(sentences(decomposed) == sentences(composed));
        const Marked one = marked(composed);
        const Marked other = marked(decomposed);
        REQUIRE(one.quotes.size() == 2);
        REQUIRE(other.quotes.size() == 2);
        CHECK(other.quotes[0].begin == one.quotes[0].begin);
        CHECK(other.quotes[0].end == one.quotes[0].end);
        CHECK(other.quotes[1].end == one.quotes[1].end);
    }

    TEST_CASE("sentences and quotations are found among Hindi, Thai and vowelled Arabic words, too") {
        CHECK(sentences("यह दिल्ली। वह नदी") == "यह वह");
        CHECK(sentences("سَدٌّ؟ جِسْرٌ") == "سَدٌّ جِسْرٌ");
        CHECK(marked("เขาพูดว่า “สะพานปิดแล้ววันนี้” ที่นี่").quotes.size() == 1);
        CHECK(marked("เขาพูดว่า“สะพานปิดแล้ววันนี้”ที่นี่").quotes.size() == 1);
    }
}

TEST_SUITE("fingerprint/text_marks end") {
    TEST_CASE("a text that ends like a sentence is closed, another one is open") {
        CHECK_FALSE(marked("Alpha is here.").has_open_end);
        CHECK_FALSE(marked("Alpha is here!)\n\n").has_open_end);
        CHECK_FALSE(marked("He said “so it is”").has_open_end);
        CHECK_FALSE(marked("He said \"so it is\"").has_open_end);
        CHECK_FALSE(marked("港の橋は閉鎖。").has_open_end);
        CHECK(marked("Alpha is here, and").has_open_end);
        CHECK(marked("Alpha is here. [+2829 chars]").has_open_end);
    }

    TEST_CASE("what was read before does not tell on the next text") {
        TextReader reader;
        TextMarks marks;
        marks.read(reader.body("Alpha is here, and “the quotation has six words at least” so"));
        marks.read(reader.body("..."));
        CHECK_FALSE(marks.has_open_end);
        CHECK(marks.sentences.empty());
        CHECK(marks.quotes.empty());
    }
}

TEST_SUITE("fingerprint/text_marks quotations") {
    TEST_CASE("a quotation of six words and more is marked, a shorter one is not") {
        CHECK(quote("He said “one two three four five six” again") == "2-8");
        CHECK(quote("He said “one two three four five” again") == "0 quotations");
        CHECK(quote("“One two three four five six,” he said") == "0-6");
        CHECK(quote("He said: “one two three four five six.”") == "2-8");
    }

    TEST_CASE("quotation marks of every newsroom are known") {
        const std::string words = "one two three four five six";
        CHECK(quote("He said \"" + words + "\" again") == "2-8");
        CHECK(quote("He said «" + words + "» again") == "2-8");
        CHECK(quote("He said « " + words + " » again") == "2-8");
        CHECK(quote("He said „" + words + "” again") == "2-8");
        CHECK(quote("他说「一二三四五六七」了") == "2-9");
        CHECK(quote("他说『一二三四五六七』了") == "2-9");
        CHECK(quote("他说“一二三四五六七”了") == "2-9");
    }

    TEST_CASE("German, Danish and Swedish quotation marks are known, too") {
        const std::string words = "eins zwei drei vier fünf sechs";
        CHECK(quote("Er sagte „" + words + "“ und ging") == "2-8");
        CHECK(quote("Er sagte »" + words + "« und ging") == "2-8");
        CHECK(quote("Han sade ”" + words + "” och gick") == "2-8");
    }

    TEST_CASE("what stands between two quotations is none") {
        const Marked german = marked(
            "„Ja ja“, sagte der alte Mann von der Insel, „nein nein“, sagte der andere Mann von der Küste.");
        CHECK(german.quotes.empty());
        const Marked danish = marked(
            "»Ja ja«, sagte der alte Mann von der Insel, »nein nein«, sagte der andere Mann von der Küste.");
        CHECK(danish.quotes.empty());
        const Marked straight = marked(
            "\"Yes yes\", said the old man of the island, \"no no\", said the other man of the coast.");
        CHECK(straight.quotes.empty());
    }

    TEST_CASE("several quotations stand in their order") {
        const Marked made =
            marked("“One two three four five six,” he said. “Alpha beta gamma delta epsilon zeta eta.”");
        REQUIRE(made.quotes.size() == 2);
        CHECK(made.quotes[0].begin == 0);
        CHECK(made.quotes[0].end == 6);
        CHECK(made.quotes[1].begin == 8);
        CHECK(made.quotes[1].end == 15);
    }

    TEST_CASE("quotations side by side are two") {
        for (const std::string_view text :
             {"“One two three four five six.” “Alpha beta gamma delta epsilon zeta eta.”",
              "«One two three four five six.» «Alpha beta gamma delta epsilon zeta eta.»",
              "»One two three four five six.« »Alpha beta gamma delta epsilon zeta eta.«",
              "„One two three four five six.“ „Alpha beta gamma delta epsilon zeta eta.“",
              "\"One two three four five six.\" \"Alpha beta gamma delta epsilon zeta eta.\""}) {
            CAPTURE(text);
            const Marked made = marked(text);
            REQUIRE(made.quotes.size() == 2);
            CHECK(made.quotes[0].end == 6);
            CHECK(made.quotes[1].begin == 6);
            CHECK(made.quotes[1].end == 13);
        }
    }

    TEST_CASE("a quotation that is never closed, or that is too long, is none") {
        CHECK(quote("He said “one two three four five six seven") == "0 quotations");
        CHECK(quote("He said “" + repeated("word ", 119) + "word” again") == "2-122");
        CHECK(quote("He said “" + repeated("word ", 120) + "word” again") == "0 quotations");
    }

    TEST_CASE("an apostrophe quotes nothing") {
        CHECK(quote("It's the city’s and the state's oldest bridge, isn't it") == "0 quotations");
    }
}
