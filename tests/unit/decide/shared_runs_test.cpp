#include "daemon/decide/shared_runs.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/decide/thresholds.hpp"
#include "tests/support/newsroom.hpp"
#include "tests/support/random.hpp"
#include "tests/unit/decide/prints.hpp"
#include "tests/unit/decide/sample_article.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

constexpr std::size_t kShingle = 5;

[[nodiscard]] Overlap runs_of(const std::string& own, const std::string& other) {
    const Wording own_wording = wording_of(own);
    const Wording other_wording = wording_of(other);
    SharedRuns runs;
    return runs.measure(own_wording.view(), other_wording.view(), kShingle);
}

/// Clauses of the sample, none of them long, among other words.
constexpr std::string_view kClauses =
    "Traffic faces a hard season. The harbor council of Tarnwick has voted for closing the old bridge, and "
    "it "
    "did so after an inspection. There were cracks in 23 of its steel hangers, a report says; the repairs "
    "will "
    "cost 7.5 million in all, or more than twice the sum planned. Some 9,200 vehicles cross the river each "
    "day. "
    "Oldacre, who chairs the council, sees no other way. Three extra boats between the two landing stages "
    "are on "
    "offer, and a repair of the railway viaduct upstream was late too.";

/// Long, never the same twice, and about nothing.
[[nodiscard]] std::string words_without_terms(unsigned seed, int count) {
    static constexpr std::string_view kWords[] = {"and", "so",   "it",  "was",  "for",  "all", "of",
                                                  "day", "they", "had", "been", "with", "but", "not"};
    test::Random random{seed};
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += ' ';
        text += kWords[random.below(std::size(kWords))];
    }
    return text + '.';
}

}  // namespace

TEST_SUITE("decide/shared runs") {
    TEST_CASE("a text shares all runs with itself, and none with another subject") {
        const Overlap self = runs_of(sample_text(), sample_text());
        CHECK(self.own_keys > 150);
        CHECK(self.shared_keys == self.own_keys);
        CHECK(self.containment() > 0.98);
        CHECK(runs_of(std::string{kUnrelated}, sample_text()).shared_keys == 0);
    }

    TEST_CASE("each run counts once, on either side") {
        const std::string sentence = kSampleSentences[3] + ' ';
        const Overlap once = runs_of(sentence, sample_text());
        const Overlap thrice = runs_of(sentence + sentence + sentence, sample_text());
        CHECK(once.shared_keys == once.own_keys);
        CHECK(thrice.shared_keys == once.shared_keys);
        CHECK(runs_of(sample_text(), sentence + sentence).shared_keys == once.shared_keys);
    }

    TEST_CASE("what is shorter than a run shares nothing") {
        const Overlap overlap = runs_of("The harbor council met", sample_text());
        CHECK(overlap.own_keys == 0);
        CHECK(overlap.shared_keys == 0);
        CHECK(overlap.contained_by() == 0);
    }

    TEST_CASE("one text measured against many gives each its own count") {
        const Wording own = wording_of(sample_text());
        const Wording unrelated = wording_of(std::string{kUnrelated});
        SharedRuns runs;
        const std::uint8_t all = runs.measure(own.view(), own.view(), kShingle).shared_keys;
        for (int i = 0; i < 600; ++i) {
            REQUIRE(runs.measure(own.view(), own.view(), kShingle).shared_keys == all);
            REQUIRE(runs.measure(own.view(), unrelated.view(), kShingle).shared_keys == 0);
        }
    }

    TEST_CASE("clauses copied with words changed between make a partial copy") {
        std::string long_text = sample_text();  // so long that no clause is sure of a sampled key
        for (int i = 0; i < 20; ++i) long_text += ' ' + filler_sentence(i);
        Newsroom desk;
        desk.publish({.source = "agency.example", .body = long_text, .item = "urn:sample"});
        const Verdict verdict = desk.publish({.source = "daily.example", .body = kClauses});
        CHECK(verdict.relation == Relation::Partial);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(verdict.evidence.overlap.shared_keys >= thresholds::kRuns);
        REQUIRE(verdict.copied_from.size() == 1);
        CHECK(verdict.copied_from[0].match_rate >= 20);
        CHECK(verdict.founds_group);
    }

    TEST_CASE("a brief opening of a long text is its stub, also where they share no sampled key") {
        const auto published = [](const std::string& long_text, const std::string& cut) {
            Newsroom desk;
            desk.publish({.source = "agency.example", .body = long_text, .item = "urn:sample"});
            return desk.publish({.source = "daily.example", .body = cut});
        };
        const std::string opening = sample_text().substr(0, 420);
        const std::string cut = opening.substr(0, opening.rfind(' '));
        int by_runs = 0;
        for (unsigned seed = 0; seed < 8; ++seed) {
            CAPTURE(seed);
            const std::string long_text = sample_text() + words_without_terms(seed, 20000);
            const Verdict verdict = published(long_text, cut);
            CHECK(verdict.relation == Relation::Stub);
            CHECK(verdict.original_id == "urn:sample");
            if (verdict.evidence.overlap.own_keys < 20) continue;  // sampled keys, not runs
            ++by_runs;
            CHECK(published(long_text, replaced(cut, "23", "47")).relation == Relation::Partial);
        }
        CHECK(by_runs > 0);
    }

    TEST_CASE("another report of the event is no copy") {
        Newsroom desk;
        desk.publish({.source = "agency.example", .body = sample_text(), .item = "urn:sample"});
        CHECK(desk.publish({.source = "daily.example", .body = kSampleStory}).relation == Relation::Story);
    }
}
