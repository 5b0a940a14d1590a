#include "daemon/decide/explanation.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/decide/thresholds.hpp"
#include "daemon/pipeline/judge.hpp"
#include "tests/support/log_entries.hpp"
#include "tests/support/texts.hpp"
#include "tests/unit/decide/sample_article.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

using std::chrono::hours;

constexpr Timestamp kOpens{hours{24 * 365 * 50}};

struct Sent {
    std::string_view source;
    std::string text;
    Duration after{0};
    std::string item = {};
    std::string version = {};
    std::string_view title = {};
};

/// A judge with texts in front.
class Desk {
public:
    LogEntry judge(const Sent& sent) {
        LoggedEntry logged = logged_of(sent);
        static_cast<void>(judge_.judge(logged));
        return logged.entry;
    }
    Judge::Explained explain(const Sent& sent, const LogEntry& earlier) {
        last_ = logged_of(sent);
        return judge_.explain(last_, earlier);
    }
    /// Of an article that was sent first.
    Judge::Explained explain(const Sent& first, const Sent& second) {
        earlier_ = judge(first);
        return explain(second, earlier_);
    }

private:
    LoggedEntry logged_of(const Sent& sent) {
        const std::int64_t number = next_++;
        EntryBuilder builder{number};
        if (!sent.item.empty()) builder.item(sent.item, sent.version);
        builder.source(hash64(sent.source))
            .time(kOpens + sent.after)
            .print(reader_.fingerprint(sent.text, sent.title));
        return {.position = LogPosition{static_cast<std::uint64_t>(number)},
                .append_time = {},
                .entry = builder.make()};
    }

    TextReader reader_;
    Judge judge_{IndexOptions{}};
    LogEntry earlier_;
    LoggedEntry last_;
    std::int64_t next_ = 1;
};

[[nodiscard]] const ExplainedStep* deciding_step(const Explanation& explanation) {
    const auto found = std::find_if(explanation.steps.begin(), explanation.steps.end(),
                                    [](const ExplainedStep& step) { return step.decided; });
    return found == explanation.steps.end() ? nullptr : &*found;
}

[[nodiscard]] const ExplainedStep* step_named(const Explanation& explanation, std::string_view name) {
    const auto found = std::find_if(explanation.steps.begin(), explanation.steps.end(),
                                    [&](const ExplainedStep& step) { return step.name == name; });
    return found == explanation.steps.end() ? nullptr : &*found;
}

[[nodiscard]] const Check* check_of(const Explanation& explanation, std::string_view score,
                                    std::string_view rule) {
    const auto found =
        std::find_if(explanation.checks.begin(), explanation.checks.end(),
                     [&](const Check& check) { return check.score == score && check.rule == rule; });
    return found == explanation.checks.end() ? nullptr : &*found;
}

[[nodiscard]] std::string replaced_in(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

[[nodiscard]] std::string sample(std::size_t sentences = kSampleSentences.size()) {
    std::string text;
    for (std::size_t i = 0; i < sentences; ++i) text += kSampleSentences[i] + ' ';
    return text;
}

constexpr std::string_view kMuseum =
    "A museum in Ostrava will show forty paintings by a forgotten painter of railway stations this winter. "
    "Its "
    "director said that most of them had hung in a canteen for sixty years.";

}  // namespace

TEST_SUITE("decide/explanation") {
    TEST_CASE("exactly one step decides, and it says the relation of the verdict") {
        struct Case {
            Relation relation;
            Sent second;
            std::string_view step;
        };
        const std::string corrected = replaced_in(sample(), "14 weeks", "16 weeks");
        const std::string edited = replaced_in(sample(), "fear that", "are sure that");
        const std::vector<Case> cases = {
            {Relation::Exact, {.source = "daily", .text = sample()}, "same content"},
            {Relation::Near, {.source = "daily", .text = edited}, "versions of one text"},
            {Relation::Near, {.source = "agency", .text = edited}, "versions of one text"},
            {Relation::Correction, {.source = "agency", .text = corrected}, "facts differ"},
            {Relation::Template, {.source = "daily", .text = corrected}, "facts differ"},
            {Relation::Template, {.source = "agency", .text = corrected, .after = hours{17}}, "facts differ"},
            {Relation::Excerpt, {.source = "daily", .text = sample(5)}, "stands in the earlier one whole"},
            {Relation::Rewrite, {.source = "daily", .text = std::string{kSampleParaphrase}}, "other words"},
            {Relation::Original, {.source = "daily", .text = std::string{kMuseum}}, "otherwise"},
            {Relation::Resend,
             {.source = "agency", .text = sample(), .item = "urn:a", .version = "1"},
             "same item"},
            {Relation::Revision,
             {.source = "agency", .text = edited, .item = "urn:a", .version = "2"},
             "same item"},
        };
        for (const Case& expected : cases) {
            CAPTURE(name_of(expected.relation));
            CAPTURE(expected.step);
            Desk desk;
            const auto explained = desk.explain(
                {.source = "agency", .text = sample(), .item = "urn:a", .version = "1"}, expected.second);
            CHECK(explained.judgement.verdict.relation == expected.relation);
            const ExplainedStep* step = deciding_step(explained.pair);
            REQUIRE(step != nullptr);
            CHECK(step->name == expected.step);
            CHECK(step->outcome.find(name_of(expected.relation)) != std::string::npos);
            CHECK(std::count_if(explained.pair.steps.begin(), explained.pair.steps.end(),
                                [](const ExplainedStep& each) { return each.decided; }) == 1);
            CHECK(explained.pair.is_partner == (expected.relation != Relation::Original));
        }
    }

    TEST_CASE("a rewrite is held against the bar that the decision held it against") {
        Desk desk;
        const auto explained = desk.explain({.source = "agency", .text = sample()},
                                            {.source = "daily", .text = std::string{kSampleParaphrase}});
        REQUIRE(explained.judgement.verdict.relation == Relation::Rewrite);
        std::size_t bars = 0;
        for (const Check& check : explained.pair.checks) {
            if (check.score != "rewriteScore") continue;
            ++bars;
            CHECK(check.rule == "rewrite");
            CHECK(check.threshold == thresholds::kRewrite);
            CHECK(check.met);
        }
        CHECK(bars == 1);
        CHECK(check_of(explained.pair, "mentionsOfOriginal", "")->value > 0);
    }

    TEST_CASE("scores stand beside the thresholds of the rules") {
        Desk desk;
        const auto explained = desk.explain(
            {.source = "agency", .text = sample()},
            {.source = "agency", .text = replaced_in(sample(), "14 weeks", "16 weeks"), .after = hours{3}});
        const Check* facts = check_of(explained.pair, "factsChanged", "correction");
        REQUIRE(facts != nullptr);
        CHECK(facts->value == 1);
        CHECK(facts->kind == Check::Kind::AtMost);
        CHECK(facts->threshold == thresholds::kCorrectionFacts);
        CHECK(facts->met);
        const Check* apart = check_of(explained.pair, "hoursApart", "correction");
        REQUIRE(apart != nullptr);
        CHECK(apart->value == doctest::Approx(3));
        CHECK(apart->threshold == static_cast<double>(thresholds::kCorrectionWindow.count()));
        const Check* score = check_of(explained.pair, "rewriteScore", "rewrite by its own source");
        REQUIRE(score != nullptr);
        CHECK(score->value == doctest::Approx(explained.pair.comparison.rewrite_score()));
        CHECK(score->threshold == thresholds::kRewriteSameSource);
        CHECK(check_of(explained.pair, "cosine", "story") != nullptr);
        CHECK(check_of(explained.pair, "storyLikeness", "story") != nullptr);
        CHECK(check_of(explained.pair, "equalSentences", "")->value == 9);
    }

    TEST_CASE("no check stands there twice") {
        Desk desk;
        const auto explained =
            desk.explain({.source = "agency", .text = sample()}, {.source = "daily", .text = sample(6)});
        const std::vector<Check>& checks = explained.pair.checks;
        for (std::size_t i = 0; i < checks.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                CAPTURE(checks[i].score);
                CHECK_FALSE((checks[i].score == checks[j].score && checks[i].rule == checks[j].rule &&
                             checks[i].threshold == checks[j].threshold));
            }
        }
    }

    TEST_CASE("an article without a key or term in common was no candidate, and is measured all the same") {
        Desk desk;
        const auto explained = desk.explain({.source = "agency", .text = sample()},
                                            {.source = "daily", .text = std::string{kMuseum}});
        CHECK_FALSE(explained.pair.is_candidate);
        const ExplainedStep* step = step_named(explained.pair, "candidate");
        REQUIRE(step != nullptr);
        CHECK(step->outcome.starts_with("no: no shared key, "));
        CHECK(step->outcome.find("where 3 are asked for") != std::string::npos);
        CHECK(check_of(explained.pair, "containment", "whole")->value == 0);
    }

    TEST_CASE("an article behind the windows is measured, and the reason says which window") {
        Desk desk;
        const LogEntry first = desk.judge({.source = "agency", .text = sample()});
        // The clock starts when three sources say so, and jumps when three more do.
        for (const std::string_view source : {"one", "two", "three", "four", "five", "six"}) {
            const Duration after =
                source == "one" || source == "two" ? Duration{0} : Duration{hours{24 * 40}};
            desk.judge(
                {.source = source, .text = std::string{kMuseum} + std::string{source}, .after = after});
        }
        const auto old = desk.explain({.source = "daily", .text = sample(6), .after = hours{24 * 40}}, first);
        CHECK_FALSE(old.pair.is_candidate);
        CHECK(step_named(old.pair, "candidate")->outcome.find("older than the windows") != std::string::npos);
        CHECK(old.judgement.verdict.relation == Relation::Original);
        CHECK(old.pair.comparison.relation == Relation::Excerpt);
    }

    TEST_CASE("a copy is found through the article it copies") {
        Desk desk;
        desk.judge({.source = "agency", .text = sample(), .item = "urn:first"});
        const LogEntry copy = desk.judge({.source = "daily", .text = sample()});
        const auto explained = desk.explain({.source = "herald", .text = sample(6)}, copy);
        CHECK_FALSE(explained.pair.is_candidate);
        CHECK_FALSE(explained.pair.is_partner);
        CHECK(step_named(explained.pair, "candidate")->outcome.find("it is a copy itself") !=
              std::string::npos);
        const ExplainedStep* nearer = step_named(explained.pair, "nearer article");
        REQUIRE(nearer != nullptr);
        CHECK(nearer->decided);
        CHECK(nearer->outcome == "\"urn:first\": excerpt");
        CHECK(explained.pair.comparison.relation == Relation::Excerpt);
    }

    TEST_CASE("explaining leaves the window as it was") {
        Desk with;
        Desk without;
        const LogEntry first = with.judge({.source = "agency", .text = sample()});
        without.judge({.source = "agency", .text = sample()});
        static_cast<void>(with.explain({.source = "daily", .text = sample(6)}, first));
        static_cast<void>(without.explain({.source = "x", .text = std::string{kMuseum}}, first));
        const auto a = with.explain({.source = "herald", .text = sample(7)}, first).judgement.verdict;
        const auto b = without.explain({.source = "herald", .text = sample(7)}, first).judgement.verdict;
        CHECK(a.relation == b.relation);
        CHECK(a.group_size == b.group_size);
        CHECK(a.group_size == 2);
    }
}
