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
        CHECK(unlike.rewrite_score() < 0.05);
        CHECK(unlike.rewrite_score() >= 0);
    }

    TEST_CASE("rises with each of its parts") {
        Comparison worse = alike();
        worse.salience.cosine = 0.4;
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

    TEST_CASE("its parts have their weights") {
        using namespace thresholds;
        CHECK(kRewriteCosinePart + kRewriteNamesPart + kRewriteNumbersPart + kRewriteOrderPart == Approx(1));
        Comparison without_order = alike();
        without_order.salience.order = 0;
        CHECK(alike().rewrite_score() - without_order.rewrite_score() == Approx(kRewriteOrderPart));
        Comparison without_cosine = alike();
        without_cosine.salience.cosine = 0;
        CHECK(alike().rewrite_score() - without_cosine.rewrite_score() == Approx(kRewriteCosinePart));
    }

    TEST_CASE("beyond enough the cosine is no better") {
        Comparison enough = alike();
        enough.salience.cosine = thresholds::kRewriteCosineEnough;
        CHECK(enough.rewrite_score() == Approx(alike().rewrite_score()));
    }

    TEST_CASE("few names and numbers prove little, either way") {
        Comparison two_names = alike();
        two_names.salience.name_count = 2;
        CHECK(two_names.rewrite_score() < alike().rewrite_score());
        Comparison two_other_names = two_names;
        two_other_names.salience.names = 0;
        Comparison twenty_other_names = alike();
        twenty_other_names.salience.names = 0;
        CHECK(two_other_names.rewrite_score() > twenty_other_names.rewrite_score());
        Comparison no_numbers = alike();
        no_numbers.numbers = {};
        CHECK(no_numbers.rewrite_score() < alike().rewrite_score());
        CHECK(no_numbers.rewrite_score() > thresholds::kRewrite);
    }

    TEST_CASE("in scripts without capitals the other parts speak for the names") {
        Comparison no_names = alike();
        no_names.salience.name_count = 0;
        no_names.salience.names = 0;
        CHECK(no_names.rewrite_score() > 0.95);
        no_names.salience.order = 0.5;
        const double lost = thresholds::kRewriteOrderPart / 2 / (1 - thresholds::kRewriteNamesPart);
        CHECK(no_names.rewrite_score() < 1 - lost + 1e-9);
    }
}
