#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <vector>

namespace wirefold {

/// One pair of equal elements.
struct CommonElement {
    std::size_t own = 0;
    std::size_t other = 0;
};

/// Longest common subsequence of two short sequences, sixty-four elements at a time.
///
/// A bit of a row says whether the subsequence does not grow at that element of the first sequence, and a row
/// follows from the one before by one addition (Hyyrö: "Bit-parallel LCS-length computation revisited",
/// 2004). The rows are kept, and tell the pairs. Threads: one; owns scratch. Bound:   kElementsMax elements a
/// side.
class CommonSubsequence {
public:
    static constexpr std::size_t kElementsMax = 256;

    /// Rising pairs, appended to `pairs`.
    template <std::unsigned_integral T>
    void find(std::span<const T> own, std::span<const T> other, std::vector<CommonElement>& pairs);

private:
    static constexpr std::size_t kWords = kElementsMax / 64;
    using Row = std::array<std::uint64_t, kWords>;
    template <std::unsigned_integral T>
    void fill_rows(std::span<const T> own, std::span<const T> other);
    [[nodiscard]] Row& places_of(std::uint32_t value);
    [[nodiscard]] bool grows_at(std::size_t row, std::size_t element) const {
        return (rows_[row][element / 64] >> element % 64 & 1U) == 0;
    }

    static constexpr std::size_t kSlots = 512;
    struct Slot {
        std::uint32_t value = 0;
        std::uint32_t generation = 0;
        Row places{};
    };
    std::vector<Slot> slots_ = std::vector<Slot>(kSlots);  ///< Where in `own` a value stands.
    std::uint32_t generation_ = 0;
    std::vector<Row> rows_;
};

}  // namespace wirefold
