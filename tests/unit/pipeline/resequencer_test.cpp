#include "daemon/pipeline/resequencer.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("pipeline/resequencer") {
    TEST_CASE("lets batches go on in sequence, whatever order they come in") {
        for (unsigned seed = 0; seed < 50; ++seed) {
            CAPTURE(seed);
            std::vector<std::uint64_t> order(100);
            std::iota(order.begin(), order.end(), 0U);
            std::shuffle(order.begin(), order.end(), std::mt19937{seed});
            Resequencer<std::uint64_t> resequencer;
            std::vector<std::uint64_t> out;
            for (const std::uint64_t sequence : order) {
                resequencer.offer(BatchSequence{sequence}, sequence,
                                  [&](std::uint64_t batch) { out.push_back(batch); });
            }
            CHECK(out.size() == 100);
            CHECK(std::is_sorted(out.begin(), out.end()));
        }
    }

    TEST_CASE("keeps the sequence under threads") {
        Resequencer<std::uint64_t> resequencer;
        std::vector<std::uint64_t> out;
        {
            std::vector<std::jthread> threads;
            for (std::uint64_t first = 0; first < 4; ++first) {
                threads.emplace_back([&, first] {
                    for (std::uint64_t sequence = first; sequence < 4000; sequence += 4) {
                        resequencer.offer(BatchSequence{sequence}, sequence,
                                          [&](std::uint64_t batch) { out.push_back(batch); });
                    }
                });
            }
        }
        CHECK(out.size() == 4000);
        CHECK(std::is_sorted(out.begin(), out.end()));
    }
}
