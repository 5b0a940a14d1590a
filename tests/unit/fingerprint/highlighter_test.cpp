#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/normalize/normalizer.hpp"

using namespace wirefold;

namespace {

/// Reads texts as a worker does, and keeps the words of the last one.
struct Desk {
    const Highlights& read(std::string_view body, std::string_view title = "",
                           std::string_view language = "en") {
        Document document;
        document.body = body;
        const NormalizedText& text = normalizer.normalize(document);
        const NormalizedText& heading = normalizer.normalize_title(title);
        static_cast<void>(fingerprinter.fingerprint(text, heading));
        highlights = {};
        fingerprinter.highlight(text, heading, language, arena, highlights);
        return highlights;
    }
    Normalizer normalizer{{}};
    Fingerprinter fingerprinter{{.seed = 7}};
    Arena arena;
    Highlights highlights;
};

using Texts = std::vector<std::string_view>;

[[nodiscard]] bool has_keyword(const Highlights& highlights, std::string_view term) {
    return std::any_of(highlights.keywords.begin(), highlights.keywords.end(),
                       [&](const Keyword& keyword) { return keyword.term == term; });
}

constexpr std::string_view kBridge =
    "The Old Ferry Bridge at Tarnwick is closed, said Maren Oldacre-Finch of the harbor council. The bridge "
    "needs "
    "1,140 new hangers for 7.50 million dollars, and the council has 7.5 million. When will Tarnwick get it "
    "back, "
    "asked Oldacre-Finch; I do not know, said the engineer from Tarnwick.";

}  // namespace

TEST_SUITE("fingerprint/highlighter") {
    TEST_CASE("names are runs of words with capitals inside a sentence, each once and as written") {
        Desk desk;
        CHECK(desk.read(kBridge).names ==
              Texts{"Old Ferry Bridge", "Tarnwick", "Maren Oldacre-Finch", "Oldacre-Finch"});
    }

    TEST_CASE("numbers are canonical, each once") {
        Desk desk;
        CHECK(desk.read(kBridge).numbers == Texts{"1140", "7.5"});
    }

    TEST_CASE("letters behind a number are not shown, and a table is no number") {
        Desk desk;
        std::string table = "0";
        for (int i = 1; i < 2000; ++i) table += ',' + std::to_string(i);
        CHECK(desk.read("It is 1,500km long and cost $4.1m. " + table + " then 7.").numbers ==
              Texts{"1500", "4100000", "7"});
    }

    TEST_CASE("keywords are the heaviest terms, words and not stems, with their share") {
        Desk desk;
        const Highlights& highlights = desk.read(kBridge, "Ferry bridge stays shut");
        REQUIRE(highlights.keywords.size() == Highlights::kKeywordsMax);
        CHECK(has_keyword(highlights, "tarnwick"));
        CHECK(has_keyword(highlights, "bridge"));
        CHECK_FALSE(has_keyword(highlights, "the"));
        CHECK_FALSE(has_keyword(highlights, "7.5"));
        for (std::size_t i = 0; i < highlights.keywords.size(); ++i) {
            CHECK(highlights.keywords[i].weight > 0);
            CHECK(highlights.keywords[i].weight <= (i == 0 ? 1.0 : highlights.keywords[i - 1].weight));
        }
    }

    TEST_CASE("a term that only the headline has is spelled from there") {
        Desk desk;
        CHECK(has_keyword(desk.read("Nobody may use it before spring.", "Viaduct shut"), "viaduct"));
    }

    TEST_CASE("German nouns are no names, two words with capitals may be") {
        Desk desk;
        const Texts names{"Maren Oldacker"};
        CHECK(desk.read("Gestern hat die Feuerwehr, so sagte Maren Oldacker, alle Kinder geholt.", "", "de")
                  .names == names);
    }

    TEST_CASE("in scripts without spaces a keyword is two characters, and nothing is a name") {
        Desk desk;
        const Highlights& highlights =
            desk.read("東京都知事は東京湾の橋を閉鎖すると発表した。東京湾の橋は老朽化している。", "", "ja");
        CHECK(has_keyword(highlights, "東京"));
        CHECK(highlights.names.empty());
        for (const Keyword& keyword : highlights.keywords) CHECK(keyword.term.size() == 6);
    }

    TEST_CASE("an empty text and one of ten thousand names stay small") {
        Desk desk;
        const Highlights& none = desk.read("");
        CHECK(none.keywords.empty());
        CHECK(none.names.empty());
        CHECK(none.numbers.empty());
        std::string text = "there";
        for (int i = 0; i < 10'000; ++i)
            text += " was Name" + std::to_string(i) + " with " + std::to_string(i) + ',';
        const Highlights& many = desk.read(text);
        CHECK(many.keywords.size() <= Highlights::kKeywordsMax);
        CHECK(many.names.size() == Highlights::kNamesMax);
        CHECK(many.numbers.size() == Highlights::kNumbersMax);
    }
}
