#include "daemon/pipeline/log_clock.hpp"

#include <doctest/doctest.h>

#include "tests/support/log_entries.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;

namespace {

constexpr Timestamp kStart{std::chrono::hours{24 * 365 * 50}};
constexpr Timestamp kNoAppendTime{};

[[nodiscard]] LogEntry entry_at(Timestamp time, std::uint64_t source) {
    return EntryBuilder{1}.time(time).source(source).make();
}

/// A clock that has started at kStart.
[[nodiscard]] LogClock started() {
    LogClock clock;
    for (std::uint64_t source = 1; source <= 3; ++source)
        clock.advance(entry_at(kStart, source), kNoAppendTime);
    return clock;
}

}  // namespace

TEST_SUITE("pipeline/log_clock") {
    using std::chrono::hours;

    TEST_CASE("starts when three sources agree, at the least of what they say") {
        LogClock clock;
        CHECK(clock.advance(entry_at(kStart + hours{5}, 1), kNoAppendTime) == Timestamp{});
        CHECK(clock.advance(entry_at(kStart + hours{24 * 9000}, 2), kNoAppendTime) == Timestamp{});
        CHECK(clock.advance(entry_at(kStart + hours{6}, 3), kNoAppendTime) == kStart + hours{5});
    }

    TEST_CASE("follows the articles forward and never goes back") {
        LogClock clock = started();
        CHECK(clock.advance(entry_at(kStart + hours{3}, 1), kNoAppendTime) == kStart + hours{3});
        CHECK(clock.advance(entry_at(kStart - hours{1000}, 1), kNoAppendTime) == kStart + hours{3});
    }

    TEST_CASE("one article from the far future moves nothing, three sources do") {
        LogClock clock = started();
        const Timestamp far = kStart + hours{24 * 9000};
        CHECK(clock.advance(entry_at(far, 1), kNoAppendTime) == kStart);
        CHECK(clock.advance(entry_at(far, 1), kNoAppendTime) == kStart);
        CHECK(clock.advance(entry_at(far, 2), kNoAppendTime) == kStart);
        CHECK(clock.advance(entry_at(far, 3), kNoAppendTime) == far);
    }

    TEST_CASE("a feed of one source moves on after enough entries") {
        LogClock clock = started();
        const Timestamp monday = kStart + hours{72};
        int entries = 0;
        while (clock.advance(entry_at(monday, 1), kNoAppendTime) != monday) REQUIRE(++entries < 100);
        CHECK(entries == 31);
    }

    TEST_CASE("misdated articles now and then do not add up") {
        LogClock clock = started();
        for (std::uint64_t source = 1; source <= 10; ++source) {
            clock.advance(entry_at(kStart + hours{24 * 9000}, source), kNoAppendTime);
            for (int i = 0; i < 300; ++i) clock.advance(entry_at(kStart, 1), kNoAppendTime);
        }
        CHECK(clock.now() == kStart);
    }

    TEST_CASE("one article in ten that is misdated moves nothing, however long that goes on") {
        LogClock clock = started();
        const Timestamp far = kStart + hours{24 * 9000};
        for (int i = 0; i < 5000; ++i)
            clock.advance(entry_at(i % 10 == 0 ? far : kStart, i % 10 == 0 ? 9 : 1), kNoAppendTime);
        CHECK(clock.now() == kStart);
        for (int i = 0; i < 32; ++i) clock.advance(entry_at(far, 9), kNoAppendTime);
        CHECK(clock.now() == far);
    }

    TEST_CASE("a feed of one source moves on although one article in ten is an old one") {
        LogClock clock = started();
        const Timestamp monday = kStart + hours{72};
        for (int i = 0; i < 50; ++i) clock.advance(entry_at(i % 10 == 0 ? kStart : monday, 1), kNoAppendTime);
        CHECK(clock.now() == monday);
    }

    TEST_CASE("sources that were wrong at different times do not confirm each other") {
        LogClock clock = started();
        const Timestamp far = kStart + hours{24 * 9000};
        for (int i = 0; i < 5000; ++i) {
            clock.advance(entry_at(kStart, 1), kNoAppendTime);
            if (i % 50 == 0) clock.advance(entry_at(far, 9), kNoAppendTime);
            if (i % 1000 == 0) clock.advance(entry_at(far, 10 + static_cast<unsigned>(i)), kNoAppendTime);
        }
        CHECK(clock.now() == kStart);
    }

    TEST_CASE("says how many entries came since the first whose word made it jump") {
        LogClock clock = started();
        CHECK(clock.jumped_over() == 2);
        const Timestamp monday = kStart + hours{72};
        const auto jumped_over = [&](Timestamp time, std::uint64_t source) {
            clock.advance(entry_at(time, source), kNoAppendTime);
            return clock.jumped_over();
        };
        CHECK(jumped_over(kStart, 1) == 0);
        CHECK(jumped_over(monday, 1) == 0);
        CHECK(jumped_over(kStart + hours{1}, 9) == 0);
        CHECK(jumped_over(monday + hours{2}, 2) == 0);
        CHECK(jumped_over(monday + hours{1}, 1) == 0);
        CHECK(jumped_over(monday + hours{1}, 3) == 4);
        CHECK(clock.now() == monday);
        CHECK(jumped_over(monday + hours{3}, 3) == 0);
    }

    TEST_CASE("a jump of one source alone counts the entries that led to it") {
        LogClock clock = started();
        const Timestamp monday = kStart + hours{72};
        for (int i = 0; i < 31; ++i) {
            clock.advance(entry_at(monday, 1), kNoAppendTime);
            CHECK(clock.jumped_over() == 0);
        }
        clock.advance(entry_at(monday, 1), kNoAppendTime);
        CHECK(clock.jumped_over() == 31);
    }

    TEST_CASE("a claim that was forgotten is not counted") {
        LogClock clock = started();
        const Timestamp monday = kStart + hours{72};
        clock.advance(entry_at(monday, 1), kNoAppendTime);
        for (int i = 0; i < 300; ++i) clock.advance(entry_at(kStart, 1), kNoAppendTime);
        for (std::uint64_t source = 1; source <= 3; ++source)
            clock.advance(entry_at(monday, source), kNoAppendTime);
        CHECK(clock.now() == monday);
        CHECK(clock.jumped_over() == 2);
    }

    TEST_CASE("the log's append time holds articles back") {
        LogClock clock = started();
        CHECK(clock.advance(entry_at(kStart + hours{10}, 1), kStart + hours{1}) == kStart + hours{1});
    }
}
