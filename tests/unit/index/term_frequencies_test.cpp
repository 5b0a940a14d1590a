#include "daemon/index/term_frequencies.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

using std::chrono::hours;

constexpr std::size_t kSlots = 1 << 14;
constexpr int kHalfDaysToHalve = 28;
/// Counts are halved at multiples of a fortnight since 1970; this is one.
constexpr Timestamp kFortnight{hours{12 * kHalfDaysToHalve * 1300}};
constexpr double kPrior = 10'000;

[[nodiscard]] Term term(std::uint32_t key, std::uint8_t rarity = 15) {
    return {.key = key, .count = 1, .rarity = rarity};
}

/// Part of `articles` and the prior's articles that have the term.
[[nodiscard]] doctest::Approx part(double with_term, double articles) {
    return doctest::Approx((with_term + 1) / (kPrior + articles + 1)).epsilon(1e-5);
}

/// So many articles, which name no source, that have the term with key 5.
[[nodiscard]] TermFrequencies counted(int articles, Timestamp at = kFortnight) {
    TermFrequencies frequencies{kSlots};
    frequencies.advance(at);
    for (int i = 0; i < articles; ++i) {
        frequencies.count_article();
        frequencies.count(5, 0);
    }
    return frequencies;
}

constexpr double kUnknown = 0.5;  ///< Articles of the prior that have a term no table knows.

}  // namespace

TEST_SUITE("index/term_frequencies") {
    TEST_CASE("before anything is counted the prior speaks, as if for ten thousand articles") {
        const TermFrequencies frequencies{kSlots};
        CHECK(frequencies.frequency(term(1, 15)) == part(kUnknown, 0));
        CHECK(frequencies.frequency(term(1, 0)) == part(kPrior, 0));
        CHECK(frequencies.frequency(term(1, 5)) == part(kPrior / 16, 0));
        CHECK(frequencies.frequency(term(1, 10)) == part(kPrior / 256, 0));
        CHECK(frequencies.frequency(term(2, 10)) == frequencies.frequency(term(1, 10)));
    }

    TEST_CASE("what is counted has a say from the next half-day on") {
        TermFrequencies frequencies = counted(40);
        CHECK(frequencies.frequency(term(5)) == part(kUnknown, 0));
        frequencies.advance(kFortnight + hours{12} - Duration{1});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown, 0));
        frequencies.advance(kFortnight + hours{12});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 40, 40));
        CHECK(frequencies.frequency(term(6)) == part(kUnknown, 40));
        CHECK(frequencies.frequency(term(5, 5)) == part(kPrior / 16 + 40, 40));
    }

    TEST_CASE("what was counted just before the half-day ends waits no longer") {
        TermFrequencies frequencies = counted(40, kFortnight + hours{12} - Duration{1});
        frequencies.advance(kFortnight + hours{12});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 40, 40));
    }

    TEST_CASE("every fortnight all counts are halved") {
        TermFrequencies frequencies = counted(40);
        frequencies.advance(kFortnight + hours{12} * (kHalfDaysToHalve - 1));
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 40, 40));
        frequencies.advance(kFortnight + hours{12} * kHalfDaysToHalve);
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 20, 20));
        frequencies.advance(kFortnight + hours{12} * (3 * kHalfDaysToHalve));
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 5, 5));
        frequencies.advance(kFortnight + hours{12} * (100 * kHalfDaysToHalve));
        CHECK(frequencies.frequency(term(5)) == part(kUnknown, 0));
    }

    TEST_CASE("counting goes on where halving left off") {
        TermFrequencies frequencies = counted(40);
        const Timestamp later = kFortnight + hours{12} * kHalfDaysToHalve;
        frequencies.advance(later);
        frequencies.count_article();
        frequencies.count(5, 100);
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 20, 20));
        frequencies.advance(later + hours{12});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 21, 21));
    }

    TEST_CASE("one source counts a term once an hour") {
        TermFrequencies frequencies{kSlots};
        const auto count = [&](Timestamp at, std::uint64_t source) {
            frequencies.advance(at);
            frequencies.count(5, source);
        };
        for (int i = 0; i < 10; ++i) count(kFortnight, 1);
        count(kFortnight + std::chrono::minutes{59}, 1);
        count(kFortnight + hours{1}, 1);
        count(kFortnight + hours{1}, 2);
        count(kFortnight + hours{1}, 1);
        count(kFortnight + hours{1}, 2);
        frequencies.advance(kFortnight + hours{12});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 3, 0));
    }

    TEST_CASE("a term that every source speaks of within an hour counts sixteen times at most") {
        TermFrequencies frequencies{kSlots};
        frequencies.advance(kFortnight);
        for (std::uint64_t source = 1; source <= 1000; ++source) frequencies.count(5, source);
        frequencies.advance(kFortnight + hours{12});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 16, 0));
    }

    TEST_CASE("articles without a source all count") {
        TermFrequencies frequencies{kSlots};
        frequencies.advance(kFortnight);
        for (int i = 0; i < 10; ++i) frequencies.count(5, 0);
        frequencies.advance(kFortnight + hours{12});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 10, 0));
    }

    TEST_CASE("while no time is known nothing gets a say") {
        TermFrequencies frequencies{kSlots};
        frequencies.advance(Timestamp{});
        frequencies.count_article();
        frequencies.count(5, 1);
        frequencies.advance(Timestamp{});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown, 0));
    }

    TEST_CASE("where it is crowded the frequent terms stay") {
        TermFrequencies frequencies = counted(1000);
        const std::size_t bytes = frequencies.bytes();
        for (std::uint32_t key = 100; key < 200'000; ++key) frequencies.count(key, key);
        frequencies.advance(kFortnight + hours{12});
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 1000, 1000));
        for (std::uint32_t key = 200'000; key < 400'000; ++key) frequencies.count(key, key);
        CHECK(frequencies.frequency(term(5)) == part(kUnknown + 1000, 1000));
        CHECK(frequencies.bytes() == bytes);
    }

    TEST_CASE("the state changes with everything that counts") {
        TermFrequencies frequencies = counted(3);
        TermFrequencies same = counted(3);
        CHECK(frequencies.state_hash() == same.state_hash());
        same.count_article();
        CHECK(frequencies.state_hash() != same.state_hash());
        same = counted(3);
        same.count(5, 100);
        CHECK(frequencies.state_hash() != same.state_hash());
        same = counted(3);
        same.count(6, 100);
        CHECK(frequencies.state_hash() != same.state_hash());
        same = counted(3);
        same.advance(kFortnight + hours{12});
        CHECK(frequencies.state_hash() != same.state_hash());
    }
}
