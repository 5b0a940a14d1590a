#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/fingerprint/fingerprint_reference.hpp"
#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/model/winnow.hpp"
#include "daemon/normalize/fold_reference.hpp"
#include "tests/property/fingerprint/random_body.hpp"
#include "tests/property/random_text.hpp"
#include "tests/support/seeds.hpp"

using namespace wirefold;
using wirefold::test::random_body;

namespace {

constexpr std::size_t kNoLimit = 1'000'000;

[[nodiscard]] NormalizedText folded(const std::string& text) {
    return fold_reference(text, kNoLimit);
}

void check_same(const Fingerprint& fast, const Fingerprint& plain) {
    REQUIRE(fast.content == plain.content);
    REQUIRE(fast.title_hash == plain.title_hash);
    REQUIRE(fast.tokens == plain.tokens);
    REQUIRE(fast.shingles == plain.shingles);
    REQUIRE(fast.window == plain.window);
    REQUIRE(fast.keys == plain.keys);
    REQUIRE(fast.positions == plain.positions);
    REQUIRE(fast.number_count == plain.number_count);
    REQUIRE(fast.numbers_truncated == plain.numbers_truncated);
    REQUIRE(fast.numbers == plain.numbers);
}

[[nodiscard]] std::set<std::uint32_t> keys_of(const Fingerprint& fingerprint) {
    return {fingerprint.key_span().begin(), fingerprint.key_span().end()};
}

/// The keys of the fine fingerprint that its text would have at `window`, by reach.
[[nodiscard]] std::set<std::uint32_t> positions_at(const Fingerprint& fine, std::uint32_t window) {
    std::vector<std::uint32_t> reaches(fine.keys.size());
    winnow_reaches(fine.key_span(), fine.position_span(), fine.shingles, reaches);
    std::set<std::uint32_t> kept;
    for (std::size_t i = 0; i < reaches.size(); ++i) {
        if (reaches[i] >= winnow_reach_min(window, fine.shingles)) kept.insert(fine.positions[i]);
    }
    return kept;
}

}  // namespace

TEST_SUITE("fingerprint/fingerprinter") {
    TEST_CASE("the fast fingerprint equals the reference") {
        for (const std::uint64_t seed : test::test_seeds(100)) {
            CAPTURE(seed);
            RandomText random{seed};
            const FingerprintOptions options{.seed = seed};
            Fingerprinter fingerprinter{options};
            for (int round = 0; round < 3; ++round) {
                const NormalizedText body = folded(random_body(random));
                const NormalizedText title = folded(random.chance(20) ? "" : random.text(5));
                check_same(fingerprinter.fingerprint(body, title),
                           fingerprint_reference(body, title, options));
            }
        }
    }

    TEST_CASE("there are never more keys than fit, and every window holds one") {
        for (const std::uint64_t seed : test::test_seeds(100)) {
            CAPTURE(seed);
            RandomText random{seed};
            Fingerprinter fingerprinter{{.seed = seed}};
            const Fingerprint got = fingerprinter.fingerprint(folded(random_body(random)), NormalizedText{});
            REQUIRE(got.keys.size() <= Fingerprint::kKeysMax);
            if (got.tokens == 0) continue;
            REQUIRE(!got.keys.empty());
            REQUIRE(got.window <= got.shingles);
            std::uint32_t next = 0;  // first shingle of a window that starts behind the last key
            for (std::size_t i = 0; i < got.keys.size(); ++i) {
                REQUIRE(got.positions[i] < next + got.window);
                next = got.positions[i] + 1;
            }
            REQUIRE(got.shingles - next < got.window);
        }
    }

    TEST_CASE("texts that share a run of window + 4 words share a key") {
        for (const std::uint64_t seed : test::test_seeds(100)) {
            CAPTURE(seed);
            RandomText random{seed};
            Fingerprinter fingerprinter{{.seed = seed}};
            const std::string before = random.words(random.below(700), 5000);
            const std::string after = random.words(random.below(700), 5000);
            const auto windows_of = [&](const std::string& run) {
                return std::max(
                    fingerprinter.fingerprint(folded(run), {}).window,
                    fingerprinter.fingerprint(folded(before + " | " + run + " | " + after), {}).window);
            };
            std::string run = random.words(50, 5000);
            while (folded(run).tokens.size() < windows_of(run) + 4) run += " " + random.words(10, 5000);
            const auto own = keys_of(fingerprinter.fingerprint(folded(run), {}));
            const auto other =
                keys_of(fingerprinter.fingerprint(folded(before + " | " + run + " | " + after), {}));
            std::vector<std::uint32_t> shared;
            std::set_intersection(own.begin(), own.end(), other.begin(), other.end(),
                                  std::back_inserter(shared));
            REQUIRE(!shared.empty());
        }
    }
}

TEST_SUITE("model/winnow") {
    TEST_CASE("a coarser selection follows from a finer one") {
        for (const std::uint64_t seed : test::test_seeds(500)) {
            CAPTURE(seed);
            RandomText random{seed};
            // Few distinct keys make many ties.
            const std::size_t kinds = random.chance(50) ? 1 + random.below(5) : 1'000'000;
            std::vector<std::uint32_t> keys(1 + random.below(300));
            for (auto& key : keys) key = static_cast<std::uint32_t>(random.below(kinds));
            const auto shingles = static_cast<std::uint32_t>(keys.size());
            const auto minima = [&](std::uint32_t window) {
                std::set<std::uint32_t> selected;
                for (std::uint32_t begin = 0; begin + window <= shingles; ++begin) {
                    std::uint32_t best = begin;
                    for (std::uint32_t i = begin; i < begin + window; ++i) {
                        if (winnow_order(keys[i], i) < winnow_order(keys[best], best)) best = i;
                    }
                    selected.insert(best);
                }
                return selected;
            };
            std::uint32_t window = 1 + static_cast<std::uint32_t>(random.below(shingles));
            while (minima(window).size() > Fingerprint::kKeysMax) ++window;
            Fingerprint fine;
            fine.shingles = shingles;
            for (const std::uint32_t position : minima(window)) {
                fine.keys.push_back(keys[position]);
                fine.positions.push_back(position);
            }
            const std::uint32_t coarser =
                window + static_cast<std::uint32_t>(random.below(shingles - window + 1));
            REQUIRE(positions_at(fine, coarser) == minima(coarser));
        }
    }

    TEST_CASE("a text that repeats one line is sampled like any other") {
        std::vector<std::uint32_t> positions(4000);
        for (std::uint32_t i = 0; i < 4000; ++i) positions[i] = i;
        std::vector<std::uint32_t> reaches(4000);
        winnow_reaches(std::vector<std::uint32_t>(4000, 7), positions, 4000, reaches);
        const auto selected =
            std::count_if(reaches.begin(), reaches.end(), [](auto reach) { return reach >= 40; });
        CHECK(selected < 3 * 4000 / 41);
    }
}
