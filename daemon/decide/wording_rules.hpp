#pragma once

#include <optional>

#include "daemon/decide/comparison.hpp"
#include "daemon/decide/trace.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

// What an article's text is to another one that shares wording with it. Each condition is seen by `trace`.

/// Whether aligning word by word can show anything: most texts that share a key or two share furniture.
[[nodiscard]] bool may_be_versions(const Comparison& comparison, const Alignment& alignment, Trace& trace);

/// Nothing where the two share no passage.
[[nodiscard]] std::optional<Relation> relation_by_wording(const LogEntry& entry, const Comparison& comparison,
                                                          Trace& trace);

/// Of another source and in the same language, about the same things, and no sampled key shows a passage.
[[nodiscard]] bool may_share_runs(const Comparison& comparison, Trace& trace);
/// Clauses that were copied with words changed in between.
[[nodiscard]] bool has_shared_runs(const Overlap& runs, Trace& trace);
/// Nothing where the new text does not stand in the other one word by word.
[[nodiscard]] std::optional<Relation> relation_if_whole(const LogEntry& entry, const Comparison& comparison,
                                                        Trace& trace);

/// Shows the conditions of every rule, also of those that a decision would not have come to.
void survey_wording_rules(const LogEntry& entry, const Comparison& comparison, Trace& trace);

}  // namespace wirefold
