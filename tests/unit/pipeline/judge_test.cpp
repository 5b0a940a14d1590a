#include "daemon/pipeline/judge.hpp"

#include <vector>

#include <doctest/doctest.h>

#include "tests/support/log_entries.hpp"

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

[[nodiscard]] std::vector<Judge::Judgement> judge_all(Judge& judge, const std::vector<LogEntry>& entries) {
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
        const auto first = judge_all(judge, feed());
        const auto again = judge_all(judge, feed());
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
            near += first[i].verdict.relation == Relation::Near ? 1U : 0U;
        }
        CHECK(near == 66);
        CHECK(judge.index_stats().articles == 200);
    }

    TEST_CASE("two judges that read one log agree") {
        Judge one{IndexOptions{}};
        Judge other{IndexOptions{}};
        const auto first = judge_all(one, feed());
        const auto second = judge_all(other, feed());
        for (std::size_t i = 0; i < first.size(); ++i) {
            CHECK(first[i].verdict.relation == second[i].verdict.relation);
            CHECK(first[i].verdict.group == second[i].verdict.group);
        }
    }
}
