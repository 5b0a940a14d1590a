#include "daemon/decode/timestamp.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] std::optional<long long> milliseconds(std::string_view text) {
    const auto time = parse_timestamp(text);
    if (!time) return std::nullopt;
    return time->time_since_epoch().count();
}

}  // namespace

TEST_SUITE("decode/timestamp") {
    TEST_CASE("reads the forms feeds use") {
        CHECK(milliseconds("2024-11-30T10:00:00Z") == 1732960800000);
        CHECK(milliseconds("2024-11-30T11:00:00+01:00") == 1732960800000);
        CHECK(milliseconds("2024-11-30T05:00:00-0500") == 1732960800000);
        CHECK(milliseconds("2024-11-30T10:00:00.250Z") == 1732960800250);
        CHECK(milliseconds("2024-11-30T10:00:00.2509999Z") == 1732960800250);
        CHECK(milliseconds("2024-11-30 10:00:00") == 1732960800000);
        CHECK(milliseconds("2024-11-30T10:00Z") == 1732960800000);
        CHECK(milliseconds("2024-11-30") == 1732924800000);
        CHECK(milliseconds("1970-01-01") == 0);
        CHECK(milliseconds("1969-12-31T23:59:59Z") == -1000);
        CHECK(milliseconds("0001-01-01T00:00:00Z") == -62135596800000);
        CHECK(milliseconds("2024-02-29") == 1709164800000);
    }

    TEST_CASE("an unreadable time is absent") {
        for (const char* text :
             {"", "soon", "2024", "2024-13-01", "2024-02-30", "2023-02-29", "0000-01-01", "2024-11-30T",
              "2024-11-30T25:00:00Z", "2024-11-30T10:00:00+1", "2024-11-30T10:00:00Zzz", "30.11.2024",
              "2024-11-30T10:00:00.Z", "1732960800"}) {
            CHECK_MESSAGE(!parse_timestamp(text).has_value(), text);
        }
    }
}
