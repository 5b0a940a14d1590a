#include "daemon/index/ring_chains.hpp"

#include <map>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace wirefold;

namespace {

[[nodiscard]] std::vector<std::uint64_t> entries_of(const RingChains& chains, std::uint32_t key) {
    std::vector<std::uint64_t> found;
    chains.visit(key, 1'000'000, [&](std::uint64_t number) {
        found.push_back(number);
        return true;
    });
    return found;
}

}  // namespace

TEST_SUITE("index/ring_chains") {
    TEST_CASE("finds the entries of a key, newest first") {
        RingChains chains{8};
        for (const std::uint32_t key : {7U, 9U, 7U, 7U}) chains.add(key);
        CHECK(entries_of(chains, 7) == std::vector<std::uint64_t>{3, 2, 0});
        CHECK(entries_of(chains, 9) == std::vector<std::uint64_t>{1});
        CHECK(entries_of(chains, 8).empty());
    }

    TEST_CASE("a visit looks at no more than its allowance") {
        RingChains chains{64};
        for (int i = 0; i < 64; ++i) chains.add(5);
        unsigned seen = 0;
        chains.visit(5, 10, [&](std::uint64_t) { return ++seen > 0; });
        CHECK(seen == 10);
    }

    TEST_CASE("packed numbers survive the folding into 32 bits") {
        const RingNumbers numbers{1000};
        for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{999}, std::uint64_t{4'294'967'295},
                                           std::uint64_t{4'294'967'296}, std::uint64_t{123'456'789'012}}) {
            CAPTURE(number);
            CHECK(numbers.unpack(numbers.pack(number), number + 1) == number);
            CHECK(numbers.unpack(numbers.pack(number), number + 1000) == number);
            CHECK(numbers.pack(number) != 0);
        }
    }

    TEST_CASE("agrees with a plain multimap whatever is added and forgotten") {
        for (unsigned seed = 0; seed < 30; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            const std::uint32_t capacity = 1 + random.below(200);
            RingChains chains{capacity};
            std::multimap<std::uint32_t, std::uint64_t> model;
            for (std::uint64_t number = 0; number < 3000; ++number) {
                if (chains.size() == capacity || random.below(50) == 0) {
                    const std::uint64_t oldest = chains.oldest() + 1 + random.below(capacity / 4 + 1);
                    chains.forget_before(oldest);
                    std::erase_if(model, [&](const auto& entry) { return entry.second < chains.oldest(); });
                }
                const std::uint32_t key = random.below(40);
                CHECK(chains.add(key) == number);
                model.emplace(key, number);
                const std::uint32_t asked = random.below(40);
                std::vector<std::uint64_t> expected;
                const auto [begin, end] = model.equal_range(asked);
                for (auto entry = begin; entry != end; ++entry)
                    expected.insert(expected.begin(), entry->second);
                REQUIRE(entries_of(chains, asked) == expected);
            }
        }
    }
}
