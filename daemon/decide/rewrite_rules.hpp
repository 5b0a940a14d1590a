#pragma once

#include "daemon/decide/comparison.hpp"
#include "daemon/decide/trace.hpp"

namespace wirefold {

// Whether an article says the same as another one in other words. Each condition is seen by `trace`.

/// All but the mentions, which need not be measured where this does not hold.
[[nodiscard]] bool may_be_reworded(const Comparison& comparison, Trace& trace);
/// Mentions included.
[[nodiscard]] bool scores_as_rewrite(const Comparison& comparison, Trace& trace);

/// Shows the conditions of every rule, also of those that a decision would not have come to.
void survey_rewrite_rules(const Comparison& comparison, Trace& trace);

}  // namespace wirefold
