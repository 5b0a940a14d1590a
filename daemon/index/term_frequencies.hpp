#pragma once

#include <cstdint>

#include "daemon/core/clock.hpp"
#include "daemon/core/hash.hpp"
#include "daemon/core/prefetch.hpp"
#include "daemon/index/zeroed_array.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold {

/// In how many of the stream's articles a term occurs lately, as far as articles named it among their terms.
///
/// A pure function of the log: articles are counted in its order, by its time. What was counted has a say
/// only from the next half-day on, so that the names of breaking news stay rare while they break. One source
/// counts a term once an hour; of sources only sixteen sorts are told apart, so that a term that all speak of
/// within an hour counts at most so often. Every fortnight all counts are halved.
///
/// The prior speaks as if it were the first kPriorArticles of the stream.
/// Bound:   a table allocated once; where it is crowded the least frequent term of a bucket is forgotten.
/// Threads: one.
class TermFrequencies {
public:
    static constexpr std::size_t kSlotBytes = 16;

    explicit TermFrequencies(std::size_t slots);

    /// What is counted from now on belongs to this time. Never falls; the epoch: no time is known.
    void advance(Timestamp log_time);
    void count_article() { ++articles_pending_; }
    void count(std::uint32_t key, std::uint64_t source_hash);

    /// Says that the key is asked for soon.
    void prefetch(std::uint32_t key) const { prefetch_line(&slots_[(mix64(key) & mask_) * kBucket]); }
    /// Part of all articles, prior included.
    [[nodiscard]] float frequency(const Term& term) const;
    [[nodiscard]] std::size_t bytes() const { return slots_.bytes(); }
    /// Changes with everything that counts.
    [[nodiscard]] std::uint64_t state_hash() const;

private:
    static constexpr std::size_t kBucket = 4;
    static constexpr double kPriorArticles = 10'000;
    static constexpr Duration kLag = std::chrono::hours{12};
    static constexpr std::uint32_t kPeriodsToHalve = 28;  ///< Of kLag.

    struct Slot {
        std::uint32_t key = 0;
        std::uint16_t period = 0;   ///< Of the last count, modulo 2^16.
        std::uint16_t hour = 0;     ///< Of the last count, likewise.
        std::uint16_t sources = 0;  ///< Which sorts of sources counted within it: a bit each.
        std::uint16_t pending = 0;
        std::uint32_t active = 0;
    };
    static_assert(sizeof(Slot) == kSlotBytes);
    void bring_up_to_date(Slot& slot) const;
    [[nodiscard]] static std::uint32_t halved(std::uint32_t count, std::uint32_t from, std::uint32_t to);
    [[nodiscard]] const Slot* find(std::uint32_t key) const;

    ZeroedArray<Slot> slots_;  ///< A bucket is a cache line.
    std::size_t mask_;
    std::uint32_t period_ = 0;
    std::uint32_t hour_ = 0;
    std::uint32_t articles_pending_ = 0;
    std::uint32_t articles_active_ = 0;
};

}  // namespace wirefold
