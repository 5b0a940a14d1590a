#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// Integers as bytes, the same on every machine. Compilers turn each function into one move.

template <std::unsigned_integral T>
void append_little_endian(std::string& out, T value) {
    std::array<char, sizeof(T)> bytes;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        bytes[i] = static_cast<char>(std::uint64_t{value} >> (8 * i) & 0xFFU);
    out.append(bytes.data(), bytes.size());
}

/// `bytes` must hold at least sizeof(T).
template <std::unsigned_integral T>
[[nodiscard]] T read_little_endian(std::string_view bytes) {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        value = static_cast<T>(
            value | static_cast<T>(static_cast<T>(static_cast<unsigned char>(bytes[i])) << (8 * i)));
    }
    return value;
}

}  // namespace wirefold
