#include "daemon/source/offset_ledger.hpp"

#include "daemon/core/invariant.hpp"

namespace wirefold {

std::uint32_t OffsetLedger::assign(const Origin& origin, PartitionId partition) {
    const std::uint32_t epoch = next_epoch_++;
    standings_[{&origin, partition}] = {
        .epoch = epoch, .first = {}, .taken = {}, .finished = {}, .committed = {}};
    return epoch;
}

void OffsetLedger::give_up(const Origin& origin, PartitionId partition) {
    standings_.erase({&origin, partition});
}

std::optional<OffsetLedger::Taken> OffsetLedger::take(const Origin& origin, PartitionId partition,
                                                      Offset offset) {
    const auto found = standings_.find({&origin, partition});
    if (found == standings_.end()) return std::nullopt;
    Standing& standing = found->second;
    const Offset next{offset.raw() + 1};
    if (standing.taken == next) return std::nullopt;
    const bool went_back = standing.taken && next < *standing.taken;
    if (went_back) assign(origin, partition);
    if (!standing.first) standing.first = offset;
    standing.taken = next;
    return Taken{.epoch = standing.epoch, .went_back = went_back};
}

OffsetLedger::Standing* OffsetLedger::current(const Progress& progress) {
    const auto found = standings_.find({progress.origin, progress.partition});
    if (found == standings_.end() || found->second.epoch != progress.epoch) return nullptr;
    return &found->second;
}

bool OffsetLedger::is_current(const Progress& progress) const {
    const auto found = standings_.find({progress.origin, progress.partition});
    return found != standings_.end() && found->second.epoch == progress.epoch;
}

void OffsetLedger::finish(const Progress& progress) {
    Standing* standing = current(progress);
    if (standing == nullptr) return;
    WIREFOLD_INVARIANT(standing->taken && progress.next <= *standing->taken,
                       "only what was handed out can finish");
    WIREFOLD_INVARIANT(!standing->finished || *standing->finished < progress.next, "receipts come in order");
    standing->finished = progress.next;
}

std::vector<Progress> OffsetLedger::uncommitted() const {
    std::vector<Progress> ahead;
    for (const auto& [key, standing] : standings_) {
        if (!standing.finished || standing.finished == standing.committed) continue;
        ahead.push_back({.origin = key.first,
                         .partition = key.second,
                         .next = *standing.finished,
                         .epoch = standing.epoch});
    }
    return ahead;
}

void OffsetLedger::committed(const Progress& progress) {
    if (Standing* standing = current(progress)) standing->committed = progress.next;
}

}  // namespace wirefold
