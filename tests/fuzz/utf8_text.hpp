#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold::fuzz {

/// Length of the well-formed character that `text` begins with (Unicode 15, table 3-7); 0 when there is none.
[[nodiscard]] inline std::size_t utf8_character(std::string_view text) {
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[i])) : 0U;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return text.empty() ? 0 : 1;
    const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    unsigned low = 0x80;
    unsigned high = 0xbf;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
    if (lead < 0xc2 || lead > 0xf4 || byte(1) < low || byte(1) > high) return 0;
    for (std::size_t i = 2; i < bytes; ++i) {
        if ((byte(i) & 0xc0U) != 0x80) return 0;
    }
    return bytes;
}

[[nodiscard]] inline bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t bytes = utf8_character(text);
        if (bytes == 0) return false;
        text.remove_prefix(bytes);
    }
    return true;
}

/// The bytes with everything dropped that is not UTF-8.
[[nodiscard]] inline std::string as_utf8(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const std::size_t length = utf8_character(bytes);
        text.append(bytes, 0, length);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return text;
}

}  // namespace wirefold::fuzz
