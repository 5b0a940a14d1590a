#include "daemon/index/salience_probe.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "tests/unit/index/window.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;
using wirefold::test::kStart;
using wirefold::test::related_ids;
using wirefold::test::Window;

namespace {

/// What the window makes of an article's terms.
[[nodiscard]] std::vector<WeightedTerm> weighed(Window& window, const EntryBuilder& builder) {
    const SalienceView& salience = window.probe(builder.make()).salience;
    return {salience.terms.begin(), salience.terms.end()};
}

/// The weight of one term that stands alone, in an empty window.
[[nodiscard]] unsigned weight_of(const Term& term) {
    Window window;
    return weighed(window, EntryBuilder{1}.term(term)).at(0).weight;
}

[[nodiscard]] Term term(std::uint8_t rarity, std::uint8_t count = 1, std::uint8_t flags = 0) {
    return {.key = 9, .count = count, .rarity = rarity, .flags = flags};
}

}  // namespace

TEST_SUITE("index/salience_probe") {
    TEST_CASE("rarer terms weigh more, and none weighs nothing") {
        for (std::uint8_t rarity = 1; rarity < 15; ++rarity) {
            CAPTURE(rarity);
            CHECK(weight_of(term(rarity)) > 0);
            CHECK(weight_of(term(rarity)) < weight_of(term(static_cast<std::uint8_t>(rarity + 1))));
        }
        CHECK(weight_of(term(0)) == 1);
    }

    TEST_CASE("a term that occurs more often weighs more, but less and less so") {
        CHECK(weight_of(term(8, 2)) > weight_of(term(8, 1)));
        CHECK(weight_of(term(8, 2)) < 2 * weight_of(term(8, 1)));
        CHECK(weight_of(term(8, 4)) > weight_of(term(8, 2)));
        CHECK(weight_of(term(8, 200)) >= weight_of(term(8, 7)));
        CHECK(weight_of(term(8, 200)) < 3 * weight_of(term(8, 1)));
    }

    TEST_CASE("names and the lead weigh more") {
        CHECK(weight_of(term(8, 1, Term::kName)) > weight_of(term(8)));
        CHECK(weight_of(term(8, 1, Term::kLead)) > weight_of(term(8)));
        CHECK(weight_of(term(8, 1, Term::kLead | Term::kName)) > weight_of(term(8, 1, Term::kLead)));
        CHECK(weight_of(term(15, 255, Term::kLead | Term::kName)) <= 255);
    }

    TEST_CASE("a term that the stream has had often weighs less") {
        Window window;
        for (std::int64_t i = 0; i < 200; ++i) window.add(EntryBuilder{i}.terms(500, 501).make());
        const auto weight_at = [&](Duration after) {
            return window.probe(EntryBuilder{999}.terms(500, 501).make(), kStart + after)
                .salience.terms[0]
                .weight;
        };
        const unsigned before = weight_at(Duration{0});
        CHECK(weight_at(std::chrono::hours{12}) < before);
    }

    TEST_CASE("of too many terms the weightiest are kept, by rising key, with their places") {
        Window window;
        EntryBuilder builder{1};
        std::size_t common = Salience::kTermsMax - SalienceProbe::kTermsKept;
        for (std::uint32_t key = 100; key < 100 + Salience::kTermsMax; ++key) {
            const bool is_common = key % 2 == 0 && common > 0;
            if (is_common) --common;
            builder.term({.key = key,
                          .count = 1,
                          .rarity = static_cast<std::uint8_t>(is_common ? 5 : 12),
                          .position = static_cast<std::uint8_t>(key),
                          .flags = is_common ? std::uint8_t{0} : Term::kName});
        }
        REQUIRE(common == 0);
        const std::vector<WeightedTerm> terms = weighed(window, builder);
        REQUIRE(terms.size() == SalienceProbe::kTermsKept);
        for (std::size_t i = 0; i < terms.size(); ++i) {
            CHECK(terms[i].position == terms[i].key);
            CHECK(terms[i].is(Term::kName));
            if (i > 0) CHECK(terms[i].key > terms[i - 1].key);
        }
    }

    TEST_CASE("where weights are equal the smaller keys are kept") {
        Window window;
        const auto terms = weighed(window, EntryBuilder{1}.terms(100, 100 + Salience::kTermsMax));
        REQUIRE(terms.size() == SalienceProbe::kTermsKept);
        CHECK(terms.front().key == 100);
        CHECK(terms.back().key == 100 + SalienceProbe::kTermsKept - 1);
    }

    TEST_CASE("three terms in common make a candidate, two do not") {
        Window window;
        window.add(EntryBuilder{1}.terms(100, 110).make());
        CHECK(related_ids(window.probe(EntryBuilder{2}.terms(107, 120).make())) ==
              std::vector<std::string>{"urn:test:1"});
        CHECK(window.probe(EntryBuilder{2}.terms(108, 120).make()).related.empty());
    }

    TEST_CASE("one quotation in common makes a candidate") {
        Window window;
        window.add(EntryBuilder{1}.quote(77).quote(78).make());
        window.add(EntryBuilder{2}.quote(79).make());
        CHECK(related_ids(window.probe(EntryBuilder{3}.terms(100, 110).quote(77).make())) ==
              std::vector<std::string>{"urn:test:1"});
    }

    TEST_CASE("of two with the same terms in common the one with the quotation comes first") {
        Window window;
        window.add(EntryBuilder{1}.terms(100, 110).make());
        window.add(EntryBuilder{2}.terms(100, 110).quote(77).make());
        CHECK(related_ids(window.probe(EntryBuilder{3}.terms(100, 110).quote(77).make())) ==
              std::vector<std::string>{"urn:test:2", "urn:test:1"});
    }

    TEST_CASE("a quotation is no term, whatever its hash") {
        Window window;
        window.add(EntryBuilder{1}.quote(100).quote(101).quote(102).make());
        CHECK(window.probe(EntryBuilder{2}.terms(100, 103).make()).related.empty());
        window.add(EntryBuilder{3}.terms(200, 203).make());
        CHECK(window.probe(EntryBuilder{4}.quote(200).make()).related.empty());
    }

    TEST_CASE("terms that one article in fifty has find nothing") {
        Window window;
        EntryBuilder common{1};
        for (std::uint32_t key = 100; key < 110; ++key) common.term({.key = key, .count = 1, .rarity = 6});
        window.add(common.make());
        CHECK(window.probe(common.make()).replay);
        EntryBuilder again{2};
        for (std::uint32_t key = 100; key < 110; ++key) again.term({.key = key, .count = 1, .rarity = 6});
        CHECK(window.probe(again.make()).related.empty());
        EntryBuilder rarer{3};
        for (std::uint32_t key = 100; key < 110; ++key) rarer.term({.key = key, .count = 1, .rarity = 9});
        CHECK(window.probe(rarer.make()).related.size() == 1);
    }

    TEST_CASE("the best come first, older before newer, and there are not more than a few") {
        Window window;
        for (std::int64_t i = 0; i < 30; ++i) window.add(EntryBuilder{i}.terms(100, 105).make());
        window.add(EntryBuilder{30}.terms(100, 120).make());
        const auto found = related_ids(window.probe(EntryBuilder{99}.terms(100, 120).make()));
        REQUIRE(found.size() == SalienceProbe::kFoundMax);
        CHECK(found[0] == "urn:test:30");
        CHECK(found[1] == "urn:test:0");
        CHECK(found.back() == "urn:test:6");
    }

    TEST_CASE("the budget goes to the rarest terms first") {
        Window window;
        window.add(EntryBuilder{1}.terms(9000, 9003).make());
        // Thirty terms of hundreds of articles each, two to an article: together they exceed the budget.
        constexpr std::uint32_t kCommon = 30;
        for (std::uint32_t i = 0; i < kCommon * 200; ++i) {
            const std::uint32_t key = 100 + i % kCommon / 2 * 2;
            EntryBuilder filler{static_cast<std::int64_t>(i) + 100};
            filler.term({.key = key, .count = 1, .rarity = 9});
            filler.term({.key = key + 1, .count = 1, .rarity = 9});
            window.add(filler.make());
        }
        EntryBuilder builder{2};
        for (std::uint32_t key = 100; key < 100 + kCommon; ++key)
            builder.term({.key = key, .count = 1, .rarity = 9});
        builder.terms(9000, 9003);
        CHECK(related_ids(window.probe(builder.make())) == std::vector<std::string>{"urn:test:1"});
    }

    TEST_CASE("terms leave with their window") {
        IndexOptions options;
        options.window_story = std::chrono::hours{24};
        Window window{options};
        window.add(EntryBuilder{1}.terms(100, 110).quote(7).make());
        const LogEntry like_it = EntryBuilder{2}.terms(100, 110).quote(7).make();
        CHECK(window.probe(like_it, kStart + std::chrono::hours{24}).related.size() == 1);
        CHECK(window.probe(like_it, kStart + std::chrono::hours{25}).related.empty());
    }
}
