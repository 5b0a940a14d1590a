#pragma once

#include <cstdint>
#include <type_traits>

#include "daemon/core/invariant.hpp"
#include "daemon/core/prefetch.hpp"
#include "daemon/index/chain_heads.hpp"
#include "daemon/index/zeroed_array.hpp"

namespace wirefold {

/// Numbers that rise for ever, stored in 32 bits: `pack` folds them, `unpack` restores the newest that fits.
class RingNumbers {
public:
    explicit RingNumbers(std::uint32_t capacity)
        : capacity_(capacity),
          magic_(UINT64_MAX / capacity + 1),
          wrap_(std::uint64_t{capacity} * (UINT32_MAX / capacity)) {}
    [[nodiscard]] std::uint32_t slot(std::uint64_t number) const {
        return slot_of_packed(static_cast<std::uint32_t>(number % wrap_) + 1);
    }
    /// Never 0: that means "none" where packed numbers are stored.
    [[nodiscard]] std::uint32_t pack(std::uint64_t number) const {
        return static_cast<std::uint32_t>(number % wrap_) + 1;
    }
    /// The largest number below `next` that packs to `packed`; `next` when there is none.
    [[nodiscard]] std::uint64_t unpack(std::uint32_t packed, std::uint64_t next) const {
        const std::uint64_t age = age_of(packed, next % wrap_);
        return age > next ? next : next - age;
    }
    /// How far the newest number that packs to `packed` lies below a number that is `now` modulo wrap().
    [[nodiscard]] std::uint64_t age_of(std::uint32_t packed, std::uint64_t now) const {
        const std::uint64_t then = packed - 1U;
        return now > then ? now - then : now + wrap_ - then;
    }
    /// The slot of a packed number. (A division by a multiplication: Lemire, Kaser, Kurz: "Faster remainder
    /// by direct computation", 2019.)
    [[nodiscard]] std::uint32_t slot_of_packed(std::uint32_t packed) const {
        __extension__ using Wide = unsigned __int128;
        const std::uint64_t low = magic_ * (packed - 1U);
        return static_cast<std::uint32_t>(static_cast<Wide>(low) * capacity_ >> 64U);
    }
    [[nodiscard]] std::uint64_t wrap() const { return wrap_; }
    [[nodiscard]] std::uint32_t capacity() const { return capacity_; }

private:
    std::uint32_t capacity_;
    std::uint64_t magic_;
    std::uint64_t wrap_;  ///< A multiple of the capacity, so that slots survive the folding.
};

/// Where a walk from an entry of a ring to older and older ones stands.
struct RingWalk {
    std::uint32_t packed = 0;         ///< Of the entry to look at next; 0: the walk is over.
    std::uint64_t bound = 0;          ///< Only older entries are of this walk: this number …
    std::uint64_t bound_wrapped = 0;  ///< … and modulo the numbers' wrap.

    /// Comes to the entry to look at next, whose number is `bound` then; `packed` is to be set to the one
    /// behind it. False when the walk is over: the ring holds nothing older than `oldest`.
    [[nodiscard]] bool advance(const RingNumbers& numbers, std::uint64_t oldest) {
        if (packed == 0) return false;
        const std::uint64_t age = numbers.age_of(packed, bound_wrapped);
        if (age > bound - oldest) {
            packed = 0;
            return false;
        }
        bound -= age;
        bound_wrapped = packed - 1U;
        return true;
    }
};

/// An entry that carries nothing but its key.
struct NoPayload {};

/// A multimap from 32-bit keys to numbered entries, newest first, which forgets its oldest entries for free.
///
/// Entries are numbered 0, 1, 2 … in the order of add(). The newest `capacity` of them lie in a ring; each is
/// linked to the next older entry of its bucket, and a link that leads out of the ring is simply the end. So
/// expiry is one addition, there is nothing to rehash, and the memory is fixed. (The match finder of LZ77
/// compressors; see zstd's "hash chain".)
///
/// Cost:    8 bytes an entry and its payload, and 4 a head. A walk passes as many entries of other keys as
/// there
///          are entries a head, and reads a cache line at each; who walks several chains at once by cursors
///          lets the memory work on all of them.
/// Threads: one.
template <class Payload>
class LinkedRing {
public:
    struct Entry {
        std::uint32_t key;
        std::uint32_t link;  ///< Packed number of the next older entry in the bucket; 0: none.
        [[no_unique_address]] Payload payload;
    };

    explicit LinkedRing(std::uint32_t capacity, std::uint32_t entries_per_head = 1)
        : numbers_(capacity), entries_(capacity), heads_(capacity / entries_per_head) {}

    [[nodiscard]] std::uint64_t next() const { return next_; }
    [[nodiscard]] std::uint64_t oldest() const { return oldest_; }
    [[nodiscard]] std::uint64_t size() const { return next_ - oldest_; }
    [[nodiscard]] std::uint32_t capacity() const { return numbers_.capacity(); }
    [[nodiscard]] const Entry& at(std::uint64_t number) const { return entries_[numbers_.slot(number)]; }
    [[nodiscard]] std::size_t bytes() const { return entries_.bytes() + heads_.bytes(); }

    /// Adds entry `next()`. There must be room: forget_before() first.
    std::uint64_t add(std::uint32_t key, const Payload& payload = {}) {
        WIREFOLD_INVARIANT(size() < capacity(), "a full ring forgets before it takes");
        std::uint32_t& head = heads_.of(key);
        const std::uint32_t packed = next_wrapped_ + 1;
        entries_[numbers_.slot_of_packed(packed)] = {key, head, payload};
        head = packed;
        if (++next_wrapped_ == numbers_.wrap()) next_wrapped_ = 0;
        return next_++;
    }

    void forget_before(std::uint64_t number) {
        if (number > oldest_) oldest_ = number < next_ ? number : next_;
    }

    /// Where a walk along the bucket of a key stands.
    struct Cursor : RingWalk {
        std::uint32_t key = 0;
    };
    void prefetch(std::uint32_t key) const { heads_.prefetch(key); }
    /// Begins a walk, and fetches its first entry.
    [[nodiscard]] Cursor cursor(std::uint32_t key) const {
        const Cursor cursor{{.packed = heads_.of(key), .bound = next_, .bound_wrapped = next_wrapped_}, key};
        fetch(cursor);
        return cursor;
    }
    /// The entry the walk stands at, which may have another key of the bucket; the walk goes on to the next
    /// one and fetches it. Null when the walk is over. `number`, when given, is the entry's.
    [[nodiscard]] const Entry* step(Cursor& cursor, std::uint64_t* number = nullptr) const {
        if (!cursor.advance(numbers_, oldest_)) return nullptr;
        const Entry& entry = entries_[numbers_.slot_of_packed(cursor.packed)];
        cursor.packed = entry.link;
        fetch(cursor);
        if (number != nullptr) *number = cursor.bound;
        return &entry;
    }

    /// Calls visit(number) for entries of `key`, newest first, looking at no more than `steps_max` entries of
    /// its bucket; `visit` returns false to stop.
    template <class Visit>
    void visit(std::uint32_t key, unsigned steps_max, Visit&& visit) const {
        Cursor walk = cursor(key);
        std::uint64_t number = 0;
        for (unsigned steps = 0; steps < steps_max; ++steps) {
            const Entry* const entry = step(walk, &number);
            if (entry == nullptr) return;
            if (entry->key == key && !visit(number)) return;
        }
    }

private:
    void fetch(const RingWalk& walk) const {
        if (walk.packed != 0) prefetch_line(&entries_[numbers_.slot_of_packed(walk.packed)]);
    }

    RingNumbers numbers_;
    ZeroedArray<Entry> entries_;
    ChainHeads heads_;
    std::uint64_t next_ = 0;
    std::uint32_t next_wrapped_ = 0;  ///< Modulo the numbers' wrap.
    std::uint64_t oldest_ = 0;
};

using RingChains = LinkedRing<NoPayload>;

}  // namespace wirefold
