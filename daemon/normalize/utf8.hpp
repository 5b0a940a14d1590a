#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "daemon/core/utf8.hpp"

namespace wirefold {

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
