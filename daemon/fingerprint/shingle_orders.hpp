#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/model/winnow.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// Writes the winnow orders of the shingles [from, to) of a text, four at a time where the processor can.
/// `sums` are those of RollingHash.

/// The plain meaning; also the variant for processors without AVX2.
inline void shingle_orders_plain(const std::uint64_t* sums, std::uint32_t shingle_tokens, std::size_t from,
                                 std::size_t to, std::uint64_t* orders) {
    const int rotation = RollingHash::rotation_of(shingle_tokens);
    for (std::size_t i = from; i < to; ++i) {
        const std::uint64_t hash = sums[i + shingle_tokens] ^ std::rotl(sums[i], rotation);
        orders[i] = winnow_order(RollingHash::key_of(hash), static_cast<std::uint32_t>(i));
    }
}

#if defined(__AVX2__)

/// Bits 32 to 63 of the products of four values and a constant, in the lower halves; the upper ones are
/// anything.
[[nodiscard]] inline __m256i middle_products(__m256i values, std::uint64_t constant) {
    const __m256i low = _mm256_set1_epi64x(static_cast<std::int64_t>(constant & 0xffffffffU));
    const __m256i high = _mm256_set1_epi64x(static_cast<std::int64_t>(constant >> 32U));
    const __m256i carried = _mm256_srli_epi64(_mm256_mul_epu32(values, low), 32);
    const __m256i crossed = _mm256_add_epi32(_mm256_mul_epu32(values, high),
                                             _mm256_mul_epu32(_mm256_srli_epi64(values, 32), low));
    return _mm256_add_epi32(carried, crossed);
}

inline void shingle_orders(const std::uint64_t* sums, std::uint32_t shingle_tokens, std::size_t from,
                           std::size_t to, std::uint64_t* orders) {
    const auto load = [](const std::uint64_t* at) {
        return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    };
    const int rotation = RollingHash::rotation_of(shingle_tokens);
    const __m128i left = _mm_cvtsi32_si128(rotation);
    const __m128i right = _mm_cvtsi32_si128(64 - rotation);
    const auto place = [](std::size_t i) {
        return static_cast<std::int64_t>(winnow_order(0, static_cast<std::uint32_t>(i)));
    };
    __m256i places = _mm256_set_epi64x(place(from + 3), place(from + 2), place(from + 1), place(from));
    const __m256i step = _mm256_set1_epi64x(place(4));
    std::size_t i = from;
    for (; i + 4 <= to; i += 4) {
        const __m256i before = load(sums + i);
        const __m256i rotated =
            _mm256_or_si256(_mm256_sll_epi64(before, left), _mm256_srl_epi64(before, right));
        const __m256i hashes = _mm256_xor_si256(load(sums + i + shingle_tokens), rotated);
        const __m256i keys = _mm256_slli_epi64(middle_products(hashes, RollingHash::kSpread), 32);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(orders + i), _mm256_or_si256(keys, places));
        places = _mm256_add_epi32(places, step);  // the upper halves stay 0
    }
    shingle_orders_plain(sums, shingle_tokens, i, to, orders);
}

#else

inline void shingle_orders(const std::uint64_t* sums, std::uint32_t shingle_tokens, std::size_t from,
                           std::size_t to, std::uint64_t* orders) {
    shingle_orders_plain(sums, shingle_tokens, from, to, orders);
}

#endif

}  // namespace wirefold
