#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "tests/unit/index/window.hpp"

using namespace wirefold;
using std::chrono::hours;
using wirefold::test::EntryBuilder;
using wirefold::test::joining;
using wirefold::test::kStart;
using wirefold::test::original;
using wirefold::test::related_ids;
using wirefold::test::Window;

namespace {

constexpr Timestamp kRelease = kStart + hours{10};

/// Items that a new article is shown as related.
[[nodiscard]] std::vector<std::string> related_to(Window& window, const LogEntry& entry, Timestamp at) {
    return related_ids(window.probe(entry, at));
}

/// The item that a new article is told to be a copy of; empty: none.
[[nodiscard]] std::string copied_by(Window& window, const LogEntry& entry, Timestamp at = kStart) {
    const auto& same = window.probe(entry, at).same_content;
    return same ? std::string{same->item_id} : std::string{};
}

[[nodiscard]] EntryBuilder held(std::int64_t offset, Timestamp public_from = kRelease) {
    return std::move(EntryBuilder{offset}.keys(0, 20).content("same").public_from(public_from));
}
[[nodiscard]] EntryBuilder copy(std::int64_t offset) {
    return std::move(EntryBuilder{offset}.keys(0, 20).content("same"));
}

/// The other items of the group of article `number`.
[[nodiscard]] Affected affected_by(const Window& window, std::uint64_t number) {
    Affected affected;
    window.index.group_items(number, affected);
    return affected;
}

using Items = std::vector<std::string>;

}  // namespace

TEST_SUITE("index/visibility") {
    TEST_CASE("an embargoed article is shown to nobody before its release, and to all from then on") {
        Window window;
        window.add(held(1).make());
        CHECK(related_to(window, EntryBuilder{2}.keys(0, 20).make(), kStart).empty());
        CHECK(copied_by(window, copy(2).make()).empty());
        const Timestamp before = kRelease - Duration{1};
        CHECK(related_to(window, EntryBuilder{2}.keys(0, 20).make(), before).empty());
        CHECK(related_to(window, EntryBuilder{2}.keys(0, 20).make(), kRelease) == Items{"urn:test:1"});
        CHECK(copied_by(window, copy(2).make(), kRelease) == "urn:test:1");
    }

    TEST_CASE("what will be public no sooner may know before") {
        Window window;
        window.add(held(1).make());
        CHECK(copied_by(window, held(2).make()) == "urn:test:1");
        CHECK(copied_by(window, held(2, kRelease + hours{1}).make()) == "urn:test:1");
        CHECK(copied_by(window, held(2, LogEntry::kNeverPublic).make()) == "urn:test:1");
        CHECK(copied_by(window, held(2, kRelease - hours{1}).make()).empty());
    }

    TEST_CASE("its own item knows it at once, another publisher's of that name does not") {
        Window window;
        window.add(held(1).item("a", "1").source(5).make());
        CHECK(copied_by(window, copy(2).item("a", "2").source(5).make()) == "a");
        CHECK(copied_by(window, copy(2).item("a", "2").source(6).make()).empty());
        CHECK(related_to(window, EntryBuilder{2}.item("a", "2").source(5).keys(0, 20).make(), kStart) ==
              Items{"a"});
        CHECK(window.probe(EntryBuilder{2}.item("a", "2").source(5).make()).same_item.size() == 1);
    }

    TEST_CASE("so does what its publisher says evolved from it") {
        Window window;
        window.add(held(1).item("a").source(5).make());
        const auto evolved = [](std::uint64_t source) {
            return copy(2).item("b").source(source).evolved_from("a").make();
        };
        CHECK(copied_by(window, evolved(5)) == "a");
        REQUIRE(window.candidates.predecessor.size() == 1);
        CHECK(window.candidates.predecessor.front().item_id == "a");
        CHECK(copied_by(window, evolved(6)).empty());
        CHECK(window.candidates.predecessor.empty());
        CHECK(copied_by(window, copy(2).item("b").source(5).make()).empty());
        CHECK(window.candidates.predecessor.empty());
    }

    TEST_CASE("a hold has no end of its own") {
        Window window;
        window.add(held(1, LogEntry::kNeverPublic).make());
        CHECK(related_to(window, EntryBuilder{2}.keys(0, 20).make(), kStart + hours{200}).empty());
    }

    TEST_CASE(
        "of equal contents the first one that is shown is named, behind any copies of one that is not") {
        Window window;
        window.add(held(1).make());
        Verdict exact = joining(0, 2);
        exact.relation = Relation::Exact;
        for (std::int64_t i = 2; i < 20; ++i) window.add(held(i).make(), kStart, exact);
        CHECK(copied_by(window, copy(20).make()).empty());
        window.add(copy(20).make(), kStart, original(5));
        window.add(copy(21).make(), kStart, original(6));
        window.add(held(22).make(), kStart, exact);
        CHECK(copied_by(window, copy(23).make()) == "urn:test:20");
        CHECK(copied_by(window, held(23).make()) == "urn:test:1");
    }

    TEST_CASE("before the log's clock has started an embargo ends by the new article's own time") {
        Window window;
        window.add(held(1).make(), Timestamp{});
        CHECK(copied_by(window, copy(2).time(kRelease - Duration{1}).make(), Timestamp{}).empty());
        CHECK(copied_by(window, copy(2).time(kRelease).make(), Timestamp{}) == "urn:test:1");
    }

    TEST_CASE("those that are not shown take no place from those that are") {
        Window window;
        window.add(EntryBuilder{0}.keys(0, 18).terms(500, 510).make());
        for (std::int64_t i = 1; i < 15; ++i) window.add(held(i).terms(500, 510).make());
        const LogEntry entry = EntryBuilder{50}.keys(0, 20).terms(500, 510).make();
        CHECK(related_to(window, entry, kStart) == Items{"urn:test:0"});
        const LogEntry by_terms = EntryBuilder{51}.keys(70, 90).terms(500, 510).make();
        CHECK(related_to(window, by_terms, kStart) == Items{"urn:test:0"});
        CHECK(related_to(window, entry, kRelease).size() > 1);
    }

    TEST_CASE("a group tells its other items, newest first, each once and as it is now") {
        Window window;
        window.add(EntryBuilder{0}.item("a").source(1).make());
        CHECK(affected_by(window, 0) == Affected{});
        std::uint32_t size = 1;
        const auto join = [&](const EntryBuilder& article, Relation relation = Relation::Contains) {
            Verdict verdict = joining(0, ++size);
            verdict.relation = relation;
            window.add(article.make(), kStart, verdict);
        };
        const auto canceled = [](std::int64_t offset, std::string item, std::uint64_t source) {
            return EntryBuilder{offset}
                .item(std::move(item))
                .source(source)
                .status(ItemStatus::Canceled)
                .public_from(LogEntry::kNeverPublic);
        };
        join(EntryBuilder{1}.item("b").source(2));
        join(EntryBuilder{2}.item("c").source(3));
        join(EntryBuilder{3}.item("a").source(1));
        join(EntryBuilder{4}.item("b").source(2));
        CHECK(affected_by(window, 0).items == Items{"b", "c"});
        CHECK(affected_by(window, 2).items == Items{"b", "a"});
        join(canceled(5, "b", 2));
        join(EntryBuilder{6}.item("b").source(2), Relation::Stale);
        CHECK(affected_by(window, 0).items == Items{"c"});
        join(EntryBuilder{7}.item("d").source(5));
        join(EntryBuilder{8}.item("d").source(5).public_from(kRelease));
        join(EntryBuilder{9}.item("e").source(6).public_from(kRelease));
        CHECK(affected_by(window, 0).items == Items{"d", "c"});
        CHECK_FALSE(affected_by(window, 0).is_truncated);
        window.index.expire(kRelease);
        CHECK(affected_by(window, 0).items == Items{"e", "d", "c"});
    }

    TEST_CASE("a group too large to be told whole says so") {
        for (const std::size_t id_bytes : {std::size_t{8}, Document::kItemIdBytesMax}) {
            Window window;
            for (std::uint32_t i = 0; i < 2 * Affected::kMembersMax; ++i) {
                std::string id = std::to_string(i) + ':';
                id.resize(id_bytes, 'x');
                window.add(EntryBuilder{i}.item(std::move(id)).make(), kStart,
                           i == 0 ? original() : joining(0, i + 1));
            }
            const Affected affected = affected_by(window, 0);
            CHECK(affected.is_truncated);
            CHECK(affected.items.size() ==
                  std::min(Affected::kMembersMax, Affected::kBytesMax / id_bytes + 1));
        }
    }

    TEST_CASE("what a group is asked for costs the same however many say nothing") {
        Window window;
        for (std::uint32_t i = 0; i < 2 * Affected::kMembersMax; ++i) {
            EntryBuilder article{i};
            if (i > 0) article.public_from(LogEntry::kNeverPublic);
            window.add(article.make(), kStart, i == 0 ? original() : joining(0, i + 1));
        }
        const Affected affected = affected_by(window, 1);
        CHECK(affected.items.empty());
        CHECK(affected.is_truncated);
    }
}
