#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace wirefold {

/// Bytes of whole, well-formed UTF-8 characters at the front of `bytes`: no overlong forms, no surrogates,
/// nothing above U+10FFFF. Cost: about a byte a cycle, eight where the text is ASCII.
[[nodiscard]] std::size_t well_formed_bytes(std::string_view bytes);

/// Whether every byte belongs to a well-formed character.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Of well-formed text.
[[nodiscard]] inline bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}
/// The character at the front. Of empty text: nothing.
[[nodiscard]] inline std::string_view front_character(std::string_view text) {
    std::size_t bytes = 1;
    while (bytes < text.size() && !begins_character(text[bytes])) ++bytes;
    return text.substr(0, bytes);
}
/// The front of a text, at most so many bytes and only whole characters.
[[nodiscard]] inline std::string_view front_characters(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t bytes = bytes_max;
    while (bytes > 0 && !begins_character(text[bytes])) --bytes;
    return text.substr(0, bytes);
}
[[nodiscard]] inline std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

}  // namespace wirefold
