#include "daemon/core/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace wirefold {

namespace {

[[nodiscard]] unsigned byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

/// Bytes of the character at the front of `bytes`, which are not empty; 0 where none is well-formed.
[[nodiscard]] std::size_t character_bytes(std::string_view bytes) {
    const unsigned first = byte_at(bytes, 0);
    if (first < 0x80) return 1;
    // The range of the second byte keeps out overlong forms, surrogates and what is above U+10FFFF.
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        if (first == 0xE0) low = 0xA0;
        if (first == 0xED) high = 0x9F;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;
    }
    if (length == 0 || bytes.size() < length) return 0;
    if (byte_at(bytes, 1) < low || byte_at(bytes, 1) > high) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte_at(bytes, i) & 0xC0U) != 0x80) return 0;
    }
    return length;
}

}  // namespace

std::size_t well_formed_bytes(std::string_view bytes) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
    std::size_t i = 0;
    while (i < bytes.size()) {
        std::uint64_t eight = kHighBits;
        if (bytes.size() - i >= sizeof eight) std::memcpy(&eight, bytes.data() + i, sizeof eight);
        if ((eight & kHighBits) == 0) {
            i += sizeof eight;
            continue;
        }
        const std::size_t length = character_bytes(bytes.substr(i));
        if (length == 0) break;
        i += length;
    }
    return i;
}

bool is_utf8(std::string_view bytes) {
    return well_formed_bytes(bytes) == bytes.size();
}

}  // namespace wirefold
