#include "daemon/index/article_tally.hpp"

#include <map>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace wirefold;

namespace {

constexpr std::size_t kArticles = 4096;

}  // namespace

TEST_SUITE("index/article_tally") {
    TEST_CASE("counts for each article, and tells them in the order of the first sights") {
        ArticleTally<int, kArticles> tally;
        tally.begin();
        ++tally.of(9);
        ++tally.of(3);
        tally.of(9) += 5;
        std::vector<std::pair<std::uint32_t, int>> told;
        tally.for_each([&](std::uint32_t article, int count) { told.emplace_back(article, count); });
        CHECK(told == std::vector<std::pair<std::uint32_t, int>>{{9, 6}, {3, 1}});
    }

    TEST_CASE("forgets everything at the next beginning") {
        ArticleTally<int, kArticles> tally;
        tally.begin();
        tally.of(9) = 7;
        tally.begin();
        CHECK(tally.of(9) == 0);
        int articles = 0;
        tally.for_each([&](std::uint32_t, int) { ++articles; });
        CHECK(articles == 1);
    }

    TEST_CASE("takes as many as were announced, few after many") {
        ArticleTally<std::uint32_t, kArticles> tally;
        for (const std::size_t articles : {kArticles, std::size_t{0}, std::size_t{1}, std::size_t{19},
                                           std::size_t{1000}, std::size_t{2}, kArticles}) {
            CAPTURE(articles);
            tally.begin(articles);
            for (std::uint32_t i = 0; i < 2 * articles; ++i) ++tally.of(i / 2 * 64);
            std::size_t told = 0;
            tally.for_each([&](std::uint32_t article, std::uint32_t count) {
                CHECK(article == told++ * 64);
                CHECK(count == 2);
            });
            CHECK(told == articles);
        }
    }

    TEST_CASE("agrees with a map, up to as many articles as it takes, wherever they lie") {
        ArticleTally<std::uint32_t, kArticles> tally;
        for (unsigned seed = 0; seed < 30; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            std::map<std::uint32_t, std::uint32_t> model;
            tally.begin();
            const std::uint32_t step = seed % 3 == 0 ? 1U : seed % 3 == 1 ? 8192U : 1U << 19U;
            while (model.size() < kArticles) {
                const std::uint32_t article = step * random.below(6000);
                ++tally.of(article);
                ++model[article];
            }
            std::map<std::uint32_t, std::uint32_t> told;
            tally.for_each([&](std::uint32_t article, std::uint32_t count) { told[article] = count; });
            REQUIRE(told == model);
        }
    }
}
