#include "daemon/model/winnow.hpp"

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

}  // namespace wirefold
