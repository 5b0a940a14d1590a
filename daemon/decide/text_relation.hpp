#pragma once

#include <cstdint>
#include <optional>

#include "daemon/decide/aligner.hpp"
#include "daemon/decide/common_subsequence.hpp"
#include "daemon/decide/comparison.hpp"
#include "daemon/decide/measures.hpp"
#include "daemon/decide/shared_runs.hpp"
#include "daemon/decide/trace.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// The article to be judged, as comparing it with many needs it.
struct Subject {
    const LogEntry& entry;
    const Candidates& candidates;
    OwnSalience salience{candidates.salience};
};

[[nodiscard]] bool is_same_source(const LogEntry& entry, const KnownArticle& known);

/// Shows `trace` the conditions of every rule, also of those that a decision would not have come to.
void survey_rules(const LogEntry& entry, const Comparison& comparison, Trace& trace);

/// Measures a candidate and says what its text is to the new one's. Threads: one; owns scratch.
class TextComparer {
public:
    void compare(const Subject& subject, const Candidate& candidate, Comparison& out);
    /// The same, seen by `trace`.
    void compare(const Subject& subject, const Candidate& candidate, Comparison& out, Trace& trace);

    /// Measures the mentions, which compare() does only where they have a say. Nothing is known of them where
    /// the window has lost the candidate's.
    void match_mentions(const LogEntry& entry, Comparison& out);

    /// For two that compare() found not to be related: whether clauses of one stand in the other.
    void count_runs(const LogEntry& entry, Comparison& out, Trace& trace);

private:
    [[nodiscard]] bool is_rewrite(const LogEntry& entry, Comparison& out, Trace& trace);
    void align_with_longer(const WordingView& own, Comparison& out);

    Aligner aligner_;
    SharedRuns runs_;
    CommonSubsequence common_;
    std::vector<CommonElement> pairs_;  ///< Scratch.
};

}  // namespace wirefold
