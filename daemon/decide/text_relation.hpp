#pragma once

#include <cstdint>
#include <optional>

#include "daemon/decide/alignment.hpp"
#include "daemon/decide/common_subsequence.hpp"
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

/// Everything measured between a new article and one candidate.
struct Comparison {
    const Candidate* candidate = nullptr;
    Overlap overlap;           ///< The candidate's, or measured anew on all words where it shows nothing.
    std::uint32_t tokens = 0;  ///< Of the new article.
    bool same_source = false;
    bool other_language = false;  ///< Both languages are known, and differ.
    bool is_aligned = false;
    Alignment alignment;  ///< When aligned.
    bool has_salience = false;
    SalienceMatch salience;  ///< When both have terms in the window; closely where they may be rewrites.
    NumberMatch numbers;
    MentionMatch mentions;            ///< When measured: where they may be rewrites.
    bool capitals_tell_names = true;  ///< They do not in German, whose nouns all have them.
    Duration apart{0};
    bool shares_passage = false;       ///< By the rules of wording alone the two are related.
    std::optional<Relation> relation;  ///< What follows; nothing when the two are not related.

    /// Whether the two can be compared by their names.
    [[nodiscard]] bool has_names() const;
    /// How much the one looks like the other in other words, from 0 to 1; see thresholds::kRewrite.
    [[nodiscard]] double rewrite_score() const;
    /// Likewise, if this part of the mentions were kept.
    [[nodiscard]] double rewrite_score_if(double mentions_kept) const;
    [[nodiscard]] Evidence evidence(const OwnSalience& own) const;
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
