#include "daemon/decide/text_relation.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/decide/thresholds.hpp"
#include "tests/unit/decide/desk.hpp"

using namespace wirefold;
using namespace wirefold::test;
using std::chrono::hours;
using std::chrono::minutes;

TEST_SUITE("decide/versions by one source") {
    TEST_CASE("a figure changed is a correction that says what was put for what") {
        const Verdict verdict = Desk{}.from(kAgency, replaced(sample_text(), "14 weeks", "16 weeks"));
        CHECK(verdict.relation == Relation::Correction);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(verdict.changed == std::vector<Change>{{"14", "16"}});
        CHECK(verdict.same_source);
        CHECK_FALSE(verdict.founds_group);
        CHECK_FALSE(is_duplicate(verdict.relation));
        CHECK_FALSE(verdict.evidence.numbers_agree);
    }

    TEST_CASE("a unit, a turned statement or the name in the lead changed is a correction") {
        const auto relation = [](std::string_view from, std::string_view to) {
            return Desk{}.from(kAgency, replaced(sample_text(), from, to)).relation;
        };
        CHECK(relation("7.5 million", "7.5 billion") == Relation::Correction);
        CHECK(relation("could not be", "could be") == Relation::Correction);
        CHECK(relation("council of Tarnwick", "council of Marbeck") == Relation::Correction);
        CHECK(relation("eleven months", "twelve months") == Relation::Correction);
    }

    TEST_CASE("a name for another name is a correction that says which, another spelling of it is near") {
        const Verdict verdict = Desk{}.from(kAgency, replaced(sample_text(), "Greyhaven", "Marbeck"));
        CHECK(verdict.relation == Relation::Correction);
        CHECK(verdict.changed == std::vector<Change>{{"Greyhaven", "Marbeck"}});
    }

    TEST_CASE("words changed and no fact is near") {
        CHECK(Desk{}.from(kAgency, replaced(sample_text(), "fear that", "are sure that")).relation ==
              Relation::Near);
        CHECK(Desk{}.from(kAgency, replaced(sample_text(), "9,200", "9200") + " (Desk)").relation ==
              Relation::Near);
    }

    TEST_CASE("a sentence added is an update that nobody marked") {
        const Verdict verdict = Desk{}.from(kAgency, with_sentence(kNews));
        CHECK(verdict.relation == Relation::Revision);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(verdict.supersedes == "1");
        CHECK_FALSE(is_duplicate(verdict.relation));
        CHECK(verdict.is_representative);
        CHECK(verdict.group_size == 2);
    }

    TEST_CASE("a very long text of which only the end changed may have news there") {
        const std::string body = filler(0, 300);
        Desk desk{body + kNews.data()};
        CHECK(desk.from(kAgency, body + "Nobody was hurt there at all.").relation == Relation::Revision);
        CHECK(desk.from("daily.example", body + "By our own staff.").relation == Relation::Near);
    }

    TEST_CASE("a sentence left out is an excerpt") {
        const Verdict verdict = Desk{}.from(kAgency, without(6));
        CHECK(verdict.relation == Relation::Excerpt);
        CHECK_FALSE(verdict.is_representative);
    }

    TEST_CASE("a sentence added and a figure changed is a correction") {
        const std::string both = replaced(with_sentence(kNews), "14 weeks", "16 weeks");
        CHECK(Desk{}.from(kAgency, both).relation == Relation::Correction);
    }

    TEST_CASE("a figure changed among other edits and a sentence added is an update") {
        std::string both = replaced(with_sentence(kNews), "14 weeks", "16 weeks");
        both = replaced(both, "fear that", "worry that");
        both = replaced(both, "could not be", "could not have been");
        CHECK(Desk{}.from(kAgency, both).relation == Relation::Correction);
        both = replaced(both, "Old Ferry Bridge", "ferry crossing");
        CHECK(Desk{}.from(kAgency, both).relation == Relation::Revision);
    }

    TEST_CASE("one word for another, or a name spelled anew, and nothing else, is its source's correction") {
        CHECK(Desk{}.from(kAgency, replaced(sample_text(), "steel hangers", "copper hangers")).relation ==
              Relation::Correction);
        CHECK(Desk{}.from(kDaily, replaced(sample_text(), "steel hangers", "copper hangers")).relation ==
              Relation::Template);
        const Verdict respelled = Desk{}.from(kAgency, replaced(sample_text(), "Greyhaven", "Grayhaven"));
        CHECK(respelled.relation == Relation::Correction);
        CHECK(respelled.changed == std::vector<Change>{{"Greyhaven", "Grayhaven"}});
        CHECK(Desk{}.from(kDaily, replaced(sample_text(), "Greyhaven", "Grayhaven")).relation ==
              Relation::Near);
    }

    TEST_CASE("a part of it with a sentence added is an update, by another outlet it is its own reporting") {
        const std::string part = joined({kSampleSentences.begin(), kSampleSentences.begin() + 5});
        const std::string with_news = kNews.data() + (' ' + part);
        CHECK(Desk{}.from(kAgency, part).relation == Relation::Excerpt);
        CHECK(Desk{}.from(kAgency, with_news).relation == Relation::Revision);
        CHECK(Desk{}.from(kDaily, with_news).relation == Relation::Partial);
    }

    TEST_CASE("a text that its own source cut off with a note is a stub and no update") {
        const std::string cut =
            sample_text().substr(0, sample_text().find(" of their customers")) + "… [+310 chars]";
        CHECK(Desk{}.from(kAgency, cut).relation == Relation::Stub);
    }

    TEST_CASE("another outlet's own reporting around it is no copy") {
        const std::string own = filler(0, 4);
        CHECK(Desk{}.from(kDaily, sample_text() + ' ' + filler(0, 2)).relation == Relation::Near);
        CHECK(Desk{}.from(kDaily, own + ' ' + sample_text() + ' ' + filler(4, 3)).relation ==
              Relation::Contains);
    }

    TEST_CASE("a name far behind the lead is a fact, too") {
        const std::string text = filler(0, 60) + sample_text();
        Desk desk{text};
        const std::string mended = replaced(text, "tunnel at Greyhaven", "tunnel at Marbeck");
        CHECK(desk.from(kAgency, mended).relation == Relation::Correction);
        CHECK(Desk{text}.from(kDaily, mended).relation == Relation::Template);
    }

    TEST_CASE("an article that grew by more than itself is a revision, too") {
        const Verdict verdict = Desk{}.from(kAgency, sample_text() + ' ' + filler(0, 30));
        CHECK(verdict.relation == Relation::Revision);
        CHECK(verdict.is_representative);
    }

    TEST_CASE("the same words with another figure the next day are a form filled in anew") {
        const std::string text = replaced(sample_text(), "14 weeks", "16 weeks");
        CHECK(Desk{}.from(kAgency, text, thresholds::kCorrectionWindow).relation == Relation::Correction);
        const Verdict verdict = Desk{}.from(kAgency, text, thresholds::kCorrectionWindow + minutes{1});
        CHECK(verdict.relation == Relation::Template);
        CHECK(verdict.original_id == "urn:sample");
        CHECK(verdict.changed == std::vector<Change>{{"14", "16"}});
        CHECK(verdict.founds_group);
    }

    TEST_CASE("what says that it corrects is a correction, late or without a fact") {
        const std::string text = replaced(sample_text(), "14 weeks", "16 weeks");
        CHECK(Desk{}.from(kAgency, text, hours{40}, "CORRECTED - Bridge to close").relation ==
              Relation::Correction);
        const std::string reworded = replaced(sample_text(), "fear that", "are sure that");
        CHECK(Desk{}.from(kAgency, reworded, minutes{10}, "CORRECTED - Bridge to close").relation ==
              Relation::Correction);
        CHECK(Desk{}.from(kAgency, reworded + "\n(Corrects a word in paragraph 7)").relation ==
              Relation::Correction);
    }

    TEST_CASE("what says that it corrects is never an excerpt, and one that grew is no mere update") {
        constexpr std::string_view kTitle = "CORRECTED - Bridge to close";
        CHECK(Desk{}.from(kAgency, without(6), minutes{10}, kTitle).relation == Relation::Correction);
        const std::string first = joined({kSampleSentences.begin(), kSampleSentences.begin() + 5});
        CHECK(Desk{}.from(kAgency, first, minutes{10}, kTitle).relation == Relation::Correction);
        CHECK(Desk{}.from(kDaily, first, minutes{10}, kTitle).relation == Relation::Excerpt);
        CHECK(Desk{}.from(kAgency, sample_text() + filler(0, 30), minutes{10}, kTitle).relation ==
              Relation::Correction);
    }

    TEST_CASE("a name changed is a correction, whichever names they are") {
        std::string suppressed;
        for (int i = 0; i < 400; ++i) {
            std::string name = "Qu";
            for (int rest = i + 30; rest > 0; rest /= 12) name += "aeioudlmnrst"[rest % 12];
            const Verdict verdict = Desk{}.from(kAgency, replaced(sample_text(), "Greyhaven", name));
            if (is_duplicate(verdict.relation)) suppressed += name + ' ';
        }
        CHECK(suppressed == "");
    }

    TEST_CASE("initials for a name are the same name") {
        const std::string text = replaced(sample_text(), "the river there", "the United States border there");
        CHECK(Desk{text}.from(kAgency, replaced(text, "United States", "U.S.")).relation == Relation::Near);
        CHECK(Desk{text}.from(kAgency, replaced(text, "United States", "Marbeck Islands")).relation ==
              Relation::Correction);
    }

    TEST_CASE("a new version says which of its sentences are new") {
        Newsroom desk;
        desk.publish({.source = kAgency, .body = sample_text(), .item = "urn:sample", .version = "1"});
        const Verdict verdict = desk.publish(
            {.source = kAgency, .body = with_sentence(kNews), .item = "urn:sample", .version = "2"});
        CHECK(verdict.relation == Relation::Revision);
        CHECK(verdict.novelty.new_sentences == std::uint64_t{1} << 4U);
        CHECK(verdict.novelty.score < 15);
    }

    TEST_CASE("what says that it is an update is a revision, whatever little changed") {
        constexpr std::string_view kTitle = "UPDATE 2 - Bridge to close";
        const std::string reworded = replaced(sample_text(), "fear that", "are sure that");
        CHECK(Desk{}.from(kAgency, reworded, minutes{10}, kTitle).relation == Relation::Revision);
        CHECK(Desk{}.from(kDaily, reworded, minutes{10}, kTitle).relation == Relation::Near);
        const Verdict moved_on =
            Desk{}.from(kAgency, replaced(sample_text(), "14 weeks", "16 weeks"), minutes{10}, kTitle);
        CHECK(moved_on.relation == Relation::Revision);
        CHECK(moved_on.changed == std::vector<Change>{{"14", "16"}});
    }

    TEST_CASE("a refile of its own source is never held back, one in small letters is a headline") {
        const std::string reworded = replaced(sample_text(), "fear that", "are sure that");
        const auto relation = [&](std::string_view title) {
            return Desk{}.from(kAgency, reworded, minutes{10}, title).relation;
        };
        CHECK(relation("REFILE - Bridge to close") == Relation::Correction);
        CHECK(relation("WITHDRAWN - Bridge to close") == Relation::Correction);
        CHECK(relation("Repeat closure of bridge") == Relation::Near);
    }

    TEST_CASE("a correction of the headline is no copy, sent once more it is; so is a repeat") {
        const auto relations = [](std::string_view title, std::string_view source = kAgency) {
            Desk desk;
            const Relation first = desk.from(source, sample_text(), minutes{10}, title).relation;
            return std::pair{first, desk.from(source, sample_text(), minutes{20}, title).relation};
        };
        CHECK(relations("CORRECTED - Bridge to close") == std::pair{Relation::Correction, Relation::Exact});
        CHECK(relations("REPEAT - Bridge to close") == std::pair{Relation::Exact, Relation::Exact});
        CHECK(relations("CORRECTED - Bridge to close", kDaily) ==
              std::pair{Relation::Exact, Relation::Exact});
    }

    TEST_CASE("a second correction is a correction too") {
        Newsroom desk;
        constexpr std::string_view kTitle = "CORRECTED - Bridge to close";
        desk.publish({.source = kAgency, .body = sample_text(), .title = kTitle});
        const std::string again = replaced(sample_text(), "railway viaduct", "footpath viaduct");
        CHECK(desk.publish({.source = kAgency, .body = again, .title = kTitle, .after = minutes{10}})
                  .relation == Relation::Correction);
        CHECK(desk.publish({.source = kAgency, .body = again, .title = kTitle, .after = minutes{20}})
                  .relation == Relation::Exact);
    }

    TEST_CASE("what says that it corrects is no rewrite of its own source's, however it is worded") {
        const Verdict verdict =
            Desk{}.from(kAgency, std::string{kSampleParaphrase}, minutes{10}, "CORRECTED - Bridge to close");
        CHECK_FALSE(is_duplicate(verdict.relation));
    }

    TEST_CASE("the same number in words is the same number") {
        const auto relation = [](std::string_view source, std::string_view number, std::string_view other) {
            const std::string text = sample_text() + " The council spoke of " + std::string{number} + ".";
            return Desk{text}.from(source, replaced(text, std::string{number}, std::string{other})).relation;
        };
        CHECK(relation(kDaily, "12 anglers", "twelve anglers") == Relation::Near);
        CHECK(relation(kDaily, "two 10-year bonds", "two bonds") == Relation::Near);
        CHECK(relation(kDaily, "two bonds", "two 10-year bonds") == Relation::Near);
        CHECK(relation(kDaily, "250 Million Dollars", "250 Mln Dlrs") == Relation::Near);
        CHECK(relation(kAgency, "12 anglers", "thirteen anglers") == Relation::Correction);
        CHECK(relation(kAgency, "4.5 anglers", "six anglers") == Relation::Correction);
        CHECK(relation(kAgency, "a third angler", "a fifth angler") == Relation::Correction);
    }

    TEST_CASE("more facts than a correction mends are a form filled in anew") {
        std::string text = replaced(sample_text(), "14 weeks", "16 weeks");
        text = replaced(text, "23 of", "31 of");
        text = replaced(text, "7.5 million", "640 thousand");
        text = replaced(text, "9,200", "5100");
        text = replaced(text, "1931", "1978");
        CHECK(Desk{}.from(kAgency, text).relation == Relation::Template);
    }

    TEST_CASE("another subject with other figures is a form filled in anew") {
        std::string text = replaced(sample_text(), "council of Tarnwick", "council of Marbeck");
        CHECK(Desk{}.from(kAgency, replaced(text, "14 weeks", "16 weeks")).relation == Relation::Template);
    }

    TEST_CASE("a figure changed is a correction, whichever figures they are") {
        CHECK(Desk{replaced(sample_text(), "23 of its", "227 of its")}
                  .from(kAgency, replaced(sample_text(), "23 of its", "1035 of its"))
                  .relation == Relation::Correction);
        std::string suppressed;
        for (int i = 10; i < 250; ++i) {
            const std::string from = std::to_string(i * 7 + 3);
            const std::string to = std::to_string(i * i % 9973 + 11);
            Desk desk{replaced(sample_text(), "23 of its", from + " of its")};
            const Verdict verdict = desk.from(kAgency, replaced(sample_text(), "23 of its", to + " of its"));
            if (is_duplicate(verdict.relation)) suppressed += from + ">" + to + " ";
        }
        CHECK(suppressed == "");
    }

    TEST_CASE("a figure changed late in a long article is a correction") {
        const std::string text = filler(0, 40) + sample_text();
        const Verdict verdict = Desk{text}.from(kAgency, replaced(text, "1931", "1936"));
        CHECK(verdict.relation == Relation::Correction);
        CHECK(verdict.changed == std::vector<Change>{{"1931", "1936"}});
    }

    TEST_CASE("a figure changed behind all that a wording keeps is never a duplicate") {
        const std::string text = filler(0, 120) + sample_text();
        const std::string changed = replaced(text, "1931", "1936");
        CHECK(Desk{text}.from(kAgency, changed).relation == Relation::Correction);
        CHECK_FALSE(is_duplicate(Desk{text}.from(kDaily, changed).relation));
        const std::string excerpt = changed.substr(changed.size() * 2 / 5);
        CHECK_FALSE(is_duplicate(Desk{text}.from(kDaily, excerpt).relation));
    }
}
