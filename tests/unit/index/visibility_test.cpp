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
using wirefold::test::Window;

namespace {

constexpr Timestamp kRelease = kStart + hours{10};

/// Items that a new article is shown as related.
[[nodiscard]] std::vector<std::string> related_to(Window& window, const LogEntry& entry, Timestamp at) {
    std::vector<std::string> items;
    for (const Candidate& candidate : window.probe(entry, at).related)
        items.emplace_back(candidate.article.item_id);
    return items;
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

/// What the group of article `number` is to an entry.
[[nodiscard]] Affected affected_in(const Window& window, std::uint64_t number, const LogEntry& entry) {
    Affected affected;
    window.index.group_items(number, entry, affected);
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

    TEST_CASE("a group tells its other items, newest first, each once and as it is now") {
        Window window;
        const LogEntry kill = EntryBuilder{9}.item("a").source(1).status(ItemStatus::Canceled).make();
        window.add(EntryBuilder{0}.item("a").source(1).make());
        CHECK(affected_in(window, 0, kill).items.empty());
        std::uint32_t size = 1;
        const auto join = [&](const EntryBuilder& article) {
            window.add(article.make(), kStart, joining(0, ++size));
        };
        join(EntryBuilder{1}.item("b").source(2));
        join(EntryBuilder{2}.item("c").source(3));
        join(EntryBuilder{3}.item("a").source(1));
        join(EntryBuilder{4}.item("b").source(2));
        join(EntryBuilder{5}.item("a").source(4));
        CHECK(affected_in(window, 0, kill).items == Items{"a", "b", "c"});
        join(EntryBuilder{6}.item("b").source(2).status(ItemStatus::Canceled));
        join(EntryBuilder{7}.item("d").source(5).public_from(kRelease));
        const Affected affected = affected_in(window, 2, kill);
        CHECK(affected.items == Items{"a", "c"});
        CHECK_FALSE(affected.is_truncated);
        CHECK(affected_in(window, 2, EntryBuilder{9}.public_from(kRelease).make()).items.size() == 4);
    }

    TEST_CASE("a group too large to be told whole says so") {
        for (const std::size_t id_bytes : {std::size_t{8}, Document::kItemIdBytesMax}) {
            Window window;
            for (std::uint32_t i = 0; i <= Affected::kMembersMax + 1; ++i) {
                std::string id = std::to_string(i) + ':';
                id.resize(id_bytes, 'x');
                window.add(EntryBuilder{i}.item(std::move(id)).make(), kStart,
                           i == 0 ? original() : joining(0, i + 1));
            }
            const Affected affected = affected_in(window, 0, EntryBuilder{-1}.make());
            CHECK(affected.is_truncated);
            CHECK(affected.items.size() == std::min(Affected::kMembersMax, Affected::kBytesMax / id_bytes));
        }
    }
}
