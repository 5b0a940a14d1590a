#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// Searches in winnow orders, four at a time where the processor can. `from` is not `to`.

/// The plain meaning of smallest_order() and first_below(); also the variants for processors without AVX2.
[[nodiscard]] inline std::uint64_t smallest_order_plain(const std::uint64_t* from, const std::uint64_t* to) {
    return *std::min_element(from, to);
}
[[nodiscard]] inline const std::uint64_t* first_below_plain(const std::uint64_t* from,
                                                            const std::uint64_t* to, std::uint64_t limit) {
    return std::find_if(from, to, [limit](std::uint64_t order) { return order < limit; });
}

#if defined(__AVX2__)

/// Four orders, shifted so that the processor's signed comparison compares them as what they are.
[[nodiscard]] inline __m256i four_orders(const std::uint64_t* from) {
    const __m256i orders = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    return _mm256_xor_si256(orders, _mm256_set1_epi64x(INT64_MIN));
}

[[nodiscard]] inline std::uint64_t smallest_order(const std::uint64_t* from, const std::uint64_t* to) {
    if (to - from < 4) return smallest_order_plain(from, to);
    __m256i least = four_orders(to - 4);  // the last four, which may be looked at twice
    for (; to - from > 4; from += 4) {
        const __m256i orders = four_orders(from);
        least = _mm256_blendv_epi8(least, orders, _mm256_cmpgt_epi64(least, orders));
    }
    std::array<std::uint64_t, 4> lanes;
    const __m256i back = _mm256_xor_si256(least, _mm256_set1_epi64x(INT64_MIN));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(lanes.data()), back);
    return std::min(std::min(lanes[0], lanes[1]), std::min(lanes[2], lanes[3]));
}

/// The first order below `limit`, or `to`.
[[nodiscard]] inline const std::uint64_t* first_below(const std::uint64_t* from, const std::uint64_t* to,
                                                      std::uint64_t limit) {
    const __m256i limits = _mm256_set1_epi64x(static_cast<std::int64_t>(limit) ^ INT64_MIN);
    for (; to - from >= 4; from += 4) {
        const __m256i below = _mm256_cmpgt_epi64(limits, four_orders(from));
        const auto bits = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(below)));
        if (bits != 0) return from + std::countr_zero(bits);
    }
    return first_below_plain(from, to, limit);
}

#else

[[nodiscard]] inline std::uint64_t smallest_order(const std::uint64_t* from, const std::uint64_t* to) {
    return smallest_order_plain(from, to);
}
[[nodiscard]] inline const std::uint64_t* first_below(const std::uint64_t* from, const std::uint64_t* to,
                                                      std::uint64_t limit) {
    return first_below_plain(from, to, limit);
}

#endif

}  // namespace wirefold
