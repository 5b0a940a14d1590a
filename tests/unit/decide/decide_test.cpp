#include "daemon/decide/decide.hpp"

#include <doctest/doctest.h>

#include "daemon/decide/thresholds.hpp"
#include "tests/support/log_entries.hpp"
#include "tests/unit/decide/no_members.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;
using wirefold::test::NoMembers;

namespace {

constexpr Timestamp kNoon{std::chrono::hours{24 * 365 * 50 + 12}};

[[nodiscard]] Verdict decide(const LogEntry& entry, const Candidates& candidates) {
    Decider decider;
    return decider.decide(entry, candidates, NoMembers{});
}

[[nodiscard]] KnownArticle known(std::string_view id, std::string_view version = "") {
    KnownArticle article;
    article.item_id = id;
    article.version = version;
    article.source_hash = 5;
    article.content = hash128(id);
    article.log_time = kNoon - std::chrono::hours{12};
    article.group = 99;
    article.group_size = 3;
    article.story = 77;
    article.story_size = 6;
    return article;
}

/// A candidate whose wording is not known, so that keys and numbers alone tell.
[[nodiscard]] Candidates with_overlap(unsigned shared, unsigned own, unsigned other) {
    Candidates candidates;
    Candidate& candidate = candidates.related.emplace_back();
    candidate.article = known("urn:other");
    candidate.overlap = {.shared_keys = static_cast<std::uint8_t>(shared),
                         .own_keys = static_cast<std::uint8_t>(own),
                         .other_keys = static_cast<std::uint8_t>(other)};
    return candidates;
}

constexpr std::uint32_t kItsNumbers[] = {1, 3};  // not EntryBuilder{}.numbers({1, 2})

[[nodiscard]] Candidates with_other_numbers(Candidates candidates) {
    candidates.related.front().numbers = kItsNumbers;
    return candidates;
}

[[nodiscard]] Relation relation_for(const LogEntry& entry, const Candidates& candidates) {
    return decide(entry, candidates).relation;
}

[[nodiscard]] LogEntry version(std::string_view number, std::string_view content = "text") {
    return EntryBuilder{1}
        .item("urn:item", std::string{number})
        .source(5)
        .time(Timestamp{})
        .content(content)
        .make();
}

[[nodiscard]] Candidates history(
    std::initializer_list<std::pair<std::string_view, std::string_view>> versions) {
    Candidates candidates;
    for (const auto& [number, content] : versions) {
        candidates.same_item.push_back(known("urn:item", number));
        candidates.same_item.back().content = hash128(content);
    }
    return candidates;
}

}  // namespace

TEST_SUITE("decide/similarity") {
    const LogEntry kEntry = EntryBuilder{1}.source(6).numbers({1, 2}).make();

    TEST_CASE("an article like no other founds a group and a story") {
        const Verdict verdict = decide(kEntry, {});
        CHECK(verdict.relation == Relation::Original);
        CHECK(verdict.original_id.empty());
        CHECK(verdict.is_representative);
        CHECK(verdict.founds_group);
        CHECK(verdict.founds_story);
        CHECK(verdict.group_size == 1);
        CHECK(verdict.story_size == 1);
        CHECK(verdict.story != verdict.group);
        CHECK(verdict.novelty.score == 100);
        CHECK(verdict.novelty.count_week == 0);
    }

    TEST_CASE("overlap both ways is near, one way is excerpt or contains, else a passage or nothing") {
        CHECK(relation_for(kEntry, with_overlap(22, 25, 24)) == Relation::Near);
        CHECK(relation_for(kEntry, with_overlap(10, 11, 40)) == Relation::Excerpt);
        CHECK(relation_for(kEntry, with_overlap(10, 40, 11)) == Relation::Contains);
        CHECK(relation_for(kEntry, with_overlap(10, 24, 25)) == Relation::Partial);
        CHECK(relation_for(kEntry, with_overlap(2, 60, 60)) == Relation::Original);
    }

    TEST_CASE("differing numbers are never a duplicate") {
        const Candidates both_hold = with_other_numbers(with_overlap(24, 25, 25));
        CHECK(relation_for(kEntry, both_hold) == Relation::Template);
        const LogEntry same_source = EntryBuilder{1}.source(5).numbers({1, 2}).make();
        CHECK(relation_for(same_source, both_hold) == Relation::Correction);
        CHECK_FALSE(is_duplicate(relation_for(kEntry, with_other_numbers(with_overlap(10, 11, 40)))));
        CHECK_FALSE(is_duplicate(relation_for(same_source, with_other_numbers(with_overlap(10, 11, 40)))));
    }

    TEST_CASE("one or two keys of several suppress nothing") {
        for (unsigned shared = 1; shared <= 2; ++shared) {
            CHECK_FALSE(is_duplicate(relation_for(kEntry, with_overlap(shared, shared + 1, 40))));
            CHECK_FALSE(is_duplicate(relation_for(kEntry, with_overlap(shared, shared + 1, shared + 1))));
        }
    }

    TEST_CASE("exactness comes before overlap, and members carry their group and story on") {
        Candidates candidates = with_overlap(24, 25, 25);
        candidates.same_content = known("urn:same");
        const Verdict verdict = decide(kEntry, candidates);
        CHECK(verdict.relation == Relation::Exact);
        CHECK(verdict.original_id == "urn:same");
        CHECK(verdict.group == 99);
        CHECK(verdict.group_size == 4);
        CHECK(verdict.group_member == candidates.same_content->number);
        CHECK(verdict.story == 77);
        CHECK(verdict.story_size == 7);
        CHECK(verdict.story_member == candidates.same_content->number);
        CHECK_FALSE(verdict.is_representative);
    }

    TEST_CASE("a page that stands for articles behind a wall is no copy of itself") {
        EntryBuilder entry{1};
        entry.source(5).title("Two dead").signals(kSignalHeadlineApart);
        Candidates candidates;
        candidates.same_content = known("urn:same");
        candidates.same_content->title = entry.make().fingerprint.title_byte();
        candidates.same_content->signals = kSignalHeadlineApart;
        CHECK(relation_for(entry.make(), candidates) == Relation::Exact);
        entry.title("Four dead");
        CHECK(relation_for(entry.make(), candidates) == Relation::Template);

        SUBCASE("not where one of the two has no headline") {
            candidates.same_content->title = 0;
            CHECK(relation_for(entry.make(), candidates) == Relation::Exact);
        }
        SUBCASE("nor by another source") {
            CHECK(relation_for(entry.source(6).make(), candidates) == Relation::Exact);
        }
        SUBCASE("nor in a long text") {
            LogEntry article = entry.make();
            article.fingerprint.tokens = thresholds::kNoticeTokens + 1;
            CHECK(relation_for(article, candidates) == Relation::Exact);
        }
        SUBCASE("nor where the text is about its headline") {
            candidates.same_content->signals = 0;
            CHECK(relation_for(entry.make(), candidates) == Relation::Exact);
            candidates.same_content->signals = kSignalHeadlineApart;
            CHECK(relation_for(entry.signals(0).make(), candidates) == Relation::Exact);
        }
        SUBCASE("nor the second time") {
            Candidate& sent = candidates.related.emplace_back();
            sent.article = known("urn:sent");
            sent.article.content = entry.make().fingerprint.content;
            sent.article.title = entry.make().fingerprint.title_byte();
            CHECK(relation_for(entry.make(), candidates) == Relation::Exact);
        }
    }

    TEST_CASE("a copy is named before a passage, wherever it stands in the list") {
        Candidates candidates = with_overlap(20, 24, 60);
        candidates.related.push_back(with_overlap(22, 24, 24).related.front());
        candidates.related.back().article.item_id = "urn:copied";
        CHECK(decide(kEntry, candidates).original_id == "urn:copied");
    }

    TEST_CASE("a template and a passage link, but are neither one group nor one story") {
        const Verdict form = decide(kEntry, with_other_numbers(with_overlap(24, 25, 25)));
        CHECK(form.group != 99);
        CHECK(form.story != 77);
        CHECK(form.original_id == "urn:other");
        const Verdict passage = decide(kEntry, with_overlap(10, 24, 25));
        CHECK(passage.group != 99);
        CHECK(passage.story != 77);
        CHECK(passage.original_id == "urn:other");
        const Verdict copy = decide(kEntry, with_overlap(24, 25, 25));
        CHECK(copy.group == 99);
        CHECK(copy.story == 77);
    }

    TEST_CASE("every source of a partial copy is named, the best first, with its part") {
        Candidates candidates = with_overlap(20, 40, 60);
        candidates.related.push_back(with_overlap(10, 40, 60).related.front());
        candidates.related.back().article.item_id = "urn:second";
        const Verdict verdict = decide(kEntry, candidates);
        CHECK(verdict.relation == Relation::Partial);
        CHECK(verdict.copied_from == std::vector<CopySource>{{"urn:other", 50}, {"urn:second", 25}});
        CHECK(decide(kEntry, with_overlap(24, 25, 25)).copied_from.empty());
    }

    TEST_CASE("a record seen before gets its verdict again") {
        Candidates candidates = with_overlap(24, 25, 25);
        candidates.replay = Verdict{};
        candidates.replay->relation = Relation::Contains;
        CHECK(relation_for(kEntry, candidates) == Relation::Contains);
    }

    TEST_CASE("a text that says it was cut is a stub, and stands for nothing") {
        const LogEntry cut = EntryBuilder{1}.source(6).signals(kSignalTruncated).make();
        CHECK(relation_for(cut, with_overlap(10, 11, 40)) == Relation::Stub);
        const Verdict alone = decide(cut, {});
        CHECK(alone.relation == Relation::Stub);
        CHECK(alone.original_id.empty());
        CHECK_FALSE(alone.is_representative);
        CHECK_FALSE(is_duplicate(alone.relation));
    }
}

TEST_SUITE("decide/lifecycle") {
    TEST_CASE("newer is a revision, older is stale, the same again is a resend") {
        const Candidates seen = history({{"2", "b"}, {"1", "a"}});
        const Verdict revision = decide(version("3", "c"), seen);
        CHECK(revision.relation == Relation::Revision);
        CHECK(revision.supersedes == "2");
        CHECK(revision.same_source);
        CHECK(relation_for(version("1", "a"), seen) == Relation::Stale);
        CHECK(relation_for(version("2", "b"), seen) == Relation::Resend);
    }

    TEST_CASE("what was held back is a revision when it is released") {
        Candidates candidates = history({{"1", "text"}});
        CHECK(relation_for(version("1"), candidates) == Relation::Resend);
        candidates.same_item.back().status = ItemStatus::Withheld;
        CHECK(relation_for(version("1"), candidates) == Relation::Revision);
        candidates.same_item.back().status = ItemStatus::Usable;
        candidates.same_item.back().public_from = kNoon;
        CHECK(relation_for(version("1"), candidates) == Relation::Revision);
    }

    TEST_CASE("the same version with another text passes as a revision") {
        CHECK(relation_for(version("2", "changed"), history({{"2", "b"}})) == Relation::Revision);
    }

    TEST_CASE("the same text under another headline passes as a revision, with a version or without") {
        const auto titled = [](std::string_view number, std::string_view title) {
            return EntryBuilder{1}
                .item("urn:item", std::string{number})
                .source(5)
                .time(Timestamp{})
                .content("a")
                .title(title)
                .make();
        };
        for (const std::string_view number : {"", "1"}) {
            CAPTURE(number);
            Candidates seen = history({{number, "a"}});
            seen.same_item.front().title = titled(number, "Two dead").fingerprint.title_byte();
            CHECK(relation_for(titled(number, "Two dead"), seen) == Relation::Resend);
            CHECK(relation_for(titled(number, "Four dead"), seen) == Relation::Revision);
            CHECK(relation_for(version(number, "a"), seen) == Relation::Revision);
            seen.same_item.front().title = 0;
            CHECK(relation_for(titled(number, "Two dead"), seen) == Relation::Revision);
            CHECK(relation_for(version(number, "a"), seen) == Relation::Resend);
        }
    }

    TEST_CASE("a revision passes even when it reads exactly like another article") {
        Candidates seen = history({{"1", "a"}});
        seen.same_content = known("urn:elsewhere");
        CHECK(relation_for(version("2", "b"), seen) == Relation::Revision);
    }

    TEST_CASE(
        "an item that evolved from another one is a revision of that, until it has a history of its own") {
        Candidates seen;
        seen.predecessor = history({{"1", "a"}, {"2", "b"}}).same_item;
        for (KnownArticle& article : seen.predecessor) article.item_id = "urn:before";
        seen.same_content = known("urn:elsewhere");
        const Verdict evolved = decide(version("1", "z"), seen);
        CHECK(evolved.relation == Relation::Revision);
        CHECK(evolved.original_id == "urn:before");
        CHECK(evolved.supersedes == "2");
        CHECK(relation_for(version("1", "b"), seen) == Relation::Exact);  // it says nothing new
        seen.same_item = history({{"1", "b"}}).same_item;
        CHECK(relation_for(version("1", "b"), seen) == Relation::Resend);
        CHECK(relation_for(version("0", "b"), seen) == Relation::Stale);
    }

    TEST_CASE("without versions the articles' own times tell") {
        Candidates seen = history({{"", "a"}});
        seen.same_item.front().event_time = kNoon;
        const auto at = [&](Timestamp time) {
            return EntryBuilder{1}.item("urn:item").source(5).time(time).content("b").make();
        };
        CHECK(relation_for(at(kNoon + std::chrono::hours{1}), seen) == Relation::Revision);
        CHECK(relation_for(at(kNoon - std::chrono::hours{1}), seen) == Relation::Stale);
        CHECK(relation_for(version("", "a"), seen) == Relation::Resend);
    }

    TEST_CASE("a cancellation always passes, and points to what it takes back") {
        const LogEntry kill =
            EntryBuilder{1}.item("urn:item", "1").source(5).status(ItemStatus::Canceled).make();
        Candidates seen = history({{"9", "z"}});
        CHECK(decide(kill, seen).relation == Relation::Kill);
        CHECK(decide(kill, seen).original_id == "urn:item");
        CHECK(decide(kill, {}).relation == Relation::Kill);
        CHECK(decide(kill, {}).original_id.empty());
        seen.same_item.front().status = ItemStatus::Canceled;  // it alone is known
        CHECK(decide(kill, seen).original_id.empty());
        CHECK_FALSE(is_duplicate(Relation::Kill));
        CHECK_FALSE(is_duplicate(Relation::Withhold));
    }

    TEST_CASE("after a cancellation only a newer version comes back") {
        Candidates seen = history({{"2", "b"}, {"1", "a"}});
        seen.same_item.front().status = ItemStatus::Canceled;
        CHECK(relation_for(version("1", "a"), seen) == Relation::Stale);
        CHECK(relation_for(version("2", "b"), seen) == Relation::Stale);
        CHECK(relation_for(version("3", "c"), seen) == Relation::Revision);
    }

    TEST_CASE("after a cancellation a later time brings back only what has no version") {
        const auto sent = [](std::string_view number, std::string_view content) {
            return EntryBuilder{1}
                .item("urn:item", std::string{number})
                .source(5)
                .time(kNoon + std::chrono::hours{1})
                .content(content)
                .make();
        };
        for (const std::string_view number : {"2", "", "a"}) {
            CAPTURE(number);
            Candidates seen = history({{number, "b"}});
            seen.same_item.front().status = ItemStatus::Canceled;
            seen.same_item.front().event_time = kNoon;
            const Relation expected = number.empty() ? Relation::Revision : Relation::Stale;
            CHECK(relation_for(sent(number, "changed"), seen) == expected);
        }
        Candidates seen = history({{"2", "b"}});
        seen.same_item.front().status = ItemStatus::Canceled;
        seen.same_item.front().event_time = kNoon;
        CHECK(relation_for(sent("02", "changed"), seen) == Relation::Stale);
        CHECK(relation_for(sent("3", "changed"), seen) == Relation::Revision);
    }

    TEST_CASE("of many versions the newest counts, not the last that came") {
        const Candidates seen = history({{"1", "a"}, {"3", "c"}, {"2", "b"}});
        CHECK(relation_for(version("2", "b"), seen) == Relation::Stale);
        CHECK(decide(version("4", "d"), seen).supersedes == "3");
    }

    TEST_CASE("what life cycle or exactness decides is not measured") {
        Decider decider;
        Candidates seen = history({{"1", "a"}});
        seen.related = with_overlap(24, 25, 25).related;
        const Verdict verdict = decider.decide(version("2", "b"), seen, NoMembers{});
        CHECK_FALSE(verdict.has_evidence);
        CHECK(decider.comparisons().empty());
    }
}
