#pragma once

#include <cstdint>
#include <span>

namespace wirefold {

/// Winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: local algorithms for document fingerprinting", SIGMOD
/// 2003) keeps of a text's shingles the smallest of every `window` neighbors, so that any run of `window`
/// shingles which two texts share puts the same key into both selections.
///
/// The selection is described here by *reach*: the longest run of shingles in which a shingle is the
/// smallest. A window of w shingles selects exactly the shingles that reach w or further. Therefore a wider
/// window selects a subset of what a narrower one selects, and the subset can be told from the narrower
/// selection alone: two texts that were winnowed at different windows are compared at the wider of both.

/// What "smallest" means. Equal keys are ordered by a scattered function of their place, not by the place
/// itself: with the paper's "rightmost wins" nearly every line of a table that repeats one is selected.
[[nodiscard]] constexpr std::uint64_t winnow_order(std::uint32_t key, std::uint32_t position) {
    constexpr std::uint32_t kGoldenRatio = 0x9e3779b1U;  // odd, so different places stay different
    return (std::uint64_t{key} << 32U) | (position * kGoldenRatio);
}
/// The position that an order was made with.
[[nodiscard]] constexpr std::uint32_t winnow_position(std::uint64_t order) {
    constexpr std::uint32_t kInverse = 0xe8b2f51U;  // of kGoldenRatio, modulo 2³²
    return static_cast<std::uint32_t>(order) * kInverse;
}
static_assert(winnow_position(winnow_order(7, 123'456'789)) == 123'456'789);

/// Writes the reach of each key of a selection into `reaches`.
///
/// Shape: `positions` rise and lie below `shingles`; all three spans are equally long. Exact for every reach
/// not below the window the selection was made with; every key of the selection has such a reach. Cost:
/// linear, no memory.
void winnow_reaches(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> positions,
                    std::uint32_t shingles, std::span<std::uint32_t> reaches);

/// How far a key must reach that a window selects: as far as it is wide, or the text long.
[[nodiscard]] constexpr std::uint32_t winnow_reach_min(std::uint32_t window, std::uint32_t shingles) {
    return window < shingles ? window : shingles;
}

}  // namespace wirefold
