#include "daemon/index/record_ring.hpp"

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace wirefold;

TEST_SUITE("index/record_ring") {
    TEST_CASE("holds the newest records, each under its number") {
        for (unsigned seed = 0; seed < 50; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            RecordRing<std::uint64_t> ring{1 + random.below(20)};
            for (int round = 0; round < 500; ++round) {
                if (ring.size() == ring.capacity() || (ring.size() > 0 && random.below(3) == 0)) {
                    ring.forget_oldest();
                } else {
                    ring.add(ring.next() * 7);
                }
                REQUIRE(ring.size() <= ring.capacity());
                for (std::uint64_t number = ring.oldest(); number < ring.next(); ++number) {
                    REQUIRE(ring.holds(number));
                    REQUIRE(ring.at(number) == number * 7);
                    REQUIRE(ring.unpack(static_cast<std::uint32_t>(number)) == number);
                }
                REQUIRE_FALSE(ring.holds(ring.next()));
            }
        }
    }
}
