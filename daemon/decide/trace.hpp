#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// One condition of a rule: what was measured, and what it was held against. All texts are static.
struct Check {
    enum class Kind : std::uint8_t {
        Measured,  ///< No rule looks at it alone.
        AtLeast,
        AtMost,
        Holds,  ///< A plain yes or no; there is no threshold.
    };
    std::string_view score;  ///< As the output record names it, where it does.
    double value = 0;
    Kind kind = Kind::Measured;
    double threshold = 0;
    std::string_view rule;  ///< What it is a condition of.
    bool met = false;
};

/// One question of the decision path, with its answer. Texts are static.
struct Step {
    std::string_view name;
    std::string_view outcome;
    std::optional<Relation> relation;  ///< What the answer makes of the pair, if it settles it.
};

/// Sees the conditions of the rules while the rules decide by them, so that an explanation cannot differ from
/// the decision. One that is not on costs a branch a condition and keeps nothing.
class Trace {
public:
    Trace() = default;
    [[nodiscard]] static Trace recording() {
        Trace trace;
        trace.is_on_ = true;
        return trace;
    }

    [[nodiscard]] bool at_least(std::string_view score, double value, double threshold,
                                std::string_view rule) {
        const bool met = value >= threshold;
        if (is_on_) checks_.push_back({score, value, Check::Kind::AtLeast, threshold, rule, met});
        return met;
    }
    [[nodiscard]] bool at_most(std::string_view score, double value, double threshold,
                               std::string_view rule) {
        const bool met = value <= threshold;
        if (is_on_) checks_.push_back({score, value, Check::Kind::AtMost, threshold, rule, met});
        return met;
    }
    /// In hours.
    [[nodiscard]] bool within(Duration apart, std::chrono::hours window, std::string_view rule) {
        const std::chrono::duration<double, std::ratio<3600>> hours = apart;
        return at_most("hoursApart", hours.count(), static_cast<double>(window.count()), rule);
    }
    [[nodiscard]] bool holds(std::string_view score, bool value, std::string_view rule) {
        if (is_on_) checks_.push_back({score, value ? 1.0 : 0.0, Check::Kind::Holds, 0, rule, value});
        return value;
    }
    void measured(std::string_view score, double value) {
        if (is_on_) checks_.push_back({score, value, Check::Kind::Measured, 0, {}, false});
    }
    void step(std::string_view name, std::string_view outcome, std::optional<Relation> relation = {}) {
        if (is_on_) steps_.push_back({name, outcome, relation});
    }
    /// Says the step that settles a pair.
    [[nodiscard]] Relation settled(std::string_view name, std::string_view outcome, Relation relation) {
        step(name, outcome, relation);
        return relation;
    }

    [[nodiscard]] const std::vector<Check>& checks() const { return checks_; }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

private:
    bool is_on_ = false;
    std::vector<Check> checks_;
    std::vector<Step> steps_;
};

}  // namespace wirefold
