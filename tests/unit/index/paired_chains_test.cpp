#include "daemon/index/paired_chains.hpp"

#include <vector>

#include <doctest/doctest.h>

#include "tests/support/random.hpp"

using namespace wirefold;

namespace {

struct Posting {
    std::uint32_t key;
    std::uint32_t article;
    std::uint8_t weight;
};

/// What a walk along a key's bucket shows of the key itself.
[[nodiscard]] std::vector<std::uint32_t> articles_of(const PairedChains& chains, std::uint32_t key) {
    std::vector<std::uint32_t> found;
    PairedChains::Cursor cursor = chains.cursor(key);
    PairedChains::Seen seen;
    while (chains.step(cursor, seen)) {
        if (seen.key == key) found.push_back(seen.article);
    }
    return found;
}

void add(PairedChains& chains, const Posting& posting) {
    PairedChains::Entry entry{};
    entry.key = posting.key;
    entry.article = posting.article;
    entry.weight = posting.weight;
    chains.add(entry, {.position = posting.weight, .flags = 1});
}

}  // namespace

TEST_SUITE("index/paired_chains") {
    TEST_CASE("a walk shows the entries of a key, newest first, whether or not they lie far apart") {
        PairedChains chains{16};
        for (const std::uint32_t article : {5U, 6U, 70'000U, 70'001U, 200'000U, 200'001U})
            add(chains, {.key = 7, .article = article, .weight = 1});
        add(chains, {.key = 8, .article = 200'001, .weight = 1});
        CHECK(articles_of(chains, 7) == std::vector<std::uint32_t>{200'001, 200'000, 70'001, 70'000, 6, 5});
        CHECK(articles_of(chains, 8) == std::vector<std::uint32_t>{200'001});
        CHECK(articles_of(chains, 9).empty());
    }

    TEST_CASE("what a walk shows is what a plain list holds, in any order of coming and going") {
        for (unsigned seed = 0; seed < 100; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            PairedChains chains{8 + random.below(60)};
            std::vector<Posting> all;
            std::vector<std::size_t> firsts{0};  // of each article that is held
            std::uint32_t article = random.below(2) == 0 ? 0 : 4'294'967'000;
            chains.forget_before(0, article);
            for (int round = 0; round < 300; ++round) {
                const std::size_t postings = 1 + random.below(6);
                while (all.size() + postings - firsts.front() > chains.capacity()) {
                    firsts.erase(firsts.begin());
                    const bool is_empty = firsts.front() == all.size();
                    chains.forget_before(firsts.front(), is_empty ? article : all[firsts.front()].article);
                }
                for (std::size_t i = 0; i < postings; ++i) {
                    all.push_back({.key = random.below(4),
                                   .article = article,
                                   .weight = static_cast<std::uint8_t>(random.below(200))});
                    add(chains, all.back());
                }
                firsts.push_back(all.size());
                article += 1 + random.below(3) * random.below(40'000);
                for (std::uint32_t key = 0; key < 4; ++key) {
                    std::vector<std::uint32_t> expected;
                    for (std::size_t i = all.size(); i > firsts.front(); --i) {
                        if (all[i - 1].key == key) expected.push_back(all[i - 1].article);
                    }
                    REQUIRE(articles_of(chains, key) == expected);
                }
                std::size_t at = firsts.front();
                chains.for_each(at, all.size() - at, [&](const auto& entry, const auto& mark) {
                    REQUIRE(entry.weight == all[at].weight);
                    REQUIRE(mark.position == all[at++].weight);
                });
            }
        }
    }
}
