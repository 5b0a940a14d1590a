#include "daemon/kafka/repeat_limiter.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace wirefold;
using namespace wirefold::kafka;
using namespace std::chrono_literals;

TEST_SUITE("kafka/repeat_limiter") {
    TEST_CASE("says the first of a kind and then counts") {
        RepeatLimiter limiter{10s};
        const SteadyTime start{1h};
        CHECK(limiter.admit("fail", start) == 0);
        CHECK_FALSE(limiter.admit("fail", start + 1s).has_value());
        CHECK_FALSE(limiter.admit("fail", start + 9s).has_value());
        CHECK(limiter.admit("other", start + 9s) == 0);
        CHECK(limiter.admit("fail", start + 10s) == 2);
        CHECK_FALSE(limiter.admit("fail", start + 11s).has_value());
        CHECK(limiter.admit("fail", start + 30s) == 1);
    }

    TEST_CASE("kinds without end share one place") {
        RepeatLimiter limiter{10s};
        const SteadyTime start{1h};
        std::size_t said = 0;
        for (int i = 0; i < 10'000; ++i) {
            if (limiter.admit("kind " + std::to_string(i), start)) ++said;
        }
        CHECK(said == RepeatLimiter::kKindsMax + 1);
    }
}
