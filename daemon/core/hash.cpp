#include "daemon/core/hash.hpp"

#include <array>

// Compiled in, so that it uses what the processor this is built for has; the library takes what all have.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace wirefold {

std::uint64_t hash64(std::string_view text, std::uint64_t seed) {
    return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

Hash128 hash128(std::string_view text, std::uint64_t seed) {
    const XXH128_hash_t hash = XXH3_128bits_withSeed(text.data(), text.size(), seed);
    return {.high = hash.high64, .low = hash.low64};
}

std::string to_hex(std::uint64_t value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4U) text[i] = kDigits[value & 15U];
    return text;
}

std::string to_hex(const Hash128& value) {
    return to_hex(value.high) + to_hex(value.low);
}

}  // namespace wirefold
