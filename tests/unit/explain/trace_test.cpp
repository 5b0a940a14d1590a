#include "daemon/decide/trace.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("decide/trace") {
    TEST_CASE("a condition is met at its threshold") {
        Trace trace;
        CHECK(trace.at_least("cosine", 0.3, 0.3, "rewrite"));
        CHECK_FALSE(trace.at_least("cosine", 0.29, 0.3, "rewrite"));
        CHECK(trace.at_most("tokens", 40, 40, "brief"));
        CHECK_FALSE(trace.at_most("tokens", 41, 40, "brief"));
    }

    TEST_CASE("a window holds to the millisecond") {
        Trace trace;
        constexpr std::chrono::hours kWindow{16};
        CHECK(trace.within(kWindow, kWindow, "correction"));
        CHECK_FALSE(trace.within(Duration{kWindow} + Duration{1}, kWindow, "correction"));
    }

    TEST_CASE("keeps nothing unless it records") {
        Trace silent;
        CHECK(silent.holds("numbersAgree", true, "facts"));
        silent.measured("jaccard", 0.5);
        CHECK(silent.settled("whole", "yes", Relation::Near) == Relation::Near);
        CHECK(silent.checks().empty());
        CHECK(silent.steps().empty());
    }

    TEST_CASE("records what was asked, in order") {
        Trace trace = Trace::recording();
        CHECK_FALSE(trace.at_least("cosine", 0.25, 0.3, "rewrite"));
        trace.measured("jaccard", 0.5);
        trace.step("shared wording", "none");
        static_cast<void>(trace.settled("other words", "the same things", Relation::Rewrite));
        REQUIRE(trace.checks().size() == 2);
        CHECK(trace.checks()[0].score == "cosine");
        CHECK(trace.checks()[0].threshold == 0.3);
        CHECK_FALSE(trace.checks()[0].met);
        CHECK(trace.checks()[1].kind == Check::Kind::Measured);
        REQUIRE(trace.steps().size() == 2);
        CHECK_FALSE(trace.steps()[0].relation.has_value());
        CHECK(trace.steps()[1].relation == Relation::Rewrite);
    }
}
