#include "daemon/pipeline/log_clock.hpp"

#include <algorithm>

namespace wirefold {

Timestamp LogClock::advance(const LogEntry& entry, Timestamp append_time) {
    jumped_over_ = 0;
    if (claim_count_ > 0) ++since_claim_;
    const bool log_keeps_time = append_time != Timestamp{};
    if (!entry.has_event_time && !log_keeps_time) return now_;
    Timestamp time = entry.has_event_time ? entry.event_time : append_time;
    if (log_keeps_time) time = std::min(time, append_time);
    if (started_ && time <= now_ + kTrustedStep) {
        now_ = std::max(now_, time);
        // Misdated articles that come one in a while must not add up to a confirmation.
        if (++in_step_ > kEntriesToForget) claim_count_ = entries_ahead_ = 0;
        return now_;
    }
    consider_jump(entry.source_hash, time);
    return now_;
}

void LogClock::consider_jump(std::uint64_t source_hash, Timestamp time) {
    if (claim_count_ == 0) {
        entries_ahead_ = 0;
        since_claim_ = 0;
        earliest_ahead_ = time;
    }
    ++entries_ahead_;
    in_step_ = 0;
    earliest_ahead_ = std::min(earliest_ahead_, time);
    const auto end = claims_.begin() + static_cast<std::ptrdiff_t>(claim_count_);
    const bool known = std::any_of(claims_.begin(), end,
                                   [&](const Claim& claim) { return claim.source_hash == source_hash; });
    if (!known) claims_[claim_count_++] = {source_hash, time};
    if (claim_count_ < kSourcesToConfirm && entries_ahead_ < kEntriesToConfirm) return;
    // The least of what they claim is what all of them agree on.
    now_ = started_ ? std::max(now_, earliest_ahead_) : earliest_ahead_;
    started_ = true;
    jumped_over_ = since_claim_;
    claim_count_ = 0;
    entries_ahead_ = 0;
}

}  // namespace wirefold
