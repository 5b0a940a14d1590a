#pragma once

#include <cstdint>

#include "daemon/index/zeroed_array.hpp"

namespace wirefold {

/// Bytes of articles in the order they came; what was first goes first. A piece never wraps: one that would
/// cross the end begins at the start instead.
///
/// Shape:   places rise for ever; pieces begin at multiples of four bytes.
/// Bound:   the ring, allocated once. The owner sees to it that what it places does not reach around to the
///          first byte it still needs.
/// Threads: one.
class ByteRing {
public:
    explicit ByteRing(std::size_t bytes) : ring_((bytes + 3) / 4) {}

    [[nodiscard]] std::size_t bytes() const { return ring_.bytes(); }
    /// Where a piece of that size would begin.
    [[nodiscard]] std::uint64_t place(std::size_t piece_bytes) const {
        const std::size_t at = next_ % bytes();
        return at + piece_bytes > bytes() ? next_ + (bytes() - at) : next_;
    }
    /// Whether it would leave everything from `first_needed` on as it is.
    [[nodiscard]] bool fits(std::size_t piece_bytes, std::uint64_t first_needed) const {
        return place(piece_bytes) + piece_bytes - first_needed <= bytes();
    }
    /// Takes room and returns where it begins.
    std::uint64_t take(std::size_t piece_bytes) {
        const std::uint64_t begin = place(piece_bytes);
        next_ = begin + (piece_bytes + 3) / 4 * 4;
        return begin;
    }
    [[nodiscard]] std::uint64_t next() const { return next_; }
    [[nodiscard]] char* at(std::uint64_t place) {
        return reinterpret_cast<char*>(ring_.data()) + place % bytes();
    }
    [[nodiscard]] const char* at(std::uint64_t place) const {
        return reinterpret_cast<const char*>(ring_.data()) + place % bytes();
    }

private:
    ZeroedArray<std::uint32_t> ring_;
    std::uint64_t next_ = 0;
};

}  // namespace wirefold
