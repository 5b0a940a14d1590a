#include "daemon/decide/version_order.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("decide/version_order") {
    TEST_CASE("numbers compare as numbers, whatever their length") {
        CHECK(compare_versions("9", "10") == std::strong_ordering::less);
        CHECK(compare_versions("010", "9") == std::strong_ordering::greater);
        CHECK(compare_versions("99999999999999999999999", "100000000000000000000000") ==
              std::strong_ordering::less);
    }

    TEST_CASE("texts of one length compare as texts, which is right for times") {
        CHECK(compare_versions("2026-01-02T00:00:00Z", "2026-01-10T00:00:00Z") == std::strong_ordering::less);
        CHECK(compare_versions("b", "b") == std::strong_ordering::equal);
    }

    TEST_CASE("otherwise nobody can say") {
        CHECK_FALSE(compare_versions("draft", "2").has_value());
        CHECK_FALSE(compare_versions("", "2").has_value());
        CHECK(compare_versions("", "") == std::strong_ordering::equal);
    }
}
