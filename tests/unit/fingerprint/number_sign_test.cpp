#include "daemon/fingerprint/number_sign.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/normalize/normalizer.hpp"

using namespace wirefold;

namespace {

/// Of the last number in a text, as one writes it.
[[nodiscard]] std::string sign_in(std::string_view written) {
    Normalizer normalizer{{}};
    Document document;
    document.body = written;
    const NormalizedText& text = normalizer.normalize(document);
    std::size_t begin = text.tokens.size();
    while (begin > 0 && !text.tokens[begin - 1].has_digit) --begin;
    if (begin == 0) return "no number";
    std::size_t end = begin;
    while (text.tokens[--begin].joint != 0) continue;
    while (end < text.tokens.size() && text.tokens[end].joint != 0) ++end;
    return sign_of(text, begin, end).text();
}

}  // namespace

TEST_SUITE("fingerprint/number_sign") {
    TEST_CASE("a currency is told before and behind, as a sign, a code and a word") {
        for (const std::string_view dollars :
             {"for $12", "US$12", "12$", "12 $ in all", "12\u00a0$", "12 dollars", "USD 12", "12 USD",
              "$1,200.50", "1,200.50 dollars", "12 million dollars", "12-million $", "＄12", "1200万美元",
              "12ドル", "12 долларов", "in 2024, $12"}) {
            CAPTURE(dollars);
            CHECK(sign_in(dollars) == "$");
        }
        CHECK(sign_in("12,50 €") == "€");
        CHECK(sign_in("1.500 euros") == "€");
        CHECK(sign_in("300円") == "¥");
        CHECK(sign_in("300元") == "CNY");
        CHECK(sign_in("12 pounds") == "£");
        CHECK(sign_in("45 pence") == "GBp");
    }

    TEST_CASE("and where there is none") {
        CHECK(sign_in("12 men").empty());
        CHECK(sign_in("12, $ is the sign").empty());
        CHECK(sign_in("12. Dollar General").empty());
        CHECK(sign_in("12 million").empty());
    }

    TEST_CASE("a dash directly before a number is a minus where a blank or a bracket stands before it") {
        for (const std::string_view minus :
             {"at minus 5", "bei minus 5", "零下5", "at -5", "at −5", "at –5", "(-5", "気温-5", "气温－5"}) {
            CAPTURE(minus);
            CHECK(sign_in(minus) == "-");
        }
        CHECK(sign_in("lost -$5") == "-$");
        CHECK(sign_in("lost $-5") == "-$");
        for (const std::string_view none :
             {"covid-19", "F-16", "10-12", "3-1", "3月-5", "2023年-2024", "—5 in all", "- 5", "at - 5",
              "\n-5 dead", "-5 dead", "dead\n  -5", "Ан-2", "-, 5"}) {
            CAPTURE(none);
            CHECK(sign_in(none).empty());
        }
    }
}
