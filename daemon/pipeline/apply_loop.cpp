#include "daemon/core/invariant.hpp"
#include "daemon/pipeline/loops.hpp"

namespace wirefold {

namespace {

constexpr std::uint64_t kBatchesBetweenForgetting = 1024;

}  // namespace

void ApplyLoop::run(const std::function<void(DraftBatch&&)>& judged) {
    while (const auto batch = parts_.log.read()) {
        const Heartbeat::Work work{heartbeat_};
        const auto begin = std::chrono::steady_clock::now();
        parts_.judge.judge_all(batch->entries, [&](const LoggedEntry& logged, const auto& judgement) {
            parts_.metrics.judged(judgement.verdict, judgement.replayed);
            resolve(logged.entry, judgement.verdict, judged);
        });
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
        parts_.metrics.applied(elapsed.count(), batch->entries.size(), parts_.judge.index_stats());
        if (++batches_ % kBatchesBetweenForgetting == 0)
            parts_.log.forget_before(parts_.judge.oldest_position());
    }
}

/// Our own drafts wait in the order in which their entries were appended, and the log keeps that order. An
/// entry that is not the next draft's is another instance's: the index has it, nobody here waits for it.
void ApplyLoop::resolve(const LogEntry& entry, const Verdict& verdict,
                        const std::function<void(DraftBatch&&)>& judged) {
    if (!front_ && !take_front()) return;
    while (std::holds_alternative<Rejected>(front_->drafts[cursor_])) ++cursor_;
    if (front_->raw.records[cursor_].coordinate() != entry.coordinate) return;
    std::get<Draft>(front_->drafts[cursor_]).verdict = verdict;
    ++cursor_;
    if (--unjudged_ > 0) return;
    judged(std::move(*front_));
    front_.reset();
}

bool ApplyLoop::take_front() {
    front_ = parts_.drafts.pop_until(Deadline::after(Duration::zero()));
    if (!front_) return false;
    cursor_ = 0;
    unjudged_ = 0;
    for (const DraftOrRejected& draft : front_->drafts)
        unjudged_ += std::holds_alternative<Draft>(draft) ? 1U : 0U;
    WIREFOLD_INVARIANT(unjudged_ > 0, "batches without drafts do not wait for the log");
    return true;
}

}  // namespace wirefold
