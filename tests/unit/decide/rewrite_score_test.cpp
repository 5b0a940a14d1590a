#include <doctest/doctest.h>

#include "daemon/decide/text_relation.hpp"
#include "daemon/decide/thresholds.hpp"

using namespace wirefold;
using doctest::Approx;

namespace {

/// Two texts of which everything that counts agrees: as good as it gets.
[[nodiscard]] Comparison alike() {
    Comparison comparison;
    comparison.has_salience = true;
    comparison.salience = {.cosine = 1, .order = 1, .names = 1, .terms = 30, .name_count = 20};
    comparison.numbers = {.shared = 40, .fewer = 40, .own = 40};
    comparison.mentions = {.in_order = 80, .own = 80};
    return comparison;
}

}  // namespace

TEST_SUITE("decide/rewrite score") {
    TEST_CASE("is next to one where everything agrees, next to nothing where nothing does") {
        CHECK(alike().rewrite_score() > 0.95);
        CHECK(alike().rewrite_score() <= 1);
        Comparison unlike;
        unlike.salience.name_count = 20;
        unlike.numbers = {.shared = 0, .fewer = 40, .own = 40};
        unlike.mentions = {.in_order = 0, .own = 80};
        CHECK(unlike.rewrite_score() < 0.05);
        CHECK(unlike.rewrite_score() >= 0);
    }

    TEST_CASE("rises with each of its parts") {
        Comparison worse = alike();
        worse.mentions.in_order = 20;
        CHECK(worse.rewrite_score() < alike().rewrite_score());
        worse = alike();
        worse.salience.order = 0.6;
        CHECK(worse.rewrite_score() < alike().rewrite_score());
        worse = alike();
        worse.salience.names = 0.5;
        CHECK(worse.rewrite_score() < alike().rewrite_score());
        worse = alike();
        worse.numbers.shared = 20;
        CHECK(worse.rewrite_score() < alike().rewrite_score());
    }

    TEST_CASE("falls with the numbers that only the new text has, not with those that only the source has") {
        Comparison more = alike();
        more.numbers.own = 60;
        CHECK(more.rewrite_score() < alike().rewrite_score() - 0.05);
        Comparison fewer = alike();
        fewer.numbers = {.shared = 30, .fewer = 30, .own = 30};
        CHECK(fewer.rewrite_score() > alike().rewrite_score() - 0.01);
    }

    TEST_CASE("each part counts for a quarter, the cosine for none") {
        Comparison without_order = alike();
        without_order.salience.order = 0;
        CHECK(alike().rewrite_score() - without_order.rewrite_score() == Approx(0.25));
        Comparison without_cosine = alike();
        without_cosine.salience.cosine = 0;
        CHECK(alike().rewrite_score() == Approx(without_cosine.rewrite_score()));
    }

    TEST_CASE("half of the mentions in their order is enough, and a few of a few are not") {
        Comparison enough = alike();
        enough.mentions.in_order = 45;
        CHECK(enough.rewrite_score() == Approx(alike().rewrite_score()));
        Comparison brief = alike();
        brief.mentions = {.in_order = 4, .own = 8};
        CHECK(brief.rewrite_score() < alike().rewrite_score() - 0.05);
    }

    TEST_CASE("a text without mentions is taken to keep as many as another report does") {
        Comparison forgotten = alike();
        forgotten.mentions = {};
        Comparison report = alike();
        report.mentions = {.in_order = 12, .own = 80};
        CHECK(forgotten.rewrite_score() == Approx(report.rewrite_score()));
    }

    TEST_CASE("few names and numbers prove little, either way") {
        Comparison three_names = alike();
        three_names.salience.name_count = 3;
        CHECK(three_names.rewrite_score() < alike().rewrite_score());
        Comparison three_other_names = three_names;
        three_other_names.salience.names = 0;
        Comparison twenty_other_names = alike();
        twenty_other_names.salience.names = 0;
        CHECK(three_other_names.rewrite_score() > twenty_other_names.rewrite_score());
        Comparison no_numbers = alike();
        no_numbers.numbers = {};
        CHECK(no_numbers.rewrite_score() < alike().rewrite_score());
        CHECK(no_numbers.rewrite_score() > thresholds::kRewrite);
    }

    TEST_CASE("where there are next to no names the other parts speak for them") {
        Comparison no_names = alike();
        no_names.salience.name_count = thresholds::kRewriteNames - 1;
        no_names.salience.names = 0;
        CHECK_FALSE(no_names.has_names());
        CHECK(no_names.rewrite_score() > 0.95);
        const double before = no_names.rewrite_score();
        no_names.salience.order = 0.5;
        CHECK(before - no_names.rewrite_score() == Approx(0.5 / 3));
    }
}
