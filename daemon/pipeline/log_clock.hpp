#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "daemon/core/clock.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// Tells the time by the log alone, so that every instance and every replay agrees on it.
///
/// Time follows the articles: an entry's time is its event time, but not later than the log's append time
/// where there is one. It never goes back. It goes forward by more than a day only when three sources say so,
/// or when entries that say so outnumber those in step by 32: one article dated 2050 must not empty the
/// window, and neither must one in ten. Threads: one.
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

    /// Of a source that is more than a step ahead.
    struct Claim {
        std::uint64_t source_hash;
        Timestamp earliest;         ///< Of what it says.
        std::uint32_t entries = 0;  ///< Of the log, since its first one ahead.
        unsigned in_step = 0;       ///< Entries in step since its last one ahead.
    };
    void note_in_step();
    void consider_jump(std::uint64_t source_hash, Timestamp time);
    void note_ahead(std::uint64_t source_hash, Timestamp time);
    [[nodiscard]] std::span<Claim> claims() { return {claims_.data(), claim_count_}; }

    Timestamp now_{};
    bool started_ = false;
    std::array<Claim, kSourcesToConfirm> claims_{};
    std::size_t claim_count_ = 0;
    unsigned entries_ahead_ = 0;  ///< More than there were in step.
    std::uint32_t jumped_over_ = 0;
};

}  // namespace wirefold
