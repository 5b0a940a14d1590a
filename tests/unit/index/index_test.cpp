#include "daemon/index/index.hpp"

#include <doctest/doctest.h>

#include "tests/support/log_entries.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;

namespace {

constexpr Timestamp kStart{std::chrono::hours{24 * 365 * 50}};

[[nodiscard]] Verdict original() {
    Verdict verdict;
    verdict.group = 77;
    return verdict;
}

/// An index and what a caller would do with it.
struct Window {
    Index index;
    std::uint64_t position = 0;
    Candidates candidates;

    explicit Window(const IndexOptions& options = {}) : index(options) {}
    void add(const LogEntry& entry, Timestamp at = kStart, const Verdict& verdict = original()) {
        index.expire(at);
        index.insert(entry, verdict, LogPosition{position++}, at);
    }
    const Candidates& probe(const LogEntry& entry, Timestamp at = kStart) {
        index.expire(at);
        index.probe(entry, candidates);
        return candidates;
    }
};

}  // namespace

TEST_SUITE("index/index") {
    TEST_CASE("an empty window knows nothing") {
        Window window;
        const auto& found = window.probe(EntryBuilder{1}.keys(0, 20).make());
        CHECK_FALSE(found.replay);
        CHECK(found.same_item.empty());
        CHECK_FALSE(found.same_content);
        CHECK(found.overlaps.empty());
    }

    TEST_CASE("a coordinate seen before gets its verdict back, to the last detail") {
        Window window;
        Verdict verdict;
        verdict.relation = Relation::Near;
        verdict.same_source = verdict.late = verdict.has_evidence = true;
        verdict.group = 42;
        verdict.group_size = 7;
        verdict.is_representative = false;
        verdict.evidence = {.shared_keys = 9, .own_keys = 10, .other_keys = 11, .numbers_agree = true};
        verdict.original_id = "urn:the:original";
        verdict.supersedes = "3";
        window.add(EntryBuilder{1}.item("urn:x", "4").keys(0, 5).make(), kStart, verdict);
        const auto replay = window.probe(EntryBuilder{1}.item("urn:x", "4").keys(0, 5).make()).replay;
        REQUIRE(replay.has_value());
        CHECK(replay->relation == Relation::Near);
        CHECK(replay->same_source);
        CHECK(replay->late);
        CHECK(replay->has_evidence);
        CHECK(replay->group == 42);
        CHECK(replay->group_size == 7);
        CHECK_FALSE(replay->is_representative);
        CHECK(replay->evidence.shared_keys == 9);
        CHECK(replay->evidence.other_keys == 11);
        CHECK(replay->original_id == "urn:the:original");
        CHECK(replay->supersedes == "3");
    }

    TEST_CASE("an item is an id of one publisher") {
        Window window;
        window.add(EntryBuilder{1}.item("17", "1").source(5).make());
        CHECK(window.probe(EntryBuilder{2}.item("17", "2").source(5).make()).same_item.size() == 1);
        CHECK(window.probe(EntryBuilder{3}.item("17", "2").source(6).make()).same_item.empty());
    }

    TEST_CASE("versions of an item come newest arrival first") {
        Window window;
        for (int version = 1; version <= 3; ++version) {
            window.add(EntryBuilder{version}.item("a", std::to_string(version)).source(5).make());
        }
        const auto& found = window.probe(EntryBuilder{9}.item("a", "4").source(5).make()).same_item;
        REQUIRE(found.size() == 3);
        CHECK(found[0].version == "3");
        CHECK(found[2].version == "1");
    }

    TEST_CASE("of equal contents the first one is named") {
        Window window;
        window.add(EntryBuilder{1}.content("same").make());
        window.add(EntryBuilder{2}.content("same").make());
        const auto same = window.probe(EntryBuilder{3}.content("same").make()).same_content;
        REQUIRE(same.has_value());
        CHECK(same->item_id == "urn:test:1");
    }

    TEST_CASE("measures overlap both ways and puts the best first") {
        Window window;
        window.add(EntryBuilder{1}.keys(0, 20).make());
        window.add(EntryBuilder{2}.keys(15, 40).make());
        const auto& found = window.probe(EntryBuilder{3}.keys(0, 25).make()).overlaps;
        REQUIRE(found.size() == 2);
        CHECK(found[0].article.item_id == "urn:test:1");
        CHECK(found[0].evidence.containment() == doctest::Approx(1.0));
        CHECK(found[0].evidence.contained_by() == doctest::Approx(0.8));
        CHECK(found[1].evidence.shared_keys == 10);
    }

    TEST_CASE("numbers agree unless each side has one the other lacks") {
        Window window;
        window.add(EntryBuilder{1}.keys(0, 20).numbers({1, 2, 3}).make());
        const auto agree = [&](std::vector<std::uint32_t> numbers) {
            const auto& found = window.probe(EntryBuilder{2}.keys(0, 20).numbers(std::move(numbers)).make());
            return found.overlaps.at(0).evidence.numbers_agree;
        };
        CHECK(agree({1, 2, 3}));
        CHECK(agree({1, 2}));
        CHECK(agree({1, 2, 3, 4}));
        CHECK(agree({}));
        CHECK_FALSE(agree({1, 2, 4}));
    }

    TEST_CASE("texts leave the comparison before their items are forgotten") {
        IndexOptions options;
        options.window_copy = std::chrono::hours{24};
        options.window_exact = std::chrono::hours{72};
        Window window{options};
        window.add(EntryBuilder{1}.item("a", "1").source(5).keys(0, 20).make(), kStart);
        const LogEntry again = EntryBuilder{2}.item("a", "2").source(5).keys(0, 20).make();
        CHECK(window.probe(again, kStart + std::chrono::hours{24}).overlaps.size() == 1);
        CHECK(window.probe(again, kStart + std::chrono::hours{25}).overlaps.empty());
        CHECK(window.probe(again, kStart + std::chrono::hours{25}).same_item.size() == 1);
        CHECK(window.probe(again, kStart + std::chrono::hours{73}).same_item.empty());
        CHECK(window.index.stats().expired == 1);
        CHECK(window.index.stats().evicted == 0);
    }

    TEST_CASE("says that an article comes late") {
        Window window;
        window.add(EntryBuilder{1}.make(), kStart);
        const Timestamp long_ago = kStart - std::chrono::hours{24 * 31};
        CHECK(window.probe(EntryBuilder{2}.time(long_ago).make(), kStart).late);
        CHECK_FALSE(window.probe(EntryBuilder{2}.time(kStart).make(), kStart).late);
    }

    TEST_CASE("never holds more than its cap, and the oldest go first") {
        IndexOptions options;
        options.bytes_max = kMiB;
        Window window{options};
        CHECK(window.index.bytes_reserved() <= options.bytes_max);
        constexpr std::int64_t kArticles = 20'000;
        for (std::int64_t i = 0; i < kArticles; ++i) {
            const auto first = static_cast<std::uint32_t>(i) * 50;
            window.add(EntryBuilder{i}.keys(first, first + 30).numbers({1, 2, 3}).make());
        }
        const IndexStats stats = window.index.stats();
        CHECK(stats.evicted > 0);
        CHECK(stats.articles < 20'000);
        CHECK(stats.articles > 500);
        CHECK(stats.bytes_used <= options.bytes_max);
        CHECK(window.index.oldest_position().raw() == kArticles - static_cast<std::int64_t>(stats.articles));
        const auto newest = static_cast<std::uint32_t>(kArticles - 1) * 50;
        CHECK(window.probe(EntryBuilder{kArticles}.keys(newest, newest + 30).make()).overlaps.size() == 1);
        CHECK(window.probe(EntryBuilder{kArticles}.keys(0, 30).make()).overlaps.empty());
        CHECK_FALSE(window.probe(EntryBuilder{0}.make()).replay);
        CHECK(window.probe(EntryBuilder{kArticles - 1}.make()).replay);
    }

    TEST_CASE("long ids fill the text ring without harm") {
        IndexOptions options;
        options.bytes_max = kMiB;
        Window window{options};
        for (std::int64_t i = 0; i < 3000; ++i) {
            const std::string id =
                std::to_string(i) + std::string(static_cast<std::size_t>(i * 37 % 1000), 'x');
            window.add(EntryBuilder{i}.item(id, "1").source(5).make());
            const auto& found =
                window.probe(EntryBuilder{1'000'000 + i}.item(id, "2").source(5).make()).same_item;
            REQUIRE(found.size() == 1);
            REQUIRE(found[0].item_id == id);
        }
    }

    TEST_CASE("ten thousand articles that share every key cost a bounded number of comparisons") {
        Window window;
        for (std::int64_t i = 0; i < 10'000; ++i) window.add(EntryBuilder{i}.keys(0, 30).make());
        const auto before = window.index.stats().candidates;
        static_cast<void>(window.probe(EntryBuilder{10'001}.keys(0, 30).make()));
        CHECK(window.index.stats().candidates - before <= 16);
    }
}
