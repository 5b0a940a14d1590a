#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace wirefold {

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

/// A code point as UTF-8, without an allocation.
class EncodedCharacter {
public:
    explicit EncodedCharacter(char32_t code_point) {
        if (code_point < 0x80) {
            put(code_point);
        } else if (code_point < 0x800) {
            put(0xc0U | (code_point >> 6U));
            put_tail(code_point);
        } else if (code_point < 0x10000) {
            put(0xe0U | (code_point >> 12U));
            put_tail(code_point >> 6U);
            put_tail(code_point);
        } else {
            put(0xf0U | (code_point >> 18U));
            put_tail(code_point >> 12U);
            put_tail(code_point >> 6U);
            put_tail(code_point);
        }
    }
    [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

private:
    void put(char32_t byte) { bytes_[size_++] = static_cast<char>(byte); }
    void put_tail(char32_t bits) { put(0x80U | (bits & 0x3fU)); }

    std::array<char, 4> bytes_{};
    std::size_t size_ = 0;
};

inline void append_utf8(std::string& out, char32_t code_point) {
    out += EncodedCharacter{code_point}.text();
}

}  // namespace wirefold
