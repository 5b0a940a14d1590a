#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "daemon/core/invariant.hpp"
#include "daemon/index/zeroed_array.hpp"

namespace wirefold {

/// Bytes of articles in the order they came; what was first goes first. A piece is never parted: one that
/// crosses the end of the ring goes on in a margin behind it. So which pieces are still there depends on how
/// long they are alone, not on where in the ring the first of them was put.
///
/// Shape:   places rise for ever; pieces begin at multiples of four bytes.
/// Bound:   the ring and its margin, allocated once. The owner sees to it that what it places does not reach
///          around to the first byte it still needs.
/// Threads: one.
class ByteRing {
public:
    /// More than that packed places cannot tell apart.
    static constexpr std::size_t kCapacityMax = (std::size_t{4} << 32U) - 4;
    /// Of a piece; of a smaller ring all of it. The longest are an article's ids with its verdict, 9.1 KB
    /// with ids of 1 KB and sixteen changes of eight long names; a recent one's words have 5 KB.
    static constexpr std::size_t kPieceMax = std::size_t{16} << 10U;

    explicit ByteRing(std::size_t capacity)
        : capacity_((std::min(capacity, kCapacityMax) + 3) / 4 * 4), ring_((capacity_ + piece_max()) / 4) {}

    [[nodiscard]] std::size_t capacity() const { return capacity_; }
    [[nodiscard]] std::size_t bytes() const { return ring_.bytes(); }
    [[nodiscard]] std::size_t piece_max() const { return std::min(capacity_, kPieceMax); }
    /// Whether it would leave everything from `first_needed` on as it is.
    [[nodiscard]] bool fits(std::size_t piece_bytes, std::uint64_t first_needed) const {
        return next_ + piece_bytes - first_needed <= capacity_;
    }
    /// Takes room, at most piece_max(), and returns where it begins.
    std::uint64_t take(std::size_t piece_bytes) {
        WIREFOLD_INVARIANT(piece_bytes <= piece_max(), "pieces are limited where they are made");
        const std::uint64_t begin = next_;
        next_ += (piece_bytes + 3) / 4 * 4;
        return begin;
    }
    /// Takes room for the piece and puts it there; returns where.
    std::uint64_t put(std::string_view piece) {
        const std::uint64_t place = take(piece.size());
        std::copy(piece.begin(), piece.end(), at(place));
        return place;
    }
    [[nodiscard]] std::uint64_t next() const { return next_; }
    /// A place in 32 bits, in words of four bytes …
    [[nodiscard]] static std::uint32_t pack(std::uint64_t place) {
        return static_cast<std::uint32_t>(place / 4);
    }
    /// … and the newest place that packs so.
    [[nodiscard]] std::uint64_t unpack(std::uint32_t packed) const {
        return next_ - std::uint64_t{pack(next_) - packed} * 4;
    }
    /// What lies at a place, up to the end of the margin: a piece ends before.
    [[nodiscard]] std::string_view from(std::uint64_t place) const {
        return {at(place), bytes() - place % capacity_};
    }
    [[nodiscard]] char* at(std::uint64_t place) {
        return reinterpret_cast<char*>(ring_.data()) + place % capacity_;
    }
    [[nodiscard]] const char* at(std::uint64_t place) const {
        return reinterpret_cast<const char*>(ring_.data()) + place % capacity_;
    }

private:
    std::size_t capacity_;
    ZeroedArray<std::uint32_t> ring_;
    std::uint64_t next_ = 0;
};

}  // namespace wirefold
