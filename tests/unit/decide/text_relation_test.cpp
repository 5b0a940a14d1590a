#include "daemon/decide/text_relation.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/decide/thresholds.hpp"
#include "tests/unit/decide/desk.hpp"

using namespace wirefold;
using namespace wirefold::test;
using std::chrono::hours;
using std::chrono::minutes;

TEST_SUITE("decide/versions by another source") {
    TEST_CASE("agency furniture around a text is near") {
        const Verdict verdict = Desk{}.from(
            kDaily, "TARNWICK (Agency) - " + sample_text() + "\n\nCopyright 2026 The Daily. Read more");
        CHECK(verdict.relation == Relation::Near);
        CHECK(verdict.original_id == "urn:sample");
        CHECK_FALSE(verdict.same_source);
        CHECK(verdict.group_size == 2);
        CHECK(verdict.evidence.numbers_agree);
        CHECK(verdict.evidence.kept_other == 100);
    }

    TEST_CASE("a fact changed is a template, never a duplicate and never a correction") {
        CHECK(Desk{}.from(kDaily, replaced(sample_text(), "14 weeks", "16 weeks")).relation ==
              Relation::Template);
        CHECK(Desk{}.from(kDaily, replaced(sample_text(), "7.5 million", "7.5 billion")).relation ==
              Relation::Template);
        CHECK(Desk{}.from(kDaily, replaced(sample_text(), "could not be", "could be")).relation ==
              Relation::Template);
    }

    TEST_CASE("the first sentences are an excerpt") {
        const Verdict verdict =
            Desk{}.from(kDaily, joined({kSampleSentences.begin(), kSampleSentences.begin() + 5}));
        CHECK(verdict.relation == Relation::Excerpt);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(verdict.novelty.score == 0);
        CHECK(verdict.evidence.kept_own == 100);
    }

    TEST_CASE("an excerpt with another figure is no duplicate") {
        const std::string excerpt = replaced(joined({kSampleSentences.begin(), kSampleSentences.begin() + 5}),
                                             "14 weeks", "16 weeks");
        CHECK(Desk{}.from(kDaily, excerpt).relation == Relation::Partial);
        CHECK(Desk{}.from(kAgency, excerpt).relation == Relation::Correction);
    }

    TEST_CASE("a text that breaks off is a stub, and stands for nothing") {
        const std::string cut = sample_text().substr(0, sample_text().find(" in the budget"));
        const Verdict verdict = Desk{}.from(kDaily, cut);
        CHECK(verdict.relation == Relation::Stub);
        CHECK(verdict.original_id == "urn:sample");
        CHECK_FALSE(verdict.is_representative);
        CHECK_FALSE(is_duplicate(verdict.relation));
        CHECK(Desk{}.from(kDaily, cut + "… [+829 chars]").relation == Relation::Stub);
    }

    TEST_CASE("a whole article after its stub contains it, and represents both") {
        Newsroom desk;
        const std::string text = sample_text();
        desk.publish(
            {.source = kDaily, .body = text.substr(0, text.find(" in the budget")), .item = "urn:stub"});
        const Verdict verdict = desk.publish({.source = kAgency, .body = text, .after = minutes{5}});
        CHECK(verdict.relation == Relation::Contains);
        CHECK(verdict.original_id == "urn:stub");
        CHECK(verdict.is_representative);
    }

    TEST_CASE("own reporting around the whole of an article contains it") {
        const Verdict verdict = Desk{}.from(kDaily, filler(0, 15) + sample_text() + ' ' + filler(20, 15));
        CHECK(verdict.relation == Relation::Contains);
        REQUIRE(verdict.copied_from.size() == 1);
        CHECK(verdict.copied_from[0].item_id == "urn:sample");
        CHECK(verdict.copied_from[0].match_rate > 20);
        CHECK(verdict.copied_from[0].match_rate < 60);
        CHECK(verdict.novelty.score > 40);
    }

    TEST_CASE("a passage taken over is partial, and its source is named") {
        const std::string passage = joined({kSampleSentences.begin() + 2, kSampleSentences.begin() + 7});
        const Verdict verdict = Desk{}.from(kDaily, filler(0, 12) + passage + ' ' + filler(20, 12));
        CHECK(verdict.relation == Relation::Partial);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(verdict.founds_group);
        REQUIRE(verdict.copied_from.size() == 1);
        CHECK(verdict.copied_from[0].item_id == "urn:sample");
        CHECK(verdict.evidence.overlap.shared_keys >= thresholds::kPassageKeys);
    }

    TEST_CASE("one key that is all of a brief is a phrase where the words are others") {
        TextReader reader;
        const LogEntry brief = EntryBuilder{1}.print(reader.fingerprint(kUnrelated)).make();
        const Fingerprint known = reader.fingerprint(sample_text());
        Candidates candidates;
        const Subject subject{brief, candidates};
        Candidate candidate;
        candidate.overlap = {.shared_keys = 1, .own_keys = 1, .other_keys = 30};
        candidate.wording = known.wording.view();
        TextComparer comparer;
        Comparison comparison;
        comparer.compare(subject, candidate, comparison);
        CHECK_FALSE(comparison.relation);
        candidate.wording = brief.fingerprint.wording.view();
        comparer.compare(subject, candidate, comparison);
        CHECK(comparison.relation);
    }

    TEST_CASE("a brief that stands late in a long story is an excerpt of it, though it was touched") {
        const std::string brief = joined({kSampleSentences.begin() + 1, kSampleSentences.begin() + 4});
        const std::string touched = replaced(brief, "a report that was", "a long report that was");
        const std::string story = filler(0, 40) + brief;
        CHECK(Desk{story}.from(kDaily, touched).relation == Relation::Excerpt);
        CHECK(Desk{brief + ' ' + filler(0, 40)}.from(kDaily, touched).relation == Relation::Excerpt);
    }

    TEST_CASE("another subject is original") {
        const Verdict verdict = Desk{}.from(kDaily, std::string{kUnrelated});
        CHECK(verdict.relation == Relation::Original);
        CHECK_FALSE(verdict.has_evidence);
        CHECK(verdict.original_id.empty());
    }
}

TEST_SUITE("decide/forms") {
    /// What two companies' dividend notes of one agency are to one another.
    [[nodiscard]] Verdict second_of(std::string_view first, std::string_view second) {
        Newsroom desk;
        desk.publish(
            {.source = kAgency, .body = first, .title = "Larkmoor Timber Corp sets quarterly payout"});
        return desk.publish({.source = kAgency,
                             .body = second,
                             .title = "Dunhaven Optical Inc sets quarterly payout",
                             .after = minutes{5}});
    }

    constexpr std::string_view kDividend =
        "Qtly div three cts vs three cts prior. Pay April 15. Record March 31.";

    TEST_CASE("briefs with one wording and other headlines are distinct news") {
        const Verdict verdict = second_of(kDividend, kDividend);
        CHECK(verdict.relation == Relation::Template);
        CHECK_FALSE(is_duplicate(verdict.relation));
    }

    TEST_CASE("briefs with other headlines do not correct one another's figures") {
        CHECK(second_of(kDividend, "Qtly div three cts vs three cts prior. Pay April 15. Record March 30.")
                  .relation == Relation::Template);
    }

    TEST_CASE("a brief with a number word for a figure is no copy") {
        Newsroom desk;
        const auto note = [](std::string_view cents) {
            return "Mthly div " + std::string{cents} + " cts vs " + std::string{cents} +
                   " cts prior. Pay March 13. Record March 2.";
        };
        constexpr std::string_view kTitle = "Larkmoor Timber Fund sets payout";
        desk.publish({.source = kAgency, .body = note("4.5"), .title = kTitle});
        const Verdict verdict =
            desk.publish({.source = kAgency, .body = note("six"), .title = kTitle, .after = minutes{5}});
        CHECK_FALSE(is_duplicate(verdict.relation));
        REQUIRE_FALSE(verdict.changed.empty());
        CHECK(verdict.changed[0] == Change{"4.5", "6"});
    }

    TEST_CASE("a shorter note by one form is another note: of another day, or on another company") {
        const auto relation = [](std::string_view first, std::string_view second, Duration after) {
            Newsroom desk;
            desk.publish({.source = kAgency, .body = first});
            return desk.publish({.source = kAgency, .body = second, .after = after}).relation;
        };
        constexpr std::string_view kOptions =
            "The Fellmark Exchange said it has started put and call option trading in the common stock of "
            "Quillfen Chemical as a replacement for options on Marbeck Soap, which was recently acquired. "
            "First "
            "expiration months are June and September, it said. Position and exercise limits are 5,500 "
            "contracts on the same side of the market.";
        constexpr std::string_view kOtherOptions =
            "The Fellmark Exchange said it has started put and call option trading in the common stock of "
            "Dunhaven Optical, with first expiration months of April, July and October and position and "
            "exercise limits of 5,500 contracts on the same side of the market.";
        CHECK(relation(kOptions, kOtherOptions, hours{119}) == Relation::Template);
        constexpr std::string_view kPrice =
            "Ostrand Oil said it raised the contract price it will pay for crude oil 50 cents a barrel, "
            "effective today. The increase brings Ostrand's posted price for the Fellmark Intermediate and "
            "Fellmark Sour grades to 17.50 dollars a barrel. The Light Saltmere grade was also raised 50 "
            "cents "
            "to 17.85 dollars. Ostrand last changed its crude postings on March 4.";
        constexpr std::string_view kOtherPrice =
            "Tarrow Refining said it raised the contract price it will pay for crude oil 50 cents a barrel, "
            "effective today. The increase brings the company's posted price for the benchmark grade, "
            "Fellmark "
            "Intermediate, to 17.50 dollars a barrel. Tarrow Refining last changed its postings on March 4.";
        CHECK(relation(kPrice, kOtherPrice, minutes{40}) == Relation::Template);
    }

    TEST_CASE("a flash says the same under another headline and is another flash") {
        Newsroom desk;
        desk.publish({.source = kAgency, .body = "No details yet.", .title = "Quake shakes Lauen"});
        const Verdict other =
            desk.publish({.source = kDaily, .body = "No details yet.", .title = "Fire in Corbiemoor mill"});
        CHECK_FALSE(is_duplicate(other.relation));
    }

    TEST_CASE("a form that its source filled in thrice is known, whatever was filled in") {
        const std::vector<std::string> towns = {"Dunmere", "Lauen", "Saltmere", "Brackenholt"};
        Newsroom desk;
        Verdict verdict;
        for (std::size_t i = 0; i < towns.size(); ++i) {
            const std::string degrees = std::to_string(11 + 3 * i);
            const std::string text =
                "Weather for " + towns[i] +
                ". The day begins with mist in the low parts of the town and on the river. "
                "By noon the sun comes through and it warms up to " +
                degrees +
                " degrees in the shade. In the evening "
                "the wind from the west freshens a little and clouds come in from the sea. Tomorrow will be "
                "much the "
                "same. " +
                filler_sentence(static_cast<int>(i * 31 + 3)) + ' ' +
                filler_sentence(static_cast<int>(i * 31 + 4));
            verdict =
                desk.publish({.source = kAgency, .body = text, .after = hours{20 * static_cast<int>(i)}});
            CHECK_FALSE(is_duplicate(verdict.relation));
        }
        CHECK(verdict.relation == Relation::Template);
    }

    TEST_CASE("a form that happens to be filled in as another day is news again") {
        const auto note = [](std::string_view sum) {
            return "The central bank said it added " + std::string{sum} +
                   " billion to the money market through repurchase agreements. Dealers had expected the "
                   "operation, "
                   "which lets banks meet their reserve requirements at the end of the period.";
        };
        Newsroom desk;
        desk.publish({.source = kAgency, .body = note("2.5")});
        CHECK(desk.publish({.source = kAgency, .body = note("1.5"), .after = hours{24}}).relation ==
              Relation::Template);
        CHECK(desk.publish({.source = kAgency, .body = note("1.5"), .after = hours{25}}).relation ==
              Relation::Exact);
        CHECK(desk.publish({.source = kAgency, .body = note("1.5"), .after = hours{48}}).relation ==
              Relation::Template);
        CHECK(desk.publish({.source = kDaily, .body = note("1.5"), .after = hours{49}}).relation ==
              Relation::Exact);
    }
}

TEST_SUITE("decide/other words") {
    TEST_CASE("the same article sentence by sentence in other words is a rewrite") {
        const Verdict verdict = Desk{}.from(kDaily, std::string{kSampleParaphrase});
        CHECK(verdict.relation == Relation::Rewrite);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(is_duplicate(verdict.relation));
        CHECK_FALSE(verdict.founds_group);
        CHECK_FALSE(verdict.founds_story);
        CHECK_FALSE(verdict.is_representative);
        CHECK(verdict.evidence.order >= 80);
        CHECK(verdict.evidence.numbers == 100);
    }

    TEST_CASE("a rewrite whose numbers are others is no duplicate") {
        std::string text{kSampleParaphrase};
        for (const auto& [from, to] :
             {std::pair{"14", "19"}, std::pair{"23", "41"}, std::pair{"7.5", "11.25"},
              std::pair{"9,200", "4,700"}, std::pair{"1931", "1958"}})
            text = replaced(text, from, to);
        const Verdict verdict = Desk{}.from(kDaily, text);
        CHECK_FALSE(is_duplicate(verdict.relation));
    }

    TEST_CASE("mentions that the window has lost are not known, and not none") {
        TextReader reader;
        Index index{{}};
        Candidates candidates;
        Decider decider;
        const LogEntry original = EntryBuilder{1}.print(reader.fingerprint(sample_text())).make();
        const LogEntry rewrite = EntryBuilder{2}.print(reader.fingerprint(kSampleParaphrase)).make();
        index.probe(original, candidates);
        index.insert(original, decider.decide(original, candidates, index), candidates, LogPosition{0});
        index.probe(rewrite, candidates);
        REQUIRE(candidates.related.size() == 1);
        const Subject subject{rewrite, candidates};
        TextComparer comparer;
        Comparison known;
        comparer.compare(subject, candidates.related[0], known);
        CHECK(known.mentions.own == rewrite.fingerprint.salience.mention_span().size());
        CHECK(known.mentions.in_order > 0);
        Candidate lost = candidates.related[0];
        lost.mentions = {};
        Comparison unknown;
        comparer.compare(subject, lost, unknown);
        CHECK(unknown.mentions.own == 0);
        CHECK(unknown.rewrite_score() ==
              doctest::Approx(unknown.rewrite_score_if(thresholds::kUnknownMentions)));
    }

    TEST_CASE("an article in another language is no rewrite, however much it shares") {
        TextReader reader;
        Fingerprint original = reader.fingerprint(sample_text());
        Fingerprint other = reader.fingerprint(kSampleParaphrase);
        const auto relation_in = [&](std::uint16_t language, std::uint16_t other_language) {
            original.language = language;
            other.language = other_language;
            Index index{{}};
            Decider decider;
            Candidates candidates;
            Verdict verdict;
            for (const Fingerprint* const print : {&original, &other}) {
                const LogEntry entry = EntryBuilder{print == &other ? 2 : 1}.print(*print).make();
                index.expire(entry.event_time);
                index.probe(entry, candidates);
                verdict = decider.decide(entry, candidates, index);
                index.insert(entry, verdict, candidates, LogPosition{0});
            }
            return verdict.relation;
        };
        CHECK(relation_in(1, 1) == Relation::Rewrite);
        CHECK(relation_in(0, 1) == Relation::Rewrite);
        CHECK_FALSE(is_duplicate(relation_in(1, 2)));
    }

    TEST_CASE("a rewrite days later is no duplicate") {
        CHECK(Desk{}.from(kDaily, std::string{kSampleParaphrase}, thresholds::kStoryGap).relation ==
              Relation::Rewrite);
        CHECK_FALSE(is_duplicate(
            Desk{}.from(kDaily, std::string{kSampleParaphrase}, thresholds::kStoryGap + hours{1}).relation));
    }

    TEST_CASE("an own report with a passage of the article is partial, not a rewrite") {
        const std::string passage = kSampleSentences[2] + ' ' + kSampleSentences[3] + ' ';
        const Verdict verdict = Desk{}.from(kDaily, passage + std::string{kSampleStory});
        CHECK(verdict.relation == Relation::Partial);
        CHECK_FALSE(is_duplicate(verdict.relation));
    }

    TEST_CASE("an own report of the event is a story") {
        const Verdict verdict = Desk{}.from(kDaily, std::string{kSampleStory});
        CHECK(verdict.relation == Relation::Story);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(verdict.founds_group);
        CHECK_FALSE(verdict.founds_story);
        CHECK(verdict.story_size == 2);
        CHECK_FALSE(is_duplicate(verdict.relation));
        CHECK(verdict.has_evidence);
    }
}
