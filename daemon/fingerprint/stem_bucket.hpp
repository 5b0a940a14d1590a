#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// Eight stems of the prior's table, looked at all at once: which of them is meant nobody can predict.
struct alignas(32) StemBucket {
    static constexpr std::size_t kSlots = 8;
    static constexpr std::uint32_t kRarityMask = 15;

    /// Upper 28 bits of a key and its rarity; 0: empty. Empty slots are the last ones.
    std::array<std::uint32_t, kSlots> slots{};

    /// Bit masks of slots.
    struct Matches {
        unsigned same = 0;   ///< Those that hold the key, at most one.
        unsigned empty = 0;  ///< Those that hold none.
    };
    /// The plain meaning; also the variant for processors without AVX2.
    [[nodiscard]] Matches matches_plain(std::uint32_t key) const {
        Matches matches;
        for (unsigned i = 0; i < kSlots; ++i) {
            if (slots[i] == 0) matches.empty |= 1U << i;
            if (((slots[i] ^ key) & ~kRarityMask) == 0) matches.same |= 1U << i;
        }
        return matches;
    }
#if defined(__AVX2__)
    [[nodiscard]] Matches matches(std::uint32_t key) const {
        const __m256i all = _mm256_load_si256(reinterpret_cast<const __m256i*>(slots.data()));
        const __m256i wanted = _mm256_set1_epi32(static_cast<int>(key >> 4U));
        return {.same = bits(_mm256_cmpeq_epi32(_mm256_srli_epi32(all, 4), wanted)),
                .empty = bits(_mm256_cmpeq_epi32(all, _mm256_setzero_si256()))};
    }

private:
    [[nodiscard]] static unsigned bits(__m256i lanes) {
        return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
    }
#else
    [[nodiscard]] Matches matches(std::uint32_t key) const {
        return matches_plain(key);
    }
#endif
};

}  // namespace wirefold
