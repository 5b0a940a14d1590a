#include "daemon/model/winnow.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/invariant.hpp"

namespace wirefold {

void winnow_reaches(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> positions,
                    std::uint32_t shingles, std::span<std::uint32_t> reaches) {
    WIREFOLD_INVARIANT(keys.size() == positions.size() && keys.size() == reaches.size(),
                       "one position, one reach a key");
    // Nearest smaller neighbors by a stack of keys that have met nothing smaller yet. Such a key needs no
    // reach yet, so its place in `reaches` links to the key below it on the stack.
    constexpr std::uint32_t kBottom = ~std::uint32_t{0};
    std::uint32_t top = kBottom;
    const auto pop_at = [&](std::uint32_t right) {
        const std::uint32_t below = reaches[top];
        const std::uint32_t left = below == kBottom ? 0 : positions[below] + 1;
        reaches[top] = right - left;
        top = below;
    };
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        const std::uint64_t order = winnow_order(keys[i], positions[i]);
        while (top != kBottom && winnow_order(keys[top], positions[top]) > order) pop_at(positions[i]);
        reaches[i] = top;
        top = i;
    }
    while (top != kBottom) pop_at(shingles);
}

std::uint64_t rewinnow(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> positions,
                       std::uint32_t shingles, std::uint32_t window) {
    constexpr std::size_t kKeysMax = 64;
    WIREFOLD_INVARIANT(keys.size() <= kKeysMax, "the answer has a bit for each key");
    std::array<std::uint32_t, kKeysMax> reaches{};
    winnow_reaches(keys, positions, shingles, std::span{reaches}.first(keys.size()));
    const std::uint32_t reach_min = std::min(window, shingles);
    std::uint64_t selected = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (reaches[i] >= reach_min) selected |= std::uint64_t{1} << i;
    }
    return selected;
}

}  // namespace wirefold
