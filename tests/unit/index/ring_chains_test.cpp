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

    TEST_CASE("a number's slot is its rest by the capacity, folded or not") {
        for (unsigned seed = 0; seed < 200; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            const std::uint32_t capacity =
                seed < 10 ? seed + 1 : 1 + random.below(1U << (1 + random.below(30)));
            CAPTURE(capacity);
            const RingNumbers numbers{capacity};
            for (int i = 0; i < 200; ++i) {
                const std::uint64_t number =
                    (std::uint64_t{random.below(UINT32_MAX)} << random.below(20)) + random.below(9);
                CAPTURE(number);
                REQUIRE(numbers.slot(number) == number % capacity);
                REQUIRE(numbers.slot_of_packed(numbers.pack(number)) == number % capacity);
                REQUIRE(numbers.unpack(numbers.pack(number), number + 1 + random.below(capacity)) == number);
            }
        }
    }

    TEST_CASE("nothing is unpacked that lies before the first number") {
        const RingNumbers numbers{1000};
        CHECK(numbers.unpack(numbers.pack(5), 3) == 3);
        CHECK(numbers.unpack(numbers.pack(0), 0) == 0);
    }

    TEST_CASE("an entry carries what it was given") {
        LinkedRing<std::uint32_t> ring{4};
        for (std::uint32_t i = 0; i < 10; ++i) {
            if (ring.size() == ring.capacity()) ring.forget_before(ring.oldest() + 1);
            CHECK(ring.add(7, i * 10) == i);
        }
        std::vector<std::uint32_t> payloads;
        ring.visit(7, 100, [&](std::uint64_t number) {
            payloads.push_back(ring.at(number).payload);
            return true;
        });
        CHECK(payloads == std::vector<std::uint32_t>{90, 80, 70, 60});
    }

    TEST_CASE("walks side by side see what visits one after the other see") {
        for (unsigned seed = 0; seed < 50; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            RingChains chains{1 + random.below(100)};
            for (int i = 0; i < 500; ++i) {
                if (chains.size() == chains.capacity()) chains.forget_before(chains.oldest() + 1);
                chains.add(random.below(12));
            }
            std::vector<RingChains::Cursor> walks;
            std::vector<std::vector<std::uint64_t>> seen(12);
            for (std::uint32_t key = 0; key < 12; ++key) walks.push_back(chains.cursor(key));
            for (bool goes_on = true; goes_on;) {
                goes_on = false;
                for (std::size_t key = 0; key < walks.size(); ++key) {
                    std::uint64_t number = 0;
                    const RingChains::Entry* const entry = chains.step(walks[key], &number);
                    if (entry == nullptr) continue;
                    goes_on = true;
                    if (entry->key == key) seen[key].push_back(number);
                }
            }
            for (std::uint32_t key = 0; key < 12; ++key) REQUIRE(seen[key] == entries_of(chains, key));
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
