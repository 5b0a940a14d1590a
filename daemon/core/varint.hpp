#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// Seven bits a byte, the lowest first; the highest bit says that more follow. (LEB128.)
inline void append_varint(std::string& out, std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) out += static_cast<char>(value | 0x80U);
    out += static_cast<char>(value);
}

/// Its length as above, then the text.
inline void append_sized_text(std::string& out, std::string_view text) {
    append_varint(out, text.size());
    out += text;
}

}  // namespace wirefold
