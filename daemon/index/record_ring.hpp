#pragma once

#include <cstdint>

#include "daemon/core/invariant.hpp"
#include "daemon/core/prefetch.hpp"
#include "daemon/index/zeroed_array.hpp"

namespace wirefold {

/// Of an array's bytes those of so many of its items.
[[nodiscard]] inline std::size_t part_of(std::size_t bytes, std::uint64_t items, std::uint64_t capacity) {
    return static_cast<std::size_t>(static_cast<double>(bytes) * static_cast<double>(items) /
                                    static_cast<double>(capacity));
}

/// The largest number, `newest` at most, whose last 32 bits these are.
[[nodiscard]] inline std::uint64_t with_last_bits(std::uint64_t newest, std::uint32_t bits) {
    return newest - (static_cast<std::uint32_t>(newest) - bits);
}

/// Records of one size, numbered in the order they came, of which the oldest are forgotten first.
///
/// Bound:   the ring, allocated once.
/// Threads: one.
template <class T>
class RecordRing {
public:
    explicit RecordRing(std::uint32_t capacity) : records_(capacity) {}

    [[nodiscard]] std::uint64_t next() const { return next_; }
    [[nodiscard]] std::uint64_t oldest() const { return oldest_; }
    [[nodiscard]] std::uint64_t size() const { return next_ - oldest_; }
    [[nodiscard]] std::uint64_t capacity() const { return records_.length(); }
    [[nodiscard]] bool holds(std::uint64_t number) const { return number >= oldest_ && number < next_; }
    [[nodiscard]] std::size_t bytes() const { return records_.bytes(); }

    /// Of those it holds.
    [[nodiscard]] T& at(std::uint64_t number) { return records_[slot(number)]; }
    [[nodiscard]] const T& at(std::uint64_t number) const { return records_[slot(number)]; }
    void prefetch(std::uint64_t number) const {
        const char* const begin = reinterpret_cast<const char*>(&at(number));
        prefetch_line(begin);
        if constexpr (kMayCrossLines) prefetch_line(begin + sizeof(T) - 1);
    }

    /// Adds record `next()`. There must be room: forget_oldest() first.
    T& add(const T& record) {
        WIREFOLD_INVARIANT(size() < capacity(), "a full ring forgets before it takes");
        if (next_ == lap_ + capacity()) lap_ = next_;
        T& place = at(next_++);
        place = record;
        return place;
    }
    void forget_oldest() {
        WIREFOLD_INVARIANT(oldest_ < next_, "there is a record to forget");
        ++oldest_;
    }
    /// The newest number, or the one to come, whose last 32 bits these are.
    [[nodiscard]] std::uint64_t unpack(std::uint32_t packed) const { return with_last_bits(next_, packed); }

private:
    static constexpr bool kMayCrossLines = 64 % sizeof(T) != 0;

    [[nodiscard]] std::size_t slot(std::uint64_t number) const {
        return number >= lap_ ? number - lap_ : number + capacity() - lap_;
    }

    ZeroedArray<T> records_;
    std::uint64_t next_ = 0;
    std::uint64_t oldest_ = 0;
    std::uint64_t lap_ = 0;  ///< The newest number that lies in the first slot, or would.
};

}  // namespace wirefold
