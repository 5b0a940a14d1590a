#include "daemon/pipeline/judge.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/log/entry_codec.hpp"
#include "tests/support/log_entries.hpp"
#include "tests/unit/log/random_entries.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;

namespace {

[[nodiscard]] std::vector<LogEntry> feed() {
    std::vector<LogEntry> entries;
    for (std::int64_t i = 0; i < 200; ++i) {
        // Every third article is an earlier one with a little more text.
        const auto first = static_cast<std::uint32_t>(i % 3 == 2 ? i - 2 : i) * 100;
        entries.push_back(EntryBuilder{i}.keys(first, first + 30 + static_cast<std::uint32_t>(i % 3)).make());
    }
    return entries;
}

[[nodiscard]] std::vector<Judge::Judgement> judge_each(Judge& judge, const std::vector<LogEntry>& entries) {
    std::vector<Judge::Judgement> judgements;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        judgements.push_back(
            judge.judge({.position = LogPosition{i}, .append_time = {}, .entry = entries[i]}));
    }
    return judgements;
}

}  // namespace

TEST_SUITE("pipeline/judge") {
    TEST_CASE("an article is never a duplicate of itself: a replayed feed gets the verdicts it got") {
        Judge judge{IndexOptions{}};
        const auto first = judge_each(judge, feed());
        const auto again = judge_each(judge, feed());
        REQUIRE(first.size() == again.size());
        std::size_t near = 0;
        for (std::size_t i = 0; i < first.size(); ++i) {
            CAPTURE(i);
            CHECK_FALSE(first[i].replayed);
            CHECK(again[i].replayed);
            CHECK(first[i].verdict.relation == again[i].verdict.relation);
            CHECK(first[i].verdict.original_id == again[i].verdict.original_id);
            CHECK(first[i].verdict.group == again[i].verdict.group);
            CHECK(first[i].verdict.group_size == again[i].verdict.group_size);
            CHECK(first[i].verdict.story == again[i].verdict.story);
            CHECK(first[i].verdict.story_size == again[i].verdict.story_size);
            CHECK(first[i].verdict.novelty.score == again[i].verdict.novelty.score);
            CHECK(first[i].verdict.novelty.count_week == again[i].verdict.novelty.count_week);
            near += first[i].verdict.relation == Relation::Near ? 1U : 0U;
        }
        CHECK(near == 66);
        CHECK(judge.index_stats().articles == 200);
    }

    TEST_CASE("two judges that read one log agree") {
        Judge one{IndexOptions{}};
        Judge other{IndexOptions{}};
        const auto first = judge_each(one, feed());
        const auto second = judge_each(other, feed());
        for (std::size_t i = 0; i < first.size(); ++i) {
            CHECK(first[i].verdict.relation == second[i].verdict.relation);
            CHECK(first[i].verdict.group == second[i].verdict.group);
            CHECK(first[i].verdict.story == second[i].verdict.story);
        }
    }

    TEST_CASE("a batch is judged as its entries are one by one") {
        Judge one{IndexOptions{}};
        Judge other{IndexOptions{}};
        const auto alone = judge_each(one, feed());
        std::vector<LoggedEntry> batch;
        for (const LogEntry& entry : feed())
            batch.push_back({.position = LogPosition{batch.size()}, .append_time = {}, .entry = entry});
        std::size_t judged = 0;
        const auto check = [&](const LoggedEntry& logged, const Judge::Judgement& judgement) {
            CHECK(logged.position == LogPosition{judged});
            CHECK(judgement.verdict.relation == alone[judged].verdict.relation);
            CHECK(judgement.verdict.group == alone[judged].verdict.group);
            ++judged;
        };
        other.judge_all({}, check);
        other.judge_all(std::span{batch}.first(1), check);
        other.judge_all(std::span{batch}.subspan(1), check);
        CHECK(judged == alone.size());
        CHECK(one.state_hash() == other.state_hash());
    }

    TEST_CASE("a killed item stays killed, however often its old texts come and whatever they say") {
        Judge judge{IndexOptions{}};
        std::uint64_t position = 0;
        const auto sent = [&](std::string version, std::string_view content, ItemStatus status) {
            const LogEntry entry = EntryBuilder{static_cast<std::int64_t>(position)}
                                       .item("urn:item", std::move(version))
                                       .source(5)
                                       .content(content)
                                       .status(status)
                                       .make();
            return judge.judge({.position = LogPosition{position++}, .append_time = {}, .entry = entry})
                .verdict.relation;
        };
        CHECK(sent("1", "text", ItemStatus::Usable) == Relation::Original);
        CHECK(sent("2", "", ItemStatus::Canceled) == Relation::Kill);
        for (int i = 0; i < 300; ++i) REQUIRE(sent("1", "text", ItemStatus::Usable) == Relation::Stale);
        CHECK(sent("1", "changed", ItemStatus::Usable) == Relation::Stale);
        CHECK(sent("2", "text", ItemStatus::Usable) == Relation::Stale);
        CHECK(sent("2", "changed", ItemStatus::Usable) == Relation::Stale);
        CHECK(sent("3", "changed", ItemStatus::Usable) == Relation::Revision);
    }

    TEST_CASE("a kill names the copies there were when it came, however often it is read") {
        Judge judge{IndexOptions{}};
        const auto text_of = [](std::int64_t offset) {
            return std::move(EntryBuilder{offset}.item("urn:" + std::to_string(offset)).content("text"));
        };
        const std::vector<LogEntry> entries = {
            text_of(0).make(), text_of(1).make(), text_of(2).make(),
            EntryBuilder{3}.item("urn:0").source(100).content("").status(ItemStatus::Canceled).make(),
            text_of(4).make()};
        const auto first = judge_each(judge, entries);
        CHECK(first[4].verdict.relation == Relation::Exact);
        const auto again = judge_each(judge, entries);
        CHECK(again[3].replayed);
        for (const auto& judgements : {first, again}) {
            CHECK(judgements[3].verdict.relation == Relation::Kill);
            CHECK(judgements[3].verdict.affected.items == std::vector<std::string>{"urn:2", "urn:1"});
            CHECK(judgements[2].verdict.affected == Affected{});
        }
    }

    TEST_CASE("what a log decodes to may be judged, whatever its bytes say") {
        using wirefold::test::SeededBytes;
        Judge judge{IndexOptions{.bytes_max = 8 * kMiB}};
        std::uint64_t position = 0;
        LogEntry last;
        for (const std::uint64_t seed : wirefold::test::test_seeds(3000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::string bytes;
            append_entry(bytes, wirefold::test::random_entry(random));
            // Most bytes are words; what is counted stands in front of them.
            const std::size_t last_changed = random.one_in(2) ? bytes.size() - 1 : 150;
            for (std::uint64_t i = random.up_to(4); i > 0; --i)
                bytes[random.up_to(std::min(last_changed, bytes.size() - 1))] =
                    static_cast<char>(random.next());
            const auto decoded = decode_entry(bytes);
            if (!decoded) continue;
            // Alone, and with another's keys and terms, so that the two are measured against each other.
            LogEntry entry = *decoded;
            for (int i = 0; i < 2; ++i) {
                entry.coordinate.offset = Offset{static_cast<std::int64_t>(position)};
                const Timestamp append_time = random.one_in(2) ? Timestamp{} : last.event_time;
                const LoggedEntry logged{
                    .position = LogPosition{position++}, .append_time = append_time, .entry = entry};
                REQUIRE_FALSE(judge.judge(logged).replayed);
                last = std::exchange(entry, last);
                entry.fingerprint.salience = last.fingerprint.salience;
                const Fingerprint& print = last.fingerprint;
                entry.fingerprint.keys = print.keys;
                entry.fingerprint.positions = print.positions;
                entry.fingerprint.tokens = print.tokens;
                entry.fingerprint.shingles = print.shingles;
                entry.fingerprint.window = print.window;
            }
        }
    }

    TEST_CASE("articles whose own word moved the clock are still remembered when it has moved") {
        IndexOptions options;
        options.window_story = options.window_copy = std::chrono::hours{24};
        options.window_exact = std::chrono::hours{72};
        Judge judge{options};
        const Timestamp saturday{std::chrono::hours{24 * 365 * 50}};
        const Timestamp thursday = saturday + std::chrono::hours{24 * 5};
        std::uint64_t position = 0;
        const auto relation_of = [&](std::uint64_t source, Timestamp time, std::uint32_t first_key) {
            const LogEntry entry = EntryBuilder{static_cast<std::int64_t>(position)}
                                       .source(source)
                                       .time(time)
                                       .keys(first_key, first_key + 20)
                                       .make();
            return judge.judge({.position = LogPosition{position++}, .append_time = {}, .entry = entry})
                .verdict.relation;
        };
        for (std::uint64_t source = 1; source <= 4; ++source)
            CHECK(relation_of(source, saturday, static_cast<std::uint32_t>(source) * 100) ==
                  Relation::Original);
        CHECK(relation_of(1, thursday, 1000) == Relation::Original);
        CHECK(relation_of(2, thursday, 2000) == Relation::Original);
        CHECK(relation_of(3, thursday, 3000) == Relation::Original);
        CHECK(relation_of(4, thursday, 1000) == Relation::Near);
        CHECK(relation_of(5, thursday, 2000) == Relation::Near);
        CHECK(relation_of(6, thursday, 100) == Relation::Original);
    }
}
