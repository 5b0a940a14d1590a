#pragma once

#include <string>
#include <vector>

#include "daemon/decide/decide.hpp"
#include "daemon/decide/trace.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// One step on the way to the verdict, as a reader sees it.
struct ExplainedStep {
    std::string name;
    std::string outcome;
    bool decided = false;  ///< The verdict was settled here; what follows was not asked, or did not matter.
};

/// Why a new article relates to one earlier article as it does.
struct Explanation {
    Comparison comparison;      ///< `candidate` is borrowed.
    bool is_candidate = false;  ///< The window showed the earlier article to the new one.
    bool is_partner = false;    ///< The verdict points to it.
    std::vector<Check> checks;  ///< Every measured score with every threshold, each once.
    std::vector<ExplainedStep> steps;
};

/// What there is to explain: a verdict that `decider` gave last, and an earlier article.
struct ExplainedPair {
    const LogEntry& entry;
    const Candidates& candidates;
    const Verdict& verdict;
    const Decider& decider;
    const MemberLookup& lookup;
    const Candidate& direct;  ///< The earlier article, measured directly; used where it was no candidate.
    Reach reach;
};

/// Runs the rules of the decision once more over one pair, with a trace. No rule is written here.
[[nodiscard]] Explanation explain_pair(const ExplainedPair& pair);

}  // namespace wirefold
