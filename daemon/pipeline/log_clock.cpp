#include "daemon/pipeline/log_clock.hpp"

#include <algorithm>

namespace wirefold {

Timestamp LogClock::advance(const LogEntry& entry, Timestamp append_time) {
    jumped_over_ = 0;
    for (Claim& claim : claims()) ++claim.entries;
    const bool log_keeps_time = append_time != Timestamp{};
    if (!entry.has_event_time && !log_keeps_time) return now_;
    Timestamp time = entry.has_event_time ? entry.event_time : append_time;
    if (log_keeps_time) time = std::min(time, append_time);
    if (started_ && time <= now_ + kTrustedStep) {
        now_ = std::max(now_, time);
        note_in_step();
    } else {
        consider_jump(entry.source_hash, time);
    }
    return now_;
}

/// Misdated articles that come one in a while must not add up to a confirmation: neither those of one source
/// by their number, nor those of three sources each of which was wrong at another time.
void LogClock::note_in_step() {
    if (entries_ahead_ > 0) --entries_ahead_;
    for (Claim& claim : claims()) ++claim.in_step;
    const auto end = std::remove_if(claims().begin(), claims().end(),
                                    [](const Claim& claim) { return claim.in_step > kEntriesToForget; });
    claim_count_ = static_cast<std::size_t>(end - claims().begin());
}

void LogClock::consider_jump(std::uint64_t source_hash, Timestamp time) {
    ++entries_ahead_;
    note_ahead(source_hash, time);
    if (claim_count_ < kSourcesToConfirm && entries_ahead_ < kEntriesToConfirm) return;
    // The least of what they claim is what all of them agree on.
    const std::span<Claim> agreed = claims();
    Timestamp earliest = time;
    for (const Claim& claim : agreed) {
        earliest = std::min(earliest, claim.earliest);
        jumped_over_ = std::max(jumped_over_, claim.entries);
    }
    now_ = started_ ? std::max(now_, earliest) : earliest;
    started_ = true;
    claim_count_ = 0;
    entries_ahead_ = 0;
}

void LogClock::note_ahead(std::uint64_t source_hash, Timestamp time) {
    for (Claim& claim : claims()) {
        if (claim.source_hash != source_hash) continue;
        claim.earliest = std::min(claim.earliest, time);
        claim.in_step = 0;
        return;
    }
    claims_[claim_count_++] = {.source_hash = source_hash, .earliest = time};
}

}  // namespace wirefold
