#include "daemon/fingerprint/numbers.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/normalize/normalizer.hpp"

using namespace wirefold;

namespace {

using Found = std::vector<std::string>;

/// Reads texts as a fingerprinter does.
class Numbers {
public:
    [[nodiscard]] Found in(std::string_view text, std::size_t tokens = SIZE_MAX,
                           std::string_view language = "") {
        Document document;
        document.body = text;
        const NormalizedText& body = normalizer_.normalize(document);
        read(body, language);
        Found found;
        for (const TextNumbers::Number& number : numbers_.numbers()) {
            if (number.begin < tokens) found.emplace_back(numbers_.spelling(body, number, tokens));
        }
        return found;
    }

    [[nodiscard]] Found units(std::string_view text) {
        Document document;
        document.body = text;
        const NormalizedText& body = normalizer_.normalize(document);
        static_cast<void>(in(text));
        Found units;
        for (const TextNumbers::Number& number : numbers_.numbers())
            units.emplace_back(TextNumbers::unit_letters(body, number));
        return units;
    }
    /// What the numbers read last amount to.
    [[nodiscard]] Found values() const {
        Found values;
        for (const TextNumbers::Number& number : numbers_.numbers())
            values.emplace_back(numbers_.value(number));
        return values;
    }

private:
    void read(const NormalizedText& body, std::string_view language) {
        tokens_.read(body);
        numbers_.read(body, tokens_, language);
    }

    Normalizer normalizer_{{}};
    const TokenHash hash_{1};
    const Prior prior_{hash_};
    TextTokens tokens_{hash_, prior_};
    TextNumbers numbers_;
};

}  // namespace

TEST_SUITE("fingerprint/numbers") {
    TEST_CASE("one number has one spelling") {
        CHECK(canonical_number("1500") == "1500");
        CHECK(canonical_number("1,500") == "1500");
        CHECK(canonical_number("1,234,567") == "1234567");
        CHECK(canonical_number("1.234.567") == "1234567");
        CHECK(canonical_number("1,50,000") == "150000");
        CHECK(canonical_number("1,234.50") == "1234.5");
        CHECK(canonical_number("1.234,50") == "1234.5");
        CHECK(canonical_number("1.50") == "1.5");
        CHECK(canonical_number("1,5") == "1.5");
        CHECK(canonical_number("2.0") == "2");
        CHECK(canonical_number("007") == "7");
        CHECK(canonical_number("0") == "0");
        CHECK(canonical_number("000") == "0");
        CHECK(canonical_number("0.05") == "0.05");
        CHECK(canonical_number("00.50") == "0.5");
    }

    TEST_CASE("a single point begins decimals, also before three digits") {
        CHECK(canonical_number("1.505") == "1.505");
        CHECK(canonical_number("1234,567") == "1234.567");
        CHECK(canonical_number("1,500.000") == "1500");
    }

    TEST_CASE("in some languages a point groups and a comma begins decimals") {
        CHECK(canonical_number("12.000", '.') == "12000");
        CHECK(canonical_number("12.345", '.') == "12345");
        CHECK(canonical_number("1,500", '.') == "1.5");
        CHECK(canonical_number("1,234,567", '.') == "1234567");
        CHECK(canonical_number("0.500", '.') == "0.5");
        CHECK(canonical_number("0,500") == "0.5");
        CHECK(group_sign("de") == '.');
        CHECK(group_sign("pt-br") == '.');
        CHECK(group_sign("en") == ',');
        CHECK(group_sign("") == ',');
        Numbers numbers;
        CHECK(numbers.in("12.000 und 1,5", SIZE_MAX, "de") == Found{"12000", "1.5"});
        CHECK(numbers.in("12.000 and 1,5") == Found{"12", "1.5"});
    }

    TEST_CASE("what is no quantity stays as written") {
        CHECK(canonical_number("12.05.2024") == "12.05.2024");
        CHECK(canonical_number("192.168.0.1") == "192.168.0.1");
        CHECK(canonical_number("1,2,3") == "1,2,3");
        CHECK(canonical_number("12,34.5.6") == "12,34.5.6");
        CHECK(canonical_number("1,50") == "1.5");
    }

    TEST_CASE("letters around a number do not belong to it") {
        CHECK(canonical_number("5km") == "5");
        CHECK(canonical_number("1,500km") == "1500");
        CHECK(canonical_number("5.5km") == "5.5");
        CHECK(canonical_number("5.50km") == "5.5");
        CHECK(canonical_number("1.234,50mg") == "1234.5");
        CHECK(canonical_number("2,000th") == "2000");
        CHECK(canonical_number("1990s") == "1990");
        CHECK(canonical_number("7.30pm") == "7.3");
        CHECK(canonical_number("covid19") == "19");
        CHECK(canonical_number("eur5") == "5");
        CHECK(canonical_number("007a") == "7");
        CHECK(canonical_number("192.168.0.1a") == "192.168.0.1");
    }

    TEST_CASE("letters that multiply count into the value, exactly") {
        for (const std::string_view millions : {"4.1m", "4.1mn", "4.1mln", "4,1mio", "4.10m", "eur4.1m"})
            CHECK(canonical_number(millions) == "4100000");
        CHECK(canonical_number("20m") == "20000000");
        CHECK(canonical_number("1,200m") == "1200000000");
        CHECK(canonical_number("1.5bn") == "1500000000");
        CHECK(canonical_number("1,5mrd") == "1500000000");
        CHECK(canonical_number("1,5mds") == "1500000000");
        CHECK(canonical_number("1.84tn") == "1840000000000");
        CHECK(canonical_number("0.05m") == "50000");
        CHECK(canonical_number("0.0m") == "0");
        CHECK(canonical_number("1.23456789m") == "1234567.89");
        CHECK(canonical_number("123456789012345678901234567890.1bn") ==
              "123456789012345678901234567890100000000");
        CHECK(canonical_number("1,2,3m") == "1,2,3");
        CHECK(canonical_number("4.1mm") == "4.1");
        CHECK(canonical_number("5b") == "5");
    }

    TEST_CASE("k multiplies where a count is meant, not a screen") {
        CHECK(canonical_number("20k") == "20000");
        CHECK(canonical_number("1.5k") == "1500");
        CHECK(canonical_number("250k") == "250000");
        CHECK(canonical_number("4k") == "4");
        CHECK(canonical_number("1080k") == "1080");
        CHECK(canonical_number("1,500k") == "1500");
    }

    TEST_CASE("letters between digits make a code, as written") {
        CHECK(canonical_number("a1b2") == "1b2");
        CHECK(canonical_number("20h30") == "20h30");
        CHECK(canonical_number("4x100m") == "4x100");
    }

    TEST_CASE("a number is found where it stands, with the tokens that joints tie to it") {
        Numbers numbers;
        CHECK(numbers.in("1,500 km and 1,500km, 5 and 5.5km") == Found{"1500", "1500", "5", "5.5"});
        CHECK(numbers.in("$4.1m, 20K, 1.84tn") == Found{"4100000", "20000", "1840000000000"});
        CHECK(numbers.in("at 9:15, not 9.15") == Found{"9", "15", "9.15"});
        CHECK(numbers.in("gate A1B2") == Found{"1b2"});
        CHECK(numbers.in("none").empty());
    }

    TEST_CASE("a word behind a number that multiplies is part of what it amounts to, not of its spelling") {
        Numbers numbers;
        CHECK(numbers.in("58 million euros, $3.9-billion; 4.1m") == Found{"58", "3.9", "4100000"});
        CHECK(numbers.values() == Found{"58000000", "3900000000", "4100000"});
        const auto value = [&](std::string_view text) {
            static_cast<void>(numbers.in(text));
            return numbers.values().at(0);
        };
        CHECK(value("1,5 Mrd. Euro") == "1500000000");
        CHECK(value("58\u00a0млн рублей") == "58000000");
        CHECK(value("12 thousand") == "12000");
        CHECK(value("12.5 billion") == "12500000000");
        CHECK(value("In 2024, millions marched") == "2024");
        CHECK(value("In 2024 millions marched") == "2024");
        CHECK(value("58万円") == "580000");
        CHECK(value("58 m tall") == "58");
        CHECK(value("58 men") == "58");
        CHECK(value("12.05.2024 million") == "12.05.2024");
        CHECK(value("In 1958. Millions marched") == "1958");
        CHECK(value("at the end 58") == "58");
    }

    TEST_CASE("letters of a unit are known, and the half of the day") {
        Numbers numbers;
        CHECK(numbers.units("10mg 4.1m 5th -12C 8am 8 p.m. 8:30a.m. 7 pm 5 apples 9 a 3kilometers") ==
              Found{"mg", "", "th", "c", "am", "pm", "", "am", "pm", "", "", ""});
    }

    TEST_CASE("of a number that a limit cuts, what stands before it is spelled") {
        Numbers numbers;
        CHECK(numbers.in("some 1,500,250 people", 3) == Found{"1500"});
        CHECK(numbers.in("some 4.1m people", 2) == Found{"4"});
    }
}
