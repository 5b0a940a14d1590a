#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// 64 bytes of text as bit masks: bit i speaks of byte i.
struct AsciiBlock {
    static constexpr unsigned kBytes = 64;
    std::uint64_t word = 0;  ///< ASCII letters and digits
    std::uint64_t digit = 0;
    std::uint64_t money = 0;   ///< '$' and '%': the ASCII separators that exactness sees wherever they stand
    std::uint64_t beyond = 0;  ///< bytes that are not ASCII
    std::uint64_t speaking = 0;  ///< is_speaking()
};

/// The separators that structure a text; and all bytes beyond ASCII, which may be part of one.
[[nodiscard]] constexpr bool is_speaking(unsigned char byte) {
    return byte == '.' || byte == '!' || byte == '?' || byte == '"' || byte == '\n' || byte >= 0x80;
}

/// The plain meaning of the masks; also the variant for processors without AVX2. Reads 64 bytes.
[[nodiscard]] inline AsciiBlock classify_ascii_plain(const char* bytes) {
    AsciiBlock block;
    for (unsigned i = 0; i < AsciiBlock::kBytes; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const std::uint64_t bit = std::uint64_t{1} << i;
        const bool is_digit = byte >= '0' && byte <= '9';
        const bool is_letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
        if (is_digit) block.digit |= bit;
        if (is_digit || is_letter) block.word |= bit;
        if (byte == '$' || byte == '%') block.money |= bit;
        if (byte >= 0x80) block.beyond |= bit;
        if (is_speaking(byte)) block.speaking |= bit;
    }
    return block;
}

/// Lower-cases ASCII letters and keeps digits, which have that bit already. Of other bytes it makes anything.
[[nodiscard]] constexpr char lower_word_byte(char byte) {
    return static_cast<char>(byte | 0x20);
}

/// Of an ASCII letter or digit: whether lower_word_byte() keeps it as it is. Digits have the bit too.
[[nodiscard]] constexpr bool has_lower_bit(char byte) {
    return (byte & 0x20) != 0;
}

#if defined(__AVX2__)

/// Bits of the bytes in [low, high], both ASCII. To this signed comparison bytes beyond ASCII are negative.
[[nodiscard]] inline std::uint32_t bytes_within(__m256i bytes, char low, char high) {
    const __m256i above = _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(static_cast<char>(low - 1)));
    const __m256i below = _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(high + 1)), bytes);
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_and_si256(above, below)));
}

[[nodiscard]] inline std::uint32_t speaking_bytes(__m256i bytes) {
    const auto are = [bytes](char byte) { return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte)); };
    const __m256i enders = _mm256_or_si256(are('.'), _mm256_or_si256(are('!'), are('?')));
    const __m256i others = _mm256_or_si256(are('"'), are('\n'));
    const __m256i all = _mm256_or_si256(_mm256_or_si256(enders, others), bytes);  // beyond ASCII: the top bit
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(all));
}

[[nodiscard]] inline AsciiBlock classify_ascii(const char* bytes) {
    AsciiBlock block;
    for (unsigned shift = 0; shift < AsciiBlock::kBytes; shift += 32) {
        const __m256i part = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + shift));
        const __m256i lower = _mm256_or_si256(part, _mm256_set1_epi8(0x20));
        const std::uint64_t digit = bytes_within(part, '0', '9');
        block.digit |= digit << shift;
        block.word |= (digit | bytes_within(lower, 'a', 'z')) << shift;
        block.money |= std::uint64_t{bytes_within(part, '$', '%')} << shift;
        block.beyond |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(part))} << shift;
        block.speaking |= std::uint64_t{speaking_bytes(part)} << shift;
    }
    return block;
}

/// lower_word_byte() of 16 bytes.
inline void lower_word_bytes(const char* from, char* to) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_or_si128(bytes, _mm_set1_epi8(0x20)));
}

#else

[[nodiscard]] inline AsciiBlock classify_ascii(const char* bytes) {
    return classify_ascii_plain(bytes);
}
inline void lower_word_bytes(const char* from, char* to) {
    for (unsigned i = 0; i < 16; ++i) to[i] = lower_word_byte(from[i]);
}

#endif

}  // namespace wirefold
