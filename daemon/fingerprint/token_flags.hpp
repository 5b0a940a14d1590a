#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/model/normalized_text.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// Yes and no of up to 64 tokens, a bit each.
struct TokenFlags {
    static constexpr std::size_t kTokensMax = 64;
    std::uint64_t has_digit = 0;
    std::uint64_t is_capital = 0;
    std::uint64_t longer_than_one = 0;     ///< Byte.
    std::uint64_t longer_than_halves = 0;  ///< TokenHash::kShortBytes.
};

/// Adds those of the tokens [from, tokens.size()) that begin at byte `begin` of the folded text. The plain
/// meaning; also the variant for processors without AVX2.
inline void add_token_flags_plain(std::span<const Token> tokens, std::size_t from, std::uint32_t begin,
                                  TokenFlags& flags) {
    for (std::size_t i = from; i < tokens.size(); ++i) {
        const std::uint32_t bytes = tokens[i].end - begin;
        begin = tokens[i].end;
        flags.has_digit |= std::uint64_t{tokens[i].has_digit} << i;
        flags.is_capital |= std::uint64_t{tokens[i].is_capital} << i;
        flags.longer_than_one |= std::uint64_t{bytes > 1} << i;
        flags.longer_than_halves |= std::uint64_t{bytes > TokenHash::kShortBytes} << i;
    }
}

#if defined(__AVX2__)

/// Eight tokens turned around: a lane a token.
struct TokenLanes {
    __m256i ends;
    __m256i flags;  ///< The four bytes from `has_digit` on.
};
static_assert(sizeof(Token) == 16 && offsetof(Token, end) == 0);
static_assert(offsetof(Token, has_digit) == 12 && offsetof(Token, is_capital) == 13);

[[nodiscard]] inline TokenLanes token_lanes(const Token* tokens) {
    const auto pair = [tokens](std::size_t first) {
        return _mm256_castsi256_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(tokens + first)));
    };
    constexpr int kFirstAndLast = 0b11'00'11'00;  // words of a token, of each of two
    const __m256 a = _mm256_shuffle_ps(pair(0), pair(2), kFirstAndLast);
    const __m256 b = _mm256_shuffle_ps(pair(4), pair(6), kFirstAndLast);
    constexpr int kFirsts = 0b10'00'10'00;
    constexpr int kLasts = 0b11'01'11'01;
    const __m256i in_order =
        _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);  // the halves held 0 2 4 6 and 1 3 5 7
    const auto ordered = [in_order](__m256 lanes) {
        return _mm256_permutevar8x32_epi32(_mm256_castps_si256(lanes), in_order);
    };
    return {.ends = ordered(_mm256_shuffle_ps(a, b, kFirsts)),
            .flags = ordered(_mm256_shuffle_ps(a, b, kLasts))};
}

/// The top bits of eight lanes.
[[nodiscard]] inline std::uint64_t lane_bits(__m256i lanes) {
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

[[nodiscard]] inline TokenFlags token_flags(std::span<const Token> tokens, std::uint32_t begin) {
    constexpr std::size_t kLanes = 8;
    const __m256i one_later = _mm256_setr_epi32(7, 0, 1, 2, 3, 4, 5, 6);
    TokenFlags flags;
    __m256i last_end = _mm256_set1_epi32(static_cast<int>(begin));  // in the first lane; of others anything
    std::size_t i = 0;
    for (; i + kLanes <= tokens.size(); i += kLanes) {
        const TokenLanes lanes = token_lanes(tokens.data() + i);
        const __m256i rotated = _mm256_permutevar8x32_epi32(lanes.ends, one_later);
        const __m256i bytes = _mm256_sub_epi32(lanes.ends, _mm256_blend_epi32(rotated, last_end, 1));
        last_end = rotated;
        const auto longer_than = [bytes](std::size_t limit) {
            return lane_bits(_mm256_cmpgt_epi32(bytes, _mm256_set1_epi32(static_cast<int>(limit))));
        };
        flags.has_digit |= lane_bits(_mm256_slli_epi32(lanes.flags, 31)) << i;
        flags.is_capital |= lane_bits(_mm256_slli_epi32(lanes.flags, 23)) << i;
        flags.longer_than_one |= longer_than(1) << i;
        flags.longer_than_halves |= longer_than(TokenHash::kShortBytes) << i;
    }
    add_token_flags_plain(tokens, i, i == 0 ? begin : tokens[i - 1].end, flags);
    return flags;
}

#else

[[nodiscard]] inline TokenFlags token_flags(std::span<const Token> tokens, std::uint32_t begin) {
    TokenFlags flags;
    add_token_flags_plain(tokens, 0, begin, flags);
    return flags;
}

#endif

}  // namespace wirefold
