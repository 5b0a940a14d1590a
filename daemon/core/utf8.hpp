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

[[nodiscard]] constexpr bool is_ascii(char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
}
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

/// One code point and the bytes it took. `text` is UTF-8 by contract; should it not be, every byte that fits
/// nowhere counts as one replacement character, and nothing is read beyond the end.
struct DecodedCharacter {
    char32_t code_point = 0;
    std::size_t bytes = 0;
};

/// Reads the first character of [at, end), which is not empty.
[[nodiscard]] inline DecodedCharacter decode_utf8(const char* at, const char* end) {
    constexpr char32_t kReplacement = 0xfffd;
    const auto byte = [at](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(at[i]));
    };
    const char32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc0 || lead > 0xf4 || static_cast<std::size_t>(end - at) < bytes) return {kReplacement, 1};
    char32_t code_point = lead & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) code_point = (code_point << 6U) | (byte(i) & 0x3fU);
    if (code_point > 0x10ffff) return {kReplacement, 1};
    return {code_point, bytes};
}

}  // namespace wirefold
