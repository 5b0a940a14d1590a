#include "daemon/normalize/normalizer.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

/// A normalizer that answers with values, so that two answers can be compared.
class Fixture {
public:
    [[nodiscard]] NormalizedText text(std::string_view body) {
        Document document;
        document.body = body;
        return normalizer_.normalize(document);
    }
    [[nodiscard]] NormalizedText html(std::string_view body) {
        Document document;
        document.body = body;
        document.body_format = BodyFormat::Html;
        return normalizer_.normalize(document);
    }
    [[nodiscard]] std::string exact(std::string_view body) { return text(body).exact; }
    [[nodiscard]] std::vector<std::string> tokens(std::string_view body) {
        const NormalizedText got = text(body);
        std::vector<std::string> words;
        for (std::size_t i = 0; i < got.tokens.size(); ++i) words.emplace_back(got.token(i));
        return words;
    }

private:
    Normalizer normalizer_{{}};
};

using Words = std::vector<std::string>;

}  // namespace

TEST_SUITE("normalize/normalizer") {
    TEST_CASE("tokens are runs of letters, marks and digits") {
        Fixture fold;
        CHECK(fold.tokens("The Mayor's  plan: 3km, by_foot!") ==
              Words{"the", "mayor", "s", "plan", "3km", "by", "foot"});
        CHECK(fold.tokens("").empty());
        CHECK(fold.tokens(" \t\n\u3000...").empty());
    }

    TEST_CASE("what only looks different folds to the same") {
        Fixture fold;
        const auto same = [&](std::string_view a, std::string_view b) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(fold.tokens(a) == fold.tokens(b));
            CHECK(fold.exact(a) == fold.exact(b));
        };
        same("it's \"so\" they say", "it\u2019s \u201cso\u201d they say");
        same("a well-known case", "A  WELL\u2014KNOWN\ncase");
        same("ten thousand people", "ten\u00a0thousand\u2003people");
        same("cooperation", "co\u00adoper\u200bation");
        same("caf\u00e9 in S\u00e3o Paulo", "cafe\u0301 in Sa\u0303o Paulo");
        same("stra\u00dfe", "STRASSE");
        same("\ufb01nal o\ufb03ce", "final office");
        same("\uff21\uff22\uff23 \uff11\uff12\uff13", "abc 123");
        same("2024 \u0660\u0661", "2024 01");
        same("m\u02bcyach", "m'yach");
        same("AT&T said &quot;no&quot;", "AT&amp;T said &#8220;no&#x201d;");
    }

    TEST_CASE("copies agree in all languages, composed or not") {
        Fixture fold;
        const auto same = [&](std::string_view a, std::string_view b) {
            CAPTURE(a);
            CHECK(fold.tokens(a) == fold.tokens(b));
            CHECK(fold.tokens(a).size() > 2);
        };
        same("El a\u00f1o pas\u00f3 r\u00e1pido", "EL AN\u0303O PASO\u0301 RA\u0301PIDO");
        same("Das Ger\u00e4t ist gro\u00df", "Das Gera\u0308t ist GROSS");
        same(
            "\u041c\u0435\u0441\u0442\u043d\u044b\u0439 \u0441\u043e\u0432\u0435\u0442 "
            "\u0440\u0435\u0448\u0438\u043b",
            "\u043c\u0435\u0441\u0442\u043d\u044b\u0438\u0306 \u0421\u041e\u0412\u0415\u0422 "
            "\u0440\u0435\u0448\u0438\u043b");
        same("\u0643\u062a\u0627\u0628 \u062c\u062f\u064a\u062f \u0647\u0646\u0627",
             "\u0643\u062a\u0627\u0628\u200f \u062c\u062f\u064a\u062f \ufeeb\ufee8\ufe8e");
        same("\uac00\ub098\ub2e4 \ub9c8\ubc14 \uc0ac\uc544",
             "\u1100\u1161\u1102\u1161\u1103\u1161 \u1106\u1161\u1107\u1161 \u1109\u1161\u110b\u1161");
        same("\u30ac\u30ae\u30b0", "\uff76\uff9e\uff77\uff9e\uff78\uff9e");
        same("\u30ac\u30ae\u30b0", "\u30ab\u3099\u30ad\u3099\u30af\u3099");
    }

    TEST_CASE("scripts without spaces are cut into characters, the others are not") {
        Fixture fold;
        CHECK(fold.tokens("\u6771\u4eac2024\u5e74") == Words{"\u6771", "\u4eac", "2024", "\u5e74"});
        CHECK(fold.text("\u6771\u4eac2024\u5e74").unspaced_tokens == 3);
        CHECK(fold.text("\u6771\u4eac2024\u5e74").is_unspaced());
        CHECK(fold.tokens("\u3072\u3089\u30ab\u30fc") == Words{"\u3072", "\u3089", "\u30ab", "\u30fc"});
        // A Thai vowel or tone mark stays with its consonant.
        CHECK(fold.tokens("\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48") ==
              Words{"\u0e17\u0e35\u0e48", "\u0e19\u0e35\u0e48"});
        CHECK(fold.text("\u0e17\u0e35\u0e48\u0e19\u0e35\u0e48").unspaced_tokens == 2);
        CHECK(fold.tokens("\ud55c\uad6d \ub274\uc2a4") == Words{"\ud55c\uad6d", "\ub274\uc2a4"});
        CHECK_FALSE(fold.text("\ud55c\uad6d \ub274\uc2a4").is_unspaced());
    }

    TEST_CASE("letters that look alike stay apart") {
        Fixture fold;
        CHECK(fold.tokens("caca") != fold.tokens("\u0441\u0430\u0441\u0430"));
    }

    TEST_CASE("exactness sees what changes a number") {
        Fixture fold;
        const auto differ = [&](std::string_view a, std::string_view b) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(fold.exact(a) != fold.exact(b));
        };
        differ("up 1.5 points", "up 15 points");
        differ("up 1.5 points", "up 1,5 points");
        differ("beds 10 20", "beds 1020");
        differ("at -5 degrees", "at 5 degrees");
        differ("-5", "5");
        differ("\u22125 here", "5 here");
        differ("costs $5", "costs \u00a35");
        differ("costs $5", "costs 5");
        differ("costs -$5", "costs $5");
        differ("by 5% a year", "by 5 a year");
        differ("by 5\u2030", "by 5%");
        differ("3-2 at home", "32 at home");
        differ("3-2", "3:2");
        differ("50+ people", "50 people");
        differ("at .5 percent", "at 5 percent");
        differ("gmt+2", "gmt-2");
        differ("5\u00b0", "5");
        differ("1/2", "12");
        differ("5\u00bd", "512");
    }

    TEST_CASE("exactness does not see what changes nothing") {
        Fixture fold;
        const auto same = [&](std::string_view a, std::string_view b) {
            CAPTURE(a);
            CAPTURE(b);
            CHECK(fold.exact(a) == fold.exact(b));
        };
        same("covid-19 cases", "covid 19 cases");
        same("a 5-year plan", "a 5 year plan");
        same("in 2019, people", "in 2019 people");
        same("in (2019) people", "in 2019 people");
        same("10  \n 20", "10 20");
        same("10\u00a020", "10 20");
        same("pages 10\u201320", "pages 10-20");
        same("costs 5 %", "costs 5%");
        same("5\u00a0\u20ac", "5\u20ac");
        same("No. 5 lives", "no 5 lives");
        same("\"5\" is", "5 is");
        same("5\u203210\u2033", "5'10''");
        same("1\u200b.5", "1.5");
    }

    TEST_CASE("parts of one number are marked") {
        Fixture fold;
        const NormalizedText got = fold.text("from 1,234.5 to 6, 7 and a.8");
        std::string joints;
        for (const Token& token : got.tokens) joints += token.joint == 0 ? '_' : token.joint;
        CHECK(joints == "__,.______");
        CHECK(got.tokens[1].has_digit);
        CHECK_FALSE(got.tokens[0].has_digit);
    }

    TEST_CASE("the token limit is kept and told") {
        Normalizer normalizer{{.tokens_max = 3}};
        const NormalizedText& got = normalizer.normalize_title("one two three four");
        CHECK(got.tokens.size() == 3);
        CHECK(got.truncated);
        CHECK(got.exact == "onetwothree");
        CHECK_FALSE(normalizer.normalize_title("one two three ... !").truncated);
    }

    TEST_CASE("hostile texts meet the limits") {
        Fixture fold;
        std::string marks = "a";
        for (int i = 0; i < 250'000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
        const NormalizedText stacked = fold.text(marks);
        CHECK(stacked.tokens.size() == 1);
        CHECK(stacked.folded.size() < 64);

        const NormalizedText endless = fold.text(std::string(5'000'000, 'x'));
        CHECK(endless.tokens.size() == 5'000'000 / 64);
        CHECK(endless.token(7) == std::string(64, 'x'));

        std::string invisible;
        for (int i = 0; i < 300'000; ++i) invisible += i % 2 == 0 ? "\u200d" : "\u2060";
        CHECK(fold.tokens("one" + invisible + "two") == Words{"onetwo"});

        std::string jamo;
        for (int i = 0; i < 200'000; ++i) jamo += "\u1161";
        CHECK(fold.text(jamo).tokens.size() < 4);

        std::string large;
        for (int i = 0; i < 100'000; ++i) large += "\ufdfa";
        CHECK(fold.text(large).truncated);
        CHECK(fold.exact("x" + std::string(1'000'000, '-') + "5") == "x5");
    }

    TEST_CASE("body and title have results of their own") {
        Normalizer normalizer{{}};
        Document document;
        document.body = "the body";
        const NormalizedText& body = normalizer.normalize(document);
        const NormalizedText& title = normalizer.normalize_title("A Title &amp; more");
        CHECK(body.exact == "thebody");
        CHECK(title.exact == "atitlemore");
        CHECK(normalizer.plain_body() == "the body");
    }

    TEST_CASE("markup is gone before folding") {
        Fixture fold;
        CHECK(fold.html("<p>One <b>w</b>ord</p><p>two&nbsp;words</p><script>x()</script>").exact ==
              "onewordtwowords");
        CHECK(fold.html("<p>One</p><p>two</p>").tokens.size() == 2);
    }

    TEST_CASE(
        "a token names the part of the plain text it was made from, and whether it begins with a capital") {
        Normalizer normalizer{{}};
        Document document;
        document.body = "<p>The  \u201cOld&nbsp;Ferry\u201d <b>BRIDGE</b>, \u00c9tude 3.5km</p>";
        document.body_format = BodyFormat::Html;
        const NormalizedText& body = normalizer.normalize(document);
        CHECK(body.source == normalizer.plain_body());
        std::string told;
        for (const Token& token : body.tokens) {
            told += token.is_capital ? '+' : '-';
            told += body.source.substr(token.source_begin, token.source_end - token.source_begin);
            told += ' ';
        }
        CHECK(told == "+The +Old +Ferry +BRIDGE +\u00c9tude -3 -5km ");
    }

    TEST_CASE("a text written with combining marks says the same of its tokens as one without") {
        Normalizer normalizer{{}};
        const auto told = [&](std::string_view text) {
            std::string out;
            const NormalizedText& title = normalizer.normalize_title(text);
            for (std::size_t i = 0; i < title.tokens.size(); ++i) {
                out += title.tokens[i].is_capital ? '+' : '-';
                out += title.token(i);
                out += ' ';
            }
            return out;
        };
        CHECK(told("E\u0301tude de Sa\u0303o, A\u030angstro\u0308m") ==
              told("\u00c9tude de S\u00e3o, \u00c5ngstr\u00f6m"));
        CHECK(told("cafe\u0301\u2014Paris") == told("caf\u00e9\u2014Paris"));
    }

    TEST_CASE("sixteen bytes may be read from any token on") {
        Fixture fold;
        const NormalizedText got = fold.text("a");
        CHECK(got.folded.size() == 1 + NormalizedText::kPadding);
    }
}
