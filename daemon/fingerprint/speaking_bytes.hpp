#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// The bytes without which a gap between words says nothing: ends of sentences, quotation marks, line breaks,
/// and all that is not ASCII.
[[nodiscard]] constexpr bool is_speaking(unsigned char byte) {
    return byte == '.' || byte == '!' || byte == '?' || byte == '"' || byte == '\n' || byte >= 0x80;
}

/// Bits of the speaking ones among the first `count` bytes, at most 32.
[[nodiscard]] inline std::uint32_t speaking_bytes_plain(const char* bytes, std::size_t count) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < count; ++i)
        bits |= std::uint32_t{is_speaking(static_cast<unsigned char>(bytes[i]))} << i;
    return bits;
}

/// The same of 32 bytes.
[[nodiscard]] inline std::uint32_t speaking_bytes(const char* bytes) {
#if defined(__AVX2__)
    const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    const auto are = [block](char byte) { return _mm256_cmpeq_epi8(block, _mm256_set1_epi8(byte)); };
    const __m256i enders = _mm256_or_si256(are('.'), _mm256_or_si256(are('!'), are('?')));
    const __m256i others = _mm256_or_si256(are('"'), are('\n'));
    const __m256i all = _mm256_or_si256(_mm256_or_si256(enders, others), block);  // beyond ASCII: the top bit
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(all));
#else
    return speaking_bytes_plain(bytes, 32);
#endif
}

}  // namespace wirefold
