#include "daemon/decide/decide.hpp"

#include <doctest/doctest.h>

#include "tests/support/log_entries.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;

namespace {

constexpr Timestamp kNoon{std::chrono::hours{24 * 365 * 50 + 12}};

[[nodiscard]] KnownArticle known(std::string_view id, std::string_view version = "") {
    KnownArticle article;
    article.item_id = id;
    article.version = version;
    article.source_hash = 5;
    article.content = hash128(id);
    article.group = 99;
    article.group_size = 3;
    article.founder = 4;
    return article;
}

[[nodiscard]] Candidates with_overlap(unsigned shared, unsigned own, unsigned other,
                                      bool numbers_agree = true) {
    Candidates candidates;
    candidates.overlaps.push_back({.article = known("urn:other"),
                                   .evidence = {.shared_keys = static_cast<std::uint8_t>(shared),
                                                .own_keys = static_cast<std::uint8_t>(own),
                                                .other_keys = static_cast<std::uint8_t>(other),
                                                .numbers_agree = numbers_agree}});
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
    const LogEntry kEntry = EntryBuilder{1}.source(6).make();

    TEST_CASE("an article like no other founds a group") {
        const Verdict verdict = decide(kEntry, {});
        CHECK(verdict.relation == Relation::Original);
        CHECK(verdict.original_id.empty());
        CHECK(verdict.is_representative);
        CHECK(verdict.group_size == 1);
    }

    TEST_CASE("overlap both ways is near, one way is excerpt or contains, else a passage or nothing") {
        CHECK(relation_for(kEntry, with_overlap(22, 25, 24)) == Relation::Near);
        CHECK(relation_for(kEntry, with_overlap(10, 11, 40)) == Relation::Excerpt);
        CHECK(relation_for(kEntry, with_overlap(10, 40, 11)) == Relation::Contains);
        CHECK(relation_for(kEntry, with_overlap(10, 24, 25)) == Relation::Partial);
        CHECK(relation_for(kEntry, with_overlap(3, 40, 40)) == Relation::Original);
    }

    TEST_CASE("differing numbers are never a duplicate") {
        CHECK(relation_for(kEntry, with_overlap(24, 25, 25, false)) == Relation::Template);
        const LogEntry same_source = EntryBuilder{1}.source(5).make();
        CHECK(relation_for(same_source, with_overlap(24, 25, 25, false)) == Relation::Correction);
        CHECK_FALSE(is_duplicate(relation_for(kEntry, with_overlap(10, 11, 40, false))));
    }

    TEST_CASE("one or two keys suppress nothing") {
        for (unsigned shared = 1; shared <= 2; ++shared) {
            CHECK_FALSE(is_duplicate(relation_for(kEntry, with_overlap(shared, shared, 40))));
            CHECK_FALSE(is_duplicate(relation_for(kEntry, with_overlap(shared, shared, shared))));
        }
    }

    TEST_CASE("exactness comes before overlap, and members carry their group on") {
        Candidates candidates = with_overlap(24, 25, 25);
        candidates.same_content = known("urn:same");
        const Verdict verdict = decide(kEntry, candidates);
        CHECK(verdict.relation == Relation::Exact);
        CHECK(verdict.original_id == "urn:same");
        CHECK(verdict.group == 99);
        CHECK(verdict.group_size == 4);
        CHECK(verdict.founder == 4);
        CHECK_FALSE(verdict.is_representative);
    }

    TEST_CASE("a copy is named before a passage, wherever it stands in the list") {
        Candidates candidates = with_overlap(20, 24, 60);
        candidates.overlaps.push_back(with_overlap(22, 24, 24).overlaps.front());
        candidates.overlaps.back().article.item_id = "urn:copied";
        CHECK(decide(kEntry, candidates).original_id == "urn:copied");
    }

    TEST_CASE("a template and a passage link, but are not one group") {
        CHECK(decide(kEntry, with_overlap(24, 25, 25, false)).group != 99);
        CHECK(decide(kEntry, with_overlap(10, 24, 25)).group != 99);
        CHECK(decide(kEntry, with_overlap(24, 25, 25)).group == 99);
    }

    TEST_CASE("a record seen before gets its verdict again") {
        Candidates candidates = with_overlap(24, 25, 25);
        candidates.replay = Verdict{};
        candidates.replay->relation = Relation::Contains;
        CHECK(relation_for(kEntry, candidates) == Relation::Contains);
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

    TEST_CASE("the same version with another text passes as a revision") {
        CHECK(relation_for(version("2", "changed"), history({{"2", "b"}})) == Relation::Revision);
    }

    TEST_CASE("a revision passes even when it reads exactly like another article") {
        Candidates seen = history({{"1", "a"}});
        seen.same_content = known("urn:elsewhere");
        CHECK(relation_for(version("2", "b"), seen) == Relation::Revision);
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

    TEST_CASE("a cancellation always passes, known item or not") {
        const LogEntry kill =
            EntryBuilder{1}.item("urn:item", "1").source(5).status(ItemStatus::Canceled).make();
        CHECK(relation_for(kill, {}) == Relation::Kill);
        CHECK(relation_for(kill, history({{"9", "z"}})) == Relation::Kill);
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

    TEST_CASE("of many versions the newest counts, not the last that came") {
        const Candidates seen = history({{"1", "a"}, {"3", "c"}, {"2", "b"}});
        CHECK(relation_for(version("2", "b"), seen) == Relation::Stale);
        CHECK(decide(version("4", "d"), seen).supersedes == "3");
    }
}
