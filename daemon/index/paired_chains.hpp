#pragma once

#include <cstdint>

#include "daemon/core/invariant.hpp"
#include "daemon/core/prefetch.hpp"
#include "daemon/index/chain_heads.hpp"
#include "daemon/index/ring_chains.hpp"
#include "daemon/index/zeroed_array.hpp"

namespace wirefold {

/// The chains of a LinkedRing for keys that many articles have: every other entry of a key says what the next
/// older one would, and is linked past it. So a walk misses the processor's caches half as often.
///
/// Cost:    18 bytes an entry, and 4 a head.
/// Order:   articles rise with the entries, and leave whole: forget_before() names the first that stays.
/// Threads: one.
class PairedChains {
public:
    /// What a salient term or quotation of an article carries. Article numbers are their last 32 bits.
    struct Entry {
        std::uint32_t key;
        std::uint32_t link;  ///< Packed number of the next older entry that is not said here; 0: none.
        std::uint32_t article;
        std::uint16_t
            older_distance;  ///< Articles back to the next older entry of the key; 0: not said here.
        std::uint8_t older_weight;
        std::uint8_t weight;  ///< 0: a quotation; no term weighs nothing.
    };
    /// What no walk asks for.
    struct Mark {
        std::uint8_t position;
        std::uint8_t flags;
    };
    /// An entry as a walk sees it.
    struct Seen {
        std::uint32_t key = 0;
        std::uint32_t article = 0;
        std::uint32_t weight = 0;
    };
    /// Where a walk along the bucket of a key stands.
    struct Cursor : RingWalk {
        std::uint32_t key = 0;
        bool has_older = false;
        Seen older;  ///< To be seen before the next entry.
    };

    explicit PairedChains(std::uint32_t capacity)
        : numbers_(capacity), entries_(capacity), marks_(capacity), heads_(capacity) {}

    [[nodiscard]] std::uint64_t next() const { return next_; }
    [[nodiscard]] std::uint64_t size() const { return next_ - oldest_; }
    [[nodiscard]] std::uint32_t capacity() const { return numbers_.capacity(); }
    /// Calls visit(entry, mark) for `count` entries from `first` on.
    template <class Visit>
    void for_each(std::uint64_t first, std::size_t count, Visit&& visit) const {
        std::size_t slot = numbers_.slot(first);
        for (std::size_t i = 0; i < count; ++i) {
            visit(entries_[slot], marks_[slot]);
            if (++slot == capacity()) slot = 0;
        }
    }
    void prefetch_entries(std::uint64_t first, std::size_t count) const {
        for_each(first, count, [](const Entry& entry, const Mark&) { prefetch_line(&entry); });
    }
    [[nodiscard]] std::size_t bytes() const { return entries_.bytes() + marks_.bytes() + heads_.bytes(); }
    void prefetch(std::uint32_t key) const { heads_.prefetch(key); }

    /// Adds entry `next()`; its link and what is said of the older one are filled in here. There must be
    /// room.
    void add(Entry entry, Mark mark) {
        WIREFOLD_INVARIANT(size() < capacity(), "a full ring forgets before it takes");
        std::uint32_t& head = heads_.of(entry.key);
        entry.link = head;
        const bool is_newest_held = head != 0 && numbers_.age_of(head, next_wrapped_) <= size();
        if (is_newest_held) pair(entry, entries_[numbers_.slot_of_packed(head)]);
        head = next_wrapped_ + 1;
        const std::size_t slot = numbers_.slot_of_packed(head);
        entries_[slot] = entry;
        marks_[slot] = mark;
        ++next_;
        if (++next_wrapped_ == numbers_.wrap()) next_wrapped_ = 0;
    }
    /// Forgets the entries before `number`, which is the first of `article`.
    void forget_before(std::uint64_t number, std::uint32_t article) {
        oldest_ = number;
        oldest_article_ = article;
    }

    /// Begins a walk, and fetches its first entry.
    [[nodiscard]] Cursor cursor(std::uint32_t key) const {
        Cursor cursor;
        cursor.key = key;
        cursor.packed = heads_.of(key);
        cursor.bound = next_;
        cursor.bound_wrapped = next_wrapped_;
        fetch(cursor);
        return cursor;
    }
    /// Shows the next older entry, which may have another key of the bucket; false when the walk is over.
    [[nodiscard]] bool step(Cursor& cursor, Seen& seen) const {
        if (cursor.has_older) {
            cursor.has_older = false;
            seen = cursor.older;
            return true;
        }
        if (!cursor.advance(numbers_, oldest_)) return false;
        const Entry& entry = entries_[numbers_.slot_of_packed(cursor.packed)];
        cursor.packed = entry.link;
        fetch(cursor);
        seen = {.key = entry.key, .article = entry.article, .weight = entry.weight};
        if (entry.older_distance != 0) tell_older(cursor, entry);
        return true;
    }

private:
    static void pair(Entry& entry, const Entry& older) {
        const std::uint32_t distance = entry.article - older.article;
        const bool is_near = distance > 0 && distance <= UINT16_MAX;
        if (!is_near || older.key != entry.key || older.older_distance != 0) return;
        entry.link = older.link;
        entry.older_distance = static_cast<std::uint16_t>(distance);
        entry.older_weight = older.weight;
    }
    void tell_older(Cursor& cursor, const Entry& entry) const {
        const std::uint32_t article = entry.article - entry.older_distance;
        // Articles lie less than 2^31 apart.
        if (static_cast<std::int32_t>(article - oldest_article_) < 0) {
            cursor.packed = 0;
            return;
        }
        cursor.has_older = true;
        cursor.older = {.key = entry.key, .article = article, .weight = entry.older_weight};
    }
    void fetch(const Cursor& cursor) const {
        if (cursor.packed != 0) prefetch_line(&entries_[numbers_.slot_of_packed(cursor.packed)]);
    }

    RingNumbers numbers_;
    ZeroedArray<Entry> entries_;
    ZeroedArray<Mark> marks_;
    ChainHeads heads_;
    std::uint64_t next_ = 0;
    std::uint32_t next_wrapped_ = 0;  ///< Modulo the numbers' wrap.
    std::uint64_t oldest_ = 0;
    std::uint32_t oldest_article_ = 0;
};
static_assert(sizeof(PairedChains::Entry) == 16);

}  // namespace wirefold
