#pragma once

#include <bit>
#include <cstdint>

#include "daemon/core/invariant.hpp"
#include "daemon/index/zeroed_array.hpp"

namespace wirefold {

/// Numbers that rise for ever, stored in 32 bits: `pack` folds them, `unpack` restores the newest that fits.
class RingNumbers {
public:
    explicit RingNumbers(std::uint32_t capacity)
        : capacity_(capacity), wrap_(std::uint64_t{capacity} * (UINT32_MAX / capacity)) {}
    [[nodiscard]] std::uint32_t slot(std::uint64_t number) const {
        return static_cast<std::uint32_t>(number % capacity_);
    }
    /// Never 0: that means "none" where packed numbers are stored.
    [[nodiscard]] std::uint32_t pack(std::uint64_t number) const {
        return static_cast<std::uint32_t>(number % wrap_) + 1;
    }
    /// The largest number below `next` that packs to `packed`; `next` when there is none.
    [[nodiscard]] std::uint64_t unpack(std::uint32_t packed, std::uint64_t next) const {
        const std::uint64_t now = next % wrap_;
        const std::uint64_t then = packed - 1U;
        const std::uint64_t age = now > then ? now - then : now + wrap_ - then;
        return age > next ? next : next - age;
    }
    [[nodiscard]] std::uint32_t capacity() const { return capacity_; }

private:
    std::uint32_t capacity_;
    std::uint64_t wrap_;  ///< A multiple of the capacity, so that slots survive the folding.
};

/// A multimap from 32-bit keys to entry numbers, newest first, which forgets its oldest entries for free.
///
/// Entries are numbered 0, 1, 2 … in the order of add(). The newest `capacity` of them lie in a ring; each is
/// linked to the next older entry of its bucket, and a link that leads out of the ring is simply the end. So
/// expiry is one addition, there is nothing to rehash, and the memory is fixed. (The match finder of LZ77
/// compressors; see zstd's "hash chain".)
///
/// Cost:    12 bytes an entry: key and link 4 each, bucket heads 4 at a load of one half to one.
/// Threads: one.
class RingChains {
public:
    static constexpr std::size_t kBytesPerEntry = 12;  ///< Upper bound: heads are at most one per entry.

    explicit RingChains(std::uint32_t capacity)
        : numbers_(capacity),
          keys_(capacity),
          links_(capacity),
          heads_(std::bit_floor(std::size_t{capacity})) {}

    [[nodiscard]] std::uint64_t next() const { return next_; }
    [[nodiscard]] std::uint64_t oldest() const { return oldest_; }
    [[nodiscard]] std::uint64_t size() const { return next_ - oldest_; }
    [[nodiscard]] std::uint32_t capacity() const { return numbers_.capacity(); }
    [[nodiscard]] std::uint32_t key(std::uint64_t number) const { return keys_[numbers_.slot(number)]; }
    [[nodiscard]] std::uint32_t slot(std::uint64_t number) const { return numbers_.slot(number); }
    [[nodiscard]] std::size_t bytes() const { return keys_.bytes() + links_.bytes() + heads_.bytes(); }

    /// Adds entry `next()`. There must be room: forget_before() first.
    std::uint64_t add(std::uint32_t key) {
        WIREFOLD_INVARIANT(size() < capacity(), "a full ring forgets before it takes");
        const std::uint32_t slot = numbers_.slot(next_);
        std::uint32_t& head = heads_[bucket(key)];
        keys_[slot] = key;
        links_[slot] = head;
        head = numbers_.pack(next_);
        return next_++;
    }

    void forget_before(std::uint64_t number) {
        if (number > oldest_) oldest_ = number < next_ ? number : next_;
    }

    /// Calls visit(number) for entries of `key`, newest first, looking at no more than `steps_max` entries of
    /// its bucket; `visit` returns false to stop.
    template <class Visit>
    void visit(std::uint32_t key, unsigned steps_max, Visit&& visit) const {
        std::uint32_t packed = heads_[bucket(key)];
        std::uint64_t bound = next_;
        for (unsigned step = 0; step < steps_max && packed != 0; ++step) {
            const std::uint64_t number = numbers_.unpack(packed, bound);
            if (number >= bound || number < oldest_) return;
            const std::uint32_t slot = numbers_.slot(number);
            if (keys_[slot] == key && !visit(number)) return;
            packed = links_[slot];
            bound = number;
        }
    }

private:
    [[nodiscard]] std::size_t bucket(std::uint32_t key) const {
        return (std::uint64_t{key} * 0x9e3779b97f4a7c15ULL >> 32U) & (heads_.length() - 1);
    }

    RingNumbers numbers_;
    ZeroedArray<std::uint32_t> keys_;
    ZeroedArray<std::uint32_t> links_;  ///< Packed number of the next older entry in the bucket.
    ZeroedArray<std::uint32_t> heads_;  ///< Packed number of the newest entry; 0: none.
    std::uint64_t next_ = 0;
    std::uint64_t oldest_ = 0;
};

}  // namespace wirefold
