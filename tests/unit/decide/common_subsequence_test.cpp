#include "daemon/decide/common_subsequence.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace wirefold;

namespace {

/// Its length as every textbook tells it.
template <class T>
[[nodiscard]] std::size_t plain_length(const std::vector<T>& a, const std::vector<T>& b) {
    std::vector<std::vector<std::size_t>> lengths(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            lengths[i][j] = a[i - 1] == b[j - 1] ? lengths[i - 1][j - 1] + 1
                                                 : std::max(lengths[i - 1][j], lengths[i][j - 1]);
        }
    }
    return lengths[a.size()][b.size()];
}

template <class T>
[[nodiscard]] std::vector<CommonElement> found(CommonSubsequence& subsequence, const std::vector<T>& a,
                                               const std::vector<T>& b) {
    std::vector<CommonElement> pairs;
    subsequence.find(std::span<const T>{a}, std::span<const T>{b}, pairs);
    return pairs;
}

template <class T>
void check_longest(CommonSubsequence& subsequence, const std::vector<T>& a, const std::vector<T>& b) {
    const std::vector<CommonElement> pairs = found(subsequence, a, b);
    REQUIRE(pairs.size() == plain_length(a, b));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        REQUIRE(pairs[i].own < a.size());
        REQUIRE(pairs[i].other < b.size());
        REQUIRE(a[pairs[i].own] == b[pairs[i].other]);
        if (i == 0) continue;
        REQUIRE(pairs[i].own > pairs[i - 1].own);
        REQUIRE(pairs[i].other > pairs[i - 1].other);
    }
}

template <class T>
[[nodiscard]] std::vector<T> random_sequence(test::Random& random, std::uint32_t kinds) {
    std::vector<T> sequence(random.below(random.below(4) == 0 ? 257 : 40));
    for (T& element : sequence) element = static_cast<T>(random.below(kinds));
    return sequence;
}

}  // namespace

TEST_SUITE("decide/common_subsequence") {
    TEST_CASE("pairs are rising, equal, and as many as there can be") {
        CommonSubsequence subsequence;
        for (unsigned seed = 0; seed < 1500; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            const std::uint32_t kinds = random.below(3) == 0 ? 2 + random.below(3) : 2 + random.below(60'000);
            check_longest(subsequence, random_sequence<std::uint16_t>(random, kinds),
                          random_sequence<std::uint16_t>(random, kinds));
            check_longest(subsequence, random_sequence<std::uint8_t>(random, kinds % 256 + 1),
                          random_sequence<std::uint8_t>(random, kinds % 256 + 1));
        }
    }

    TEST_CASE("an edited copy keeps all that was not edited") {
        CommonSubsequence subsequence;
        for (unsigned seed = 0; seed < 500; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            std::vector<std::uint16_t> text(200);
            for (auto& element : text) element = static_cast<std::uint16_t>(random.below(500));
            std::vector<std::uint16_t> copy = text;
            for (std::uint32_t edits = random.below(8); edits > 0; --edits) {
                const auto at = copy.begin() + random.below(static_cast<std::uint32_t>(copy.size()));
                if (random.below(2) == 0)
                    copy.erase(at);
                else
                    copy.insert(at, static_cast<std::uint16_t>(random.below(500)));
            }
            check_longest(subsequence, text, copy);
            check_longest(subsequence, copy, text);
        }
    }

    TEST_CASE("sequences as long as there is room for, equal, unlike and of one element") {
        CommonSubsequence subsequence;
        constexpr std::size_t kLength = CommonSubsequence::kElementsMax;
        std::vector<std::uint16_t> rising(kLength);
        for (std::size_t i = 0; i < kLength; ++i) rising[i] = static_cast<std::uint16_t>(i);
        std::vector<std::uint16_t> falling{rising.rbegin(), rising.rend()};
        CHECK(found(subsequence, rising, rising).size() == kLength);
        CHECK(found(subsequence, rising, falling).size() == 1);
        CHECK(found(subsequence, rising, std::vector<std::uint16_t>(kLength, 1000)).empty());
        CHECK(
            found(subsequence, std::vector<std::uint16_t>(kLength, 7), std::vector<std::uint16_t>(kLength, 7))
                .size() == kLength);
    }

    TEST_CASE("nothing is in common with nothing") {
        CommonSubsequence subsequence;
        CHECK(found<std::uint8_t>(subsequence, {}, {}).empty());
        CHECK(found<std::uint8_t>(subsequence, {1, 2}, {}).empty());
        CHECK(found<std::uint8_t>(subsequence, {}, {1, 2}).empty());
    }

    TEST_CASE("pairs are appended to what is there") {
        CommonSubsequence subsequence;
        std::vector<CommonElement> pairs{{77, 78}};
        const std::vector<std::uint8_t> one{5, 6};
        const std::vector<std::uint8_t> other{6, 5};
        subsequence.find(std::span<const std::uint8_t>{one}, std::span<const std::uint8_t>{other}, pairs);
        REQUIRE(pairs.size() == 2);
        CHECK(pairs[0].own == 77);
    }
}
