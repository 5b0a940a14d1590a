#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

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
    /// More than that packed places cannot tell apart.
    static constexpr std::size_t kBytesMax = (std::size_t{4} << 32U) - 4;

    explicit ByteRing(std::size_t bytes) : ring_((std::min(bytes, kBytesMax) + 3) / 4) {}

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
    /// What lies at a place, up to the end of the ring: a piece ends before.
    [[nodiscard]] std::string_view from(std::uint64_t place) const {
        return {at(place), bytes() - place % bytes()};
    }
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
