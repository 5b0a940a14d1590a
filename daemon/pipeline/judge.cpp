#include "daemon/pipeline/judge.hpp"

#include "daemon/decide/decide.hpp"

namespace wirefold {

Judge::Judgement Judge::judge(const LoggedEntry& logged) {
    const Timestamp now = clock_.advance(logged.entry, logged.append_time);
    index_.expire(now);
    index_.probe(logged.entry, candidates_);
    Judgement judgement{.verdict = decide(logged.entry, candidates_),
                        .replayed = candidates_.replay.has_value()};
    if (!judgement.replayed) index_.insert(logged.entry, judgement.verdict, logged.position, now);
    return judgement;
}

}  // namespace wirefold
