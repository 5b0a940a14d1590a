#include "daemon/fingerprint/fact_word_table.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/model/fact_words.hpp"
#include "tests/support/seeds.hpp"
#include "tests/support/texts.hpp"

using namespace wirefold;
using wirefold::test::TextReader;

namespace {

/// What words are, under one secret.
struct Words {
    explicit Words(std::uint64_t seed = 7) : reader(seed), fact_words(reader.token_hash()) {}
    /// 255: a plain word.
    [[nodiscard]] std::uint8_t operator()(std::string_view word) const {
        return fact_words.byte_of(reader.hash_of(word), 255);
    }
    [[nodiscard]] bool are_same(const std::vector<std::string_view>& words) const {
        for (const std::string_view word : words) {
            if ((*this)(word) != (*this)(words.front())) return false;
        }
        return true;
    }
    TextReader reader;
    FactWordTable fact_words;
};

}  // namespace

TEST_SUITE("fingerprint/fact_word_table") {
    TEST_CASE("spellings of one unit mean the same") {
        const Words words;
        CHECK(words.are_same({"dollar", "dollars", "dlr", "dlrs", "usd", "dólares", "долларов"}));
        CHECK(
            words.are_same({"million", "millions", "mln", "mn", "millones", "milhões", "миллионов", "млн"}));
        CHECK(words.are_same({"billion", "bln", "bn", "milliarden", "milliards", "млрд"}));
        CHECK(words.are_same({"percent", "pct", "prozent", "процентов"}));
        CHECK(words.are_same({"year", "years", "yr", "yrs", "años", "jahre", "ans", "лет"}));
        CHECK(words.are_same({"ton", "tons", "tonne", "tonnes", "toneladas", "tonnen", "тонн"}));
        CHECK(words.are_same({"billion", "bilhões", "miliardi", "mrd"}));
        CHECK(words.are_same({"month", "mesi", "monate", "mois"}));
        CHECK(words.are_same({"week", "settimane", "semanas"}));
        CHECK(words.are_same({"crowns", "kronor", "kroner", "kronen"}));
        CHECK(words.are_same({"barrel", "barrels", "bpd", "barriles"}));
        for (const auto word : {"dollar", "million", "percent", "year", "ton", "barrel", "mw", "crowns"}) {
            CAPTURE(word);
            CHECK(WordingView::is_unit(words(word)));
        }
    }

    TEST_CASE("number words mean their digits") {
        const Words words;
        CHECK(words.are_same({"two", "2", "dos", "zwei", "deux", "два"}));
        CHECK(words.are_same({"twelve", "12", "doce", "zwölf", "douze", "двенадцать"}));
        CHECK(words.are_same({"sixteen", "16", "dieciséis", "sedici", "seize", "dezesseis"}));
        CHECK(words.are_same({"nineteen", "diecinueve", "diciannove", "dezenove"}));
        CHECK(words.are_same({"thirds", "drittel", "tercios", "tiers"}));
        CHECK(words.are_same({"september", "sept"}));
        CHECK(words.are_same({"ninety", "90", "noventa", "neunzig", "девяносто"}));
        CHECK(words("two") == 2);
        CHECK(words("2") == 2);
    }

    TEST_CASE("words that turn a statement around mean themselves only") {
        const Words words;
        const std::vector<std::string_view> all = {
            "not",    "no",        "never",  "few",       "without",   "includes", "excludes",
            "denied", "confirmed", "none",   "including", "excluding", "neither",  "nor",
            "cannot", "unlikely",  "unsafe", "non",       "لن"};
        for (const std::string_view word : all) {
            CAPTURE(word);
            CHECK(WordingView::is_polarity(words(word)));
            for (const std::string_view other : all) CHECK((word == other) == words.are_same({word, other}));
        }
    }

    TEST_CASE("they mean the same in other languages, and in all forms") {
        const Words words;
        CHECK(words.are_same({"not", "isn", "didn", "nicht", "pas", "não", "не", "لم"}));
        CHECK(words.are_same({"no", "kein", "keine", "keinen", "keiner", "keinem", "нет"}));
        CHECK(words.are_same({"without", "ohne", "sin", "senza", "sem", "без"}));
        CHECK(words.are_same({"none", "ningún", "ninguna", "aucun", "aucune", "nessuno", "nenhuma"}));
        CHECK(words.are_same({"never", "nunca", "jamais", "nie", "никогда"}));
        for (const auto word : {"sans", "ni", "ne"}) CHECK(words(word) == 255);
    }

    TEST_CASE("who was found alive or is missing was not killed") {
        const Words words;
        const std::vector<std::string_view> all = {"killed", "injured", "alive", "missing"};
        for (const std::string_view word : all) {
            for (const std::string_view other : all) {
                CHECK(fact_words::are_of_one_kind(words(word), words(other)));
                CHECK((word == other) == words.are_same({word, other}));
            }
        }
        CHECK_FALSE(fact_words::are_of_one_kind(words("missing"), words("agreed")));
        CHECK_FALSE(fact_words::are_of_one_kind(words("won"), words("killed")));
        CHECK(fact_words::are_of_one_kind(words("surplus"), words("deficit")));
        CHECK(fact_words::are_of_one_kind(words("father"), words("sister")));
        CHECK(words.are_same({"killed", "mortas", "morte", "muertas"}));
        CHECK(words.are_same({"closed", "chiuso", "chiusa"}));
        CHECK(words.are_same({"opened", "aperto", "aperta"}));
    }

    TEST_CASE("\"per cent\" has no unit that \"percent\" had not") {
        const Words words;
        CHECK(words("per") == 255);
        CHECK(words("cent") == 255);
        CHECK(words.are_same({"percent", "cento", "ciento"}));
        CHECK(words.are_same({"ct", "cents", "centavos"}));
        CHECK_FALSE(words.are_same({"percent", "cents"}));
    }

    TEST_CASE("each word is one token as the normalizer folds it, and stands in one row") {
        TextReader reader;
        std::set<std::string_view> seen;
        const auto check_rows = [&](const auto& rows) {
            for (std::string_view row : rows) {
                while (!row.empty()) {
                    const std::string_view word = row.substr(0, row.find(' '));
                    row.remove_prefix(std::min(word.size() + 1, row.size()));
                    CAPTURE(word);
                    const NormalizedText& text = reader.body(word);
                    REQUIRE(text.tokens.size() == 1);
                    CHECK(text.token(0) == word);
                    CHECK(seen.insert(word).second);
                }
            }
        };
        check_rows(fact_words::kNumbers);
        check_rows(fact_words::kUnits);
        check_rows(fact_words::kPolarity);
        check_rows(fact_words::kOpposites);
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
