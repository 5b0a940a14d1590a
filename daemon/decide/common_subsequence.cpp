#include "daemon/decide/common_subsequence.hpp"

#include <algorithm>

#include "daemon/core/invariant.hpp"

namespace wirefold {

CommonSubsequence::Row& CommonSubsequence::places_of(std::uint32_t value) {
    std::size_t at = (value * 0x9e3779b1U >> 16U) & (kSlots - 1);
    while (slots_[at].generation == generation_ && slots_[at].value != value) at = (at + 1) & (kSlots - 1);
    Slot& slot = slots_[at];
    if (slot.generation != generation_) {
        slot.value = value;
        slot.generation = generation_;
        slot.places = {};
    }
    return slot.places;
}

template <std::unsigned_integral T>
void CommonSubsequence::fill_rows(std::span<const T> own, std::span<const T> other) {
    if (++generation_ == 0) {
        std::fill(slots_.begin(), slots_.end(), Slot{});
        generation_ = 1;
    }
    for (std::size_t i = 0; i < own.size(); ++i) places_of(own[i])[i / 64] |= std::uint64_t{1} << i % 64;
    // A value of `other` that `own` lacks leaves the row as it is; looking it up must not fill the table.
    const std::size_t words = (own.size() + 63) / 64;
    if (rows_.size() < other.size()) rows_.resize(other.size());
    Row row;
    row.fill(~std::uint64_t{0});
    for (std::size_t j = 0; j < other.size(); ++j) {
        std::size_t at = (std::uint32_t{other[j]} * 0x9e3779b1U >> 16U) & (kSlots - 1);
        while (slots_[at].generation == generation_ && slots_[at].value != other[j])
            at = (at + 1) & (kSlots - 1);
        if (slots_[at].generation == generation_) {
            const Row& places = slots_[at].places;
            std::uint64_t carry = 0;
            for (std::size_t w = 0; w < words; ++w) {
                const std::uint64_t hits = row[w] & places[w];
                const std::uint64_t sum = row[w] + hits;
                const std::uint64_t carried = sum + carry;
                carry = (sum < hits ? 1U : 0U) | (carried < carry ? 1U : 0U);
                row[w] = carried | (row[w] - hits);
            }
        }
        rows_[j] = row;
    }
}

template <std::unsigned_integral T>
void CommonSubsequence::find(std::span<const T> own, std::span<const T> other,
                             std::vector<CommonElement>& pairs) {
    WIREFOLD_INVARIANT(own.size() <= kElementsMax && other.size() <= kElementsMax, "sequences are short");
    std::size_t first = 0;
    while (first < own.size() && first < other.size() && own[first] == other[first]) {
        pairs.push_back({first, first});
        ++first;
    }
    std::size_t own_end = own.size();
    std::size_t other_end = other.size();
    while (own_end > first && other_end > first && own[own_end - 1] == other[other_end - 1]) {
        --own_end;
        --other_end;
    }
    if (own_end > first && other_end > first) {
        fill_rows(own.subspan(first, own_end - first), other.subspan(first, other_end - first));
        const auto begin = static_cast<std::ptrdiff_t>(pairs.size());
        std::size_t i = own_end - first;
        std::size_t j = other_end - first;
        while (i > 0 && j > 0) {
            if (!grows_at(j - 1, i - 1)) {
                --i;
                continue;
            }
            --j;
            if (j > 0 && grows_at(j - 1, i - 1)) continue;
            --i;
            pairs.push_back({first + i, first + j});
        }
        std::reverse(pairs.begin() + begin, pairs.end());
    }
    for (std::size_t i = own_end, j = other_end; i < own.size(); ++i, ++j) pairs.push_back({i, j});
}

template void CommonSubsequence::find(std::span<const std::uint8_t>, std::span<const std::uint8_t>,
                                      std::vector<CommonElement>&);
template void CommonSubsequence::find(std::span<const std::uint16_t>, std::span<const std::uint16_t>,
                                      std::vector<CommonElement>&);
template void CommonSubsequence::find(std::span<const std::uint32_t>, std::span<const std::uint32_t>,
                                      std::vector<CommonElement>&);

}  // namespace wirefold
