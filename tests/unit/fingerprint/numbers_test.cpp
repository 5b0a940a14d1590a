#include "daemon/fingerprint/numbers.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

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
        CHECK(canonical_number("1,500,") == "1,500,");
        CHECK(canonical_number("12,34.5.6") == "12,34.5.6");
        CHECK(canonical_number("1,50") == "1.5");
    }

    TEST_CASE("letters end a number and joints continue it") {
        NumberCollector numbers{7};
        const auto hashes = [&](auto... tokens) {
            numbers.begin();
            (numbers.add(tokens.first, tokens.second), ...);
            return numbers.finish();
        };
        using Part = std::pair<std::string_view, char>;
        CHECK(hashes(Part{"1", 0}, Part{"500", ','}) == hashes(Part{"1500", 0}));
        CHECK(hashes(Part{"5km", 0}) == hashes(Part{"5", 0}));
        CHECK(hashes(Part{"3", 0}, Part{"5km", '.'}) == hashes(Part{"3", 0}, Part{"50", '.'}));
        CHECK(hashes(Part{"a1b2", 0}) == hashes(Part{"2", 0}, Part{"1", 0}, Part{"1", 0}));
        CHECK(hashes(Part{"1", 0}, Part{"5", 0}) != hashes(Part{"15", 0}));
    }
}
