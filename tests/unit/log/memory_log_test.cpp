#include "daemon/log/memory_log.hpp"

#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] std::vector<LogEntry> entries_of(std::int64_t first, std::int64_t last) {
    std::vector<LogEntry> entries;
    for (std::int64_t offset = first; offset < last; ++offset) {
        entries.emplace_back().coordinate.offset = Offset{offset};
    }
    return entries;
}

}  // namespace

TEST_SUITE("log/memory_log") {
    TEST_CASE("has nothing to restore, and gives back what is appended, in order, numbered, without a time") {
        MemoryLog log{1'000'000};
        CHECK(log.restore()->entries.empty());
        REQUIRE(log.append(entries_of(0, 3)).has_value());
        REQUIRE(log.append({}).has_value());
        REQUIRE(log.append(entries_of(3, 5)).has_value());
        log.close();
        std::int64_t expected = 0;
        while (const auto batch = log.read()) {
            REQUIRE_FALSE(batch->entries.empty());
            for (const LoggedEntry& logged : batch->entries) {
                CHECK(logged.position == LogPosition{static_cast<std::uint64_t>(expected)});
                CHECK(logged.entry.coordinate.offset == Offset{expected});
                CHECK(logged.append_time == Timestamp{});
                ++expected;
            }
        }
        CHECK(expected == 5);
    }

    TEST_CASE("a full log makes its writer wait for the reader, and loses nothing") {
        MemoryLog log{2 * sizeof(LoggedEntry)};
        std::jthread writer{[&] {
            for (std::int64_t offset = 0; offset < 2000; ++offset) {
                if (!log.append(entries_of(offset, offset + 1)).has_value()) return;
            }
            log.close();
        }};
        std::int64_t expected = 0;
        while (const auto batch = log.read()) {
            for (const LoggedEntry& logged : batch->entries) {
                REQUIRE(logged.entry.coordinate.offset == Offset{expected++});
            }
        }
        CHECK(expected == 2000);
    }

    TEST_CASE("a closed log refuses entries and lets a waiting writer go") {
        MemoryLog log{1};
        REQUIRE(log.append(entries_of(0, 1)).has_value());
        bool appended = true;
        {
            std::jthread writer{[&] { appended = log.append(entries_of(1, 2)).has_value(); }};
            log.close();
        }
        CHECK_FALSE(appended);
        CHECK(log.read().has_value());
        CHECK_FALSE(log.read().has_value());
    }
}
