#include "daemon/pipeline/judge.hpp"

namespace wirefold {

Judge::Judgement Judge::decide(const LoggedEntry& logged) {
    const Timestamp now = clock_.advance(logged.entry, logged.append_time);
    if (clock_.jumped_over() > 0) index_.date_anew(clock_.jumped_over(), now);
    index_.expire(now);
    index_.probe(logged.entry, candidates_);
    return {.verdict = decider_.decide(logged.entry, candidates_, index_),
            .replayed = candidates_.replay.has_value()};
}

Judge::Judgement Judge::judge(const LoggedEntry& logged) {
    Judgement judgement = decide(logged);
    if (!judgement.replayed) index_.insert(logged.entry, judgement.verdict, candidates_, logged.position);
    return judgement;
}

Judge::Explained Judge::explain(const LoggedEntry& logged, const LogEntry& earlier) {
    Explained explained;
    explained.judgement = decide(logged);
    index_.measure(logged.entry, earlier, candidates_, direct_);
    explained.reach = direct_.reach;
    explained.pair = explain_pair({.entry = logged.entry,
                                   .candidates = candidates_,
                                   .verdict = explained.judgement.verdict,
                                   .decider = decider_,
                                   .lookup = index_,
                                   .direct = direct_.candidate,
                                   .reach = direct_.reach});
    return explained;
}

}  // namespace wirefold
