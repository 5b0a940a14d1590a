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
    [[nodiscard]] Found in(std::string_view text, std::size_t tokens = SIZE_MAX) {
        Document document;
        document.body = text;
        const NormalizedText& body = normalizer_.normalize(document);
        std::vector<std::uint32_t> digit_tokens;
        for (std::uint32_t i = 0; i < body.tokens.size(); ++i) {
            if (body.tokens[i].has_digit) digit_tokens.push_back(i);
        }
        numbers_.read(body, digit_tokens);
        Found found;
        for (const TextNumbers::Number& number : numbers_.numbers()) {
            if (number.begin < tokens) found.emplace_back(numbers_.spelling(body, number, tokens));
        }
        return found;
    }

private:
    Normalizer normalizer_{{}};
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
        CHECK(canonical_number("1.500") == "1.5");
        CHECK(canonical_number("1234,567") == "1234.567");
        CHECK(canonical_number("1,500.000") == "1500");
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

    TEST_CASE("of a number that a limit cuts, what stands before it is spelled") {
        Numbers numbers;
        CHECK(numbers.in("some 1,500,250 people", 3) == Found{"1500"});
        CHECK(numbers.in("some 4.1m people", 2) == Found{"4"});
    }
}
