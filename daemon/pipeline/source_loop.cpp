#include <algorithm>

#include "daemon/core/logging.hpp"
#include "daemon/core/units.hpp"
#include "daemon/pipeline/loops.hpp"

namespace wirefold {

namespace {

/// A record weighs its payload twice (as it came, as it goes out) and what the stages keep of it: a log entry
/// of 3 KB, a draft, the enrichment, the client's own bookkeeping. Small ones weigh some 4.6 KB.
constexpr std::size_t kCopiesOfPayload = 2;
constexpr std::size_t kBytesPerRecord = 5 * kKiB;

[[nodiscard]] std::size_t charge_of(const RawBatch& batch) {
    return kCopiesOfPayload * batch.arena.bytes() + batch.records.size() * kBytesPerRecord;
}

/// While the budget is used up the source still needs its housekeeping, but receipts are what we wait for.
constexpr Duration kReceiptWait{5};
constexpr Duration kPollWait{50};

}  // namespace

bool SourceLoop::run(const std::function<void(RawBatch&&)>& take) {
    while (!stopping_ && !parts_.failure.failed()) {
        if (!poll_once(take)) break;
    }
    const Deadline deadline = Deadline::after(options_.drain_deadline);
    const bool drained = drain_into(parts_.source, deadline);
    if (parts_.failure.failed()) return false;
    if (!drained)
        log_warn(LogLine{"drain deadline passed"}.with("inflight_bytes",
                                                       static_cast<std::int64_t>(parts_.budget.bytes())));
    return drained;
}

/// False when the source has ended or failed.
bool SourceLoop::poll_once(const std::function<void(RawBatch&&)>& take) {
    settle_waiting_receipts();
    const std::size_t room = parts_.budget.room() / kCopiesOfPayload;
    PollLimits limits{.batch_bytes_max = std::min(options_.batch_bytes_max, room),
                      .records_max = std::min(options_.batch_records_max, room / kBytesPerRecord),
                      .wait = kPollWait,
                      .drain = this};
    if (limits.records_max == 0 || limits.batch_bytes_max == 0) {
        limits.batch_bytes_max = limits.records_max = 0;
        limits.wait = Duration::zero();
        if (const auto receipt = parts_.receipts.pop_until(Deadline::after(kReceiptWait))) settle(*receipt);
    }
    const Heartbeat::Work work{heartbeat_};
    RawBatch batch;
    const auto outcome = parts_.source.poll(batch, limits);
    if (!outcome) {
        parts_.failure.report(outcome.error());
        return false;
    }
    if (*outcome == PollOutcome::Ended) return false;
    if (*outcome == PollOutcome::Nothing) return true;
    batch.sequence = BatchSequence{next_sequence_++};
    batch.taken_at = std::chrono::steady_clock::now();
    batch.charge = charge_of(batch);
    parts_.budget.reserve(batch.charge);
    parts_.metrics.inflight(parts_.budget.bytes());
    take(std::move(batch));
    return true;
}

void SourceLoop::settle(const Receipt& receipt) {
    parts_.source.finished(receipt);
    parts_.budget.release(receipt.charge);
    parts_.metrics.inflight(parts_.budget.bytes());
    parts_.metrics.finished(receipt);
}

void SourceLoop::settle_waiting_receipts() {
    while (const auto receipt = parts_.receipts.pop_until(Deadline::after(Duration::zero())))
        settle(*receipt);
}

bool SourceLoop::drain_into(Source& /*source*/, Deadline deadline) {
    while (!parts_.budget.is_empty() && !deadline.passed() && !parts_.failure.failed()) {
        const Deadline step = Deadline::after(std::min<Duration>(kPollWait, deadline.left()));
        if (const auto receipt = parts_.receipts.pop_until(step)) settle(*receipt);
    }
    return parts_.budget.is_empty();
}

}  // namespace wirefold
