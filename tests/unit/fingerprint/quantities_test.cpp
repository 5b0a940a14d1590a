#include "daemon/fingerprint/quantities.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/support/texts.hpp"

using namespace wirefold;
using wirefold::test::TextReader;

namespace {

/// What words are, under one secret.
struct Words {
    explicit Words(std::uint64_t seed = 7) : reader(seed), quantities(reader.token_hash()) {}
    /// 255: a plain word.
    [[nodiscard]] std::uint8_t operator()(std::string_view word) const {
        return quantities.byte_of(reader.hash_of(word), 255);
    }
    [[nodiscard]] bool are_same(const std::vector<std::string_view>& words) const {
        for (const std::string_view word : words) {
            if ((*this)(word) != (*this)(words.front())) return false;
        }
        return true;
    }
    TextReader reader;
    Quantities quantities;
};

}  // namespace

TEST_SUITE("fingerprint/quantities") {
    TEST_CASE("spellings of one unit mean the same") {
        const Words words;
        CHECK(words.are_same({"dollar", "dollars", "dlr", "dlrs", "usd", "dólares", "долларов"}));
        CHECK(
            words.are_same({"million", "millions", "mln", "mn", "millones", "milhões", "миллионов", "млн"}));
        CHECK(words.are_same({"billion", "bln", "bn", "milliarden", "milliards", "млрд"}));
        CHECK(words.are_same({"percent", "pct", "prozent", "процентов"}));
        CHECK(words.are_same({"year", "years", "yr", "yrs", "años", "jahre", "ans", "лет"}));
        CHECK(words.are_same({"ton", "tons", "tonne", "tonnes", "toneladas", "tonnen", "тонн"}));
        CHECK(words.are_same({"barrel", "barrels", "bpd", "barriles"}));
        for (const auto word : {"dollar", "million", "percent", "year", "ton", "barrel", "mw"}) {
            CAPTURE(word);
            CHECK(WordingView::is_unit(words(word)));
        }
    }

    TEST_CASE("number words mean their digits") {
        const Words words;
        CHECK(words.are_same({"two", "2", "dos", "zwei", "deux", "два"}));
        CHECK(words.are_same({"twelve", "12", "doce", "zwölf", "douze", "двенадцать"}));
        CHECK(words.are_same({"ninety", "90", "noventa", "neunzig", "девяносто"}));
        CHECK(words("two") == 2);
        CHECK(words("2") == 2);
    }

    TEST_CASE("words that turn a statement around mean themselves only") {
        const Words words;
        const std::vector<std::string_view> all = {"not",       "no",        "never",  "few",       "without",
                                                   "includes",  "excludes",  "denied", "confirmed", "nicht",
                                                   "including", "excluding", "keine",  "nunca",     "jamais",
                                                   "não",       "не",        "لا"};
        for (const std::string_view word : all) {
            CAPTURE(word);
            CHECK(WordingView::is_polarity(words(word)));
            for (const std::string_view other : all) CHECK((word == other) == words.are_same({word, other}));
        }
    }

    TEST_CASE("other words are not known") {
        const Words words;
        for (const auto word : {"harbor", "million2", "dollarx", "noten", "мост", "橋"}) {
            CAPTURE(word);
            CHECK(words(word) == 255);
        }
    }

    TEST_CASE("different units stay different under every secret") {
        for (const std::uint64_t seed : test::test_seeds(20)) {
            CAPTURE(seed);
            const Words words{seed};
            const std::vector<std::string_view> units = {
                "thousand", "million", "billion", "trillion", "percent", "point",     "dollar", "euro",
                "pound",    "yen",     "ton",     "barrel",   "ounce",   "kilometer", "mile",   "minute",
                "hour",     "day",     "week",    "month",    "quarter", "year",      "degree"};
            for (const std::string_view one : units) {
                CHECK(WordingView::is_unit(words(one)));
                for (const std::string_view other : units)
                    CHECK((one == other) == words.are_same({one, other}));
            }
            CHECK(words.are_same({"dlrs", "dollars"}));
            CHECK(words.are_same({"three", "3"}));
        }
    }
}
