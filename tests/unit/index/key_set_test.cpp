#include "daemon/index/key_set.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/model/winnow.hpp"
#include "tests/support/random.hpp"

using namespace wirefold;

namespace {

struct Selected {
    std::vector<std::uint32_t> keys;
    std::vector<std::uint32_t> positions;
};

/// Winnowing as the paper says it: the smallest of every window.
[[nodiscard]] Selected winnow(const std::vector<std::uint32_t>& shingles, std::size_t window) {
    std::set<std::size_t> chosen;
    window = std::min(window, shingles.size());
    const auto order = [&](std::size_t i) {
        return winnow_order(shingles[i], static_cast<std::uint32_t>(i));
    };
    for (std::size_t start = 0; start + window <= shingles.size(); ++start) {
        std::size_t best = start;
        for (std::size_t i = start; i < start + window; ++i) best = order(i) < order(best) ? i : best;
        chosen.insert(best);
    }
    Selected selected;
    for (const std::size_t i : chosen) {
        selected.keys.push_back(shingles[i]);
        selected.positions.push_back(static_cast<std::uint32_t>(i));
    }
    return selected;
}

}  // namespace

TEST_SUITE("index/key_set") {
    TEST_CASE("a coarser window derived from stored keys is the one the whole text would give") {
        for (unsigned seed = 0; seed < 200; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            std::vector<std::uint32_t> shingles(20 + random.below(80));
            // Few distinct keys, so that ties are common.
            for (std::uint32_t& shingle : shingles) shingle = random.below(seed % 2 == 0 ? 12 : 1'000'000);
            const std::size_t window = 4 + random.below(8);
            const std::size_t coarser = window + random.below(60);
            const Selected fine = winnow(shingles, window);
            if (fine.keys.size() > Fingerprint::kKeysMax) continue;
            const Selected coarse = winnow(shingles, coarser);
            const auto shingle_count = static_cast<std::uint32_t>(shingles.size());
            const KeySet derived{fine.keys, fine.positions, shingle_count, static_cast<std::uint32_t>(window),
                                 static_cast<std::uint32_t>(coarser)};
            const std::set<std::uint32_t> distinct{coarse.keys.begin(), coarse.keys.end()};
            CHECK(derived.size() == distinct.size());
            if (coarse.keys.size() > Fingerprint::kKeysMax) continue;
            const KeySet direct{coarse.keys, coarse.positions, shingle_count,
                                static_cast<std::uint32_t>(coarser), static_cast<std::uint32_t>(coarser)};
            CHECK(derived.shared_with(direct, {}).keys == direct.size());
        }
    }

    TEST_CASE("repeated keys count once") {
        const std::vector<std::uint32_t> keys{5, 5, 5, 9};
        const std::vector<std::uint32_t> positions{0, 1, 2, 3};
        const KeySet set{keys, positions, 4, 1, 1};
        CHECK(set.size() == 2);
        CHECK(set.shared_with(set, {}).keys == 2);
    }

    TEST_CASE("keys that are left out count apart") {
        const std::vector<std::uint32_t> positions{0, 1, 2, 3};
        const KeySet one{std::vector<std::uint32_t>{5, 6, 7, 8}, positions, 4, 1, 1};
        const KeySet other{std::vector<std::uint32_t>{4, 6, 8, 9}, positions, 4, 1, 1};
        const std::vector<std::uint32_t> left_out{4, 8, 100};
        const KeySet::Shared shared = one.shared_with(other, left_out);
        CHECK(shared.keys == 1);
        CHECK(shared.left_out == 1);
        CHECK(one.size_without(left_out) == 3);
        CHECK(other.size_without(left_out) == 2);
        CHECK(other.size_without({}) == 4);
    }
}
