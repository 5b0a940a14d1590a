#pragma once

#include <array>
#include <cstdint>

#include "daemon/core/clock.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// Tells the time by the log alone, so that every instance and every replay agrees on it.
///
/// Time follows the articles: an entry's time is its event time, but not later than the log's append time
/// where there is one. It never goes back. It goes forward by more than a day only when several sources say
/// so: one article dated 2050 must not empty the window. Threads: one.
class LogClock {
public:
    /// Advances by one entry and returns the time to judge it at.
    Timestamp advance(const LogEntry& entry, Timestamp append_time);
    [[nodiscard]] Timestamp now() const { return now_; }
    /// Entries before the last one, back to the first of those whose word made the clock jump; 0: it did not.
    [[nodiscard]] std::uint32_t jumped_over() const { return jumped_over_; }

private:
    static constexpr Duration kTrustedStep = std::chrono::hours{24};
    static constexpr std::size_t kSourcesToConfirm = 3;
    static constexpr unsigned kEntriesToConfirm = 32;  ///< Where a feed has fewer sources.
    static constexpr unsigned kEntriesToForget = 256;  ///< So many in step, and what is ahead was a mistake.

    struct Claim {
        std::uint64_t source_hash;
        Timestamp time;
    };
    void consider_jump(std::uint64_t source_hash, Timestamp time);

    Timestamp now_{};
    bool started_ = false;
    std::array<Claim, kSourcesToConfirm> claims_{};  ///< Of sources that are more than a step ahead.
    std::size_t claim_count_ = 0;
    unsigned entries_ahead_ = 0;
    std::uint32_t since_claim_ = 0;  ///< Entries since the first claim.
    std::uint32_t jumped_over_ = 0;
    unsigned in_step_ = 0;  ///< Entries in step since the last one ahead.
    Timestamp earliest_ahead_{};
};

}  // namespace wirefold
