#include "daemon/config/quantity.hpp"

#include <array>
#include <limits>

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("config/quantity") {
    TEST_CASE("a number of bytes needs a whole number and a unit") {
        CHECK(parse_bytes("0B") == 0);
        CHECK(parse_bytes("512B") == 512);
        CHECK(parse_bytes("4KiB") == 4096);
        CHECK(parse_bytes("256MiB") == 256LL * 1024 * 1024);
        CHECK(parse_bytes("3GiB") == 3LL << 30);
        CHECK(parse_bytes("2TiB") == 2LL << 40);
        for (const auto* wrong : {"", "256", "MiB", "1.5GiB", "-1KiB", "+1KiB", "1 KiB", "1MB", "1mib",
                                  "1KiB ", "1KiBB", "١KiB"}) {
            CAPTURE(wrong);
            CHECK_FALSE(parse_bytes(wrong).has_value());
        }
    }

    TEST_CASE("a duration needs a whole number and a unit") {
        CHECK(parse_duration("0ms") == 0);
        CHECK(parse_duration("250ms") == 250);
        CHECK(parse_duration("10s") == 10'000);
        CHECK(parse_duration("5m") == 300'000);
        CHECK(parse_duration("36h") == 129'600'000);
        CHECK(parse_duration("90d") == 7'776'000'000);
        for (const auto* wrong : {"", "10", "s", "10 s", "-1s", "1.5s", "10sec", "10S", "1h30m", "1us"}) {
            CAPTURE(wrong);
            CHECK_FALSE(parse_duration(wrong).has_value());
        }
    }

    TEST_CASE("what does not fit 63 bits is refused, not wrapped") {
        CHECK_FALSE(parse_bytes("9223372036854775808B").has_value());
        CHECK_FALSE(parse_bytes("8388608TiB").has_value());
        CHECK(parse_bytes("8388607TiB") == 8388607LL << 40);
        CHECK_FALSE(parse_duration("106751991168d").has_value());
    }

    TEST_CASE("writing takes the largest unit without a fraction") {
        CHECK(bytes_text(0) == "0B");
        CHECK(bytes_text(1023) == "1023B");
        CHECK(bytes_text(1024) == "1KiB");
        CHECK(bytes_text(1000 * 1024) == "1000KiB");
        CHECK(bytes_text(1LL << 30) == "1GiB");
        CHECK(duration_text(0) == "0ms");
        CHECK(duration_text(1500) == "1500ms");
        CHECK(duration_text(60'000) == "1m");
        CHECK(duration_text(7'776'000'000) == "90d");
    }

    TEST_CASE("what was written reads back to the same amount") {
        constexpr std::array<std::int64_t, 9> kSeeds{
            0,          1,         999,
            1000,       1024,      3'600'000,
            86'400'000, 1LL << 40, std::numeric_limits<std::int64_t>::max()};
        for (const std::int64_t seed : kSeeds) {
            for (std::int64_t delta = -2; delta <= 2; ++delta) {
                if ((seed == 0 && delta < 0) || (seed == kSeeds.back() && delta > 0)) continue;
                const std::int64_t amount = seed == 1 && delta < -1 ? 0 : seed + delta;
                CAPTURE(amount);
                CHECK(parse_bytes(bytes_text(amount)) == amount);
                CHECK(parse_duration(duration_text(amount)) == amount);
            }
        }
    }
}
