#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/core/hash.hpp"
#include "daemon/fingerprint/gap.hpp"
#include "daemon/fingerprint/minima.hpp"
#include "daemon/fingerprint/shingle_orders.hpp"
#include "daemon/fingerprint/stem_bucket.hpp"
#include "daemon/fingerprint/token_flags.hpp"
#include "tests/property/random_text.hpp"
#include "tests/support/seeds.hpp"

using namespace wirefold;

TEST_SUITE("fingerprint/lanes") {
    TEST_CASE("searches four at a time find what plain ones find") {
        for (const std::uint64_t seed : test::test_seeds(200)) {
            CAPTURE(seed);
            RandomText random{seed};
            std::vector<std::uint64_t> orders(1 + random.below(50));
            for (std::size_t i = 0; i < orders.size(); ++i) orders[i] = mix64(seed + i);
            const std::uint64_t* const from = orders.data();
            const std::uint64_t* const to = from + orders.size();
            REQUIRE(smallest_order(from, to) == smallest_order_plain(from, to));
            for (const std::uint64_t limit :
                 {std::uint64_t{0}, mix64(seed) / 4, mix64(seed), ~std::uint64_t{0}})
                REQUIRE(first_below(from, to, limit) == first_below_plain(from, to, limit));
        }
    }

    TEST_CASE("orders made four at a time are those made one by one, for shingles of any length") {
        for (const std::uint64_t seed : test::test_seeds(200)) {
            CAPTURE(seed);
            RandomText random{seed};
            const auto shingle_tokens = static_cast<std::uint32_t>(1 + random.below(70));
            const std::size_t shingles = random.below(50);
            const std::size_t from = random.below(shingles + 1);
            std::vector<std::uint64_t> sums(shingles + shingle_tokens);
            for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = mix64(seed + i);
            std::vector<std::uint64_t> fast(shingles);
            std::vector<std::uint64_t> plain(shingles);
            shingle_orders(sums.data(), shingle_tokens, from, shingles, fast.data());
            shingle_orders_plain(sums.data(), shingle_tokens, from, shingles, plain.data());
            REQUIRE(fast == plain);
        }
    }

    TEST_CASE("flags told of eight tokens at once are those told one by one") {
        for (const std::uint64_t seed : test::test_seeds(200)) {
            CAPTURE(seed);
            RandomText random{seed};
            std::vector<Token> tokens(random.below(TokenFlags::kTokensMax + 1));
            const auto begin = static_cast<std::uint32_t>(random.below(100));
            std::uint32_t end = begin;
            for (Token& token : tokens) {
                end += static_cast<std::uint32_t>(1 + random.below(20));
                token = {.end = end, .has_digit = random.below(2) == 0, .is_capital = random.below(2) == 0};
            }
            const TokenFlags fast = token_flags(tokens, begin);
            TokenFlags plain;
            add_token_flags_plain(tokens, 0, begin, plain);
            REQUIRE(fast.has_digit == plain.has_digit);
            REQUIRE(fast.is_capital == plain.is_capital);
            REQUIRE(fast.longer_than_one == plain.longer_than_one);
            REQUIRE(fast.longer_than_halves == plain.longer_than_halves);
        }
    }

    TEST_CASE("a bucket looked at all at once is one looked at slot by slot") {
        for (const std::uint64_t seed : test::test_seeds(200)) {
            CAPTURE(seed);
            RandomText random{seed};
            StemBucket bucket;
            const std::size_t filled = random.below(StemBucket::kSlots + 1);
            for (std::size_t i = 0; i < filled; ++i)
                bucket.slots[i] = static_cast<std::uint32_t>(mix64(seed + i)) | 1U;
            for (std::size_t i = 0; i < StemBucket::kSlots; ++i) {
                const std::uint32_t key = bucket.slots[i] ^ static_cast<std::uint32_t>(random.below(32));
                REQUIRE(bucket.matches(key).same == bucket.matches_plain(key).same);
                REQUIRE(bucket.matches(key).empty == bucket.matches_plain(key).empty);
            }
        }
    }

    TEST_CASE("a remembered gap says what a read one says") {
        constexpr std::string_view kBytes[] = {".", "!", "?", "\"", "\n", " ", " ",
                                               ",", "’", "“", "”",  "。", "…"};
        GapMemory memory;
        for (const std::uint64_t seed : test::test_seeds(2000)) {
            CAPTURE(seed);
            RandomText random{seed};
            std::string gap;
            for (std::size_t i = 1 + random.below(5); i > 0; --i)
                gap += kBytes[random.below(std::size(kBytes))];
            for (const std::string& text : {gap, gap + "and then more"}) {
                const Gap got = memory.read(text, 0, gap.size());
                const Gap read = read_gap(gap);
                REQUIRE(got.ends_sentence == read.ends_sentence);
                REQUIRE(got.may_end_sentence == read.may_end_sentence);
                REQUIRE(got.opens_quote == read.opens_quote);
                REQUIRE(got.closes_quote == read.closes_quote);
                REQUIRE(got.straight_quote == read.straight_quote);
                REQUIRE(got.curly_quote == read.curly_quote);
                REQUIRE(got.has_second_quote == read.has_second_quote);
                REQUIRE(got.has_ender == read.has_ender);
                REQUIRE(got.has_break == read.has_break);
            }
        }
    }
}
