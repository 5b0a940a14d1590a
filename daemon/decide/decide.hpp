#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "daemon/decide/novelty.hpp"
#include "daemon/decide/stories.hpp"
#include "daemon/decide/text_relation.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Exact, a form that was filled in as before, or a correction of what stands above the text; nothing when no
/// known article has the content.
[[nodiscard]] std::optional<Relation> content_step(const LogEntry& entry, const Candidates& candidates);

/// Decides how an article relates to what the window knows: newsroom rules first, then exactness, then
/// wording, then what it says in other words.
///
/// A pure function of its arguments: the same entry, candidates and members give the same verdict, everywhere
/// and always. Threads: one; owns scratch.
class Decider {
public:
    [[nodiscard]] Verdict decide(const LogEntry& entry, const Candidates& candidates,
                                 const MemberLookup& lookup);
    /// What the last decide() measured, one for each related candidate. For explaining; empty where life
    /// cycle or exactness decided.
    [[nodiscard]] const std::vector<Comparison>& comparisons() const { return comparisons_; }
    /// Number of the article that the last verdict points to.
    [[nodiscard]] std::optional<std::uint64_t> partner() const { return partner_; }

private:
    [[nodiscard]] bool decide_by_history(const Subject& subject, const MemberLookup& lookup,
                                         Verdict& verdict);
    void look_for_correction(const Subject& subject, std::uint64_t against, Verdict& verdict);
    const Comparison* find_shared_runs(const LogEntry& entry);
    void decide_by_text(const Subject& subject, const MemberLookup& lookup, Verdict& verdict);
    void relate_to(const Subject& subject, const Comparison& comparison, const MemberLookup& lookup,
                   Verdict& verdict);
    void join_story(const Subject& subject, const MemberLookup& lookup, Verdict& verdict);

    TextComparer comparer_;
    StoryChooser stories_;
    NoveltyMeter novelty_;
    std::vector<Comparison> comparisons_;
    std::optional<std::uint64_t> partner_;
};

}  // namespace wirefold
