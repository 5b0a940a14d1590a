#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// 128 bits of a keyed hash. Stored in logs and snapshots: the function behind it is part of the format.
struct Hash128 {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend constexpr auto operator<=>(const Hash128&, const Hash128&) = default;
};

/// XXH3 of `text` under `seed`. The same in every process and on every machine.
[[nodiscard]] std::uint64_t hash64(std::string_view text, std::uint64_t seed = 0);
[[nodiscard]] Hash128 hash128(std::string_view text, std::uint64_t seed = 0);

/// Finalizer of splitmix64: spreads every input bit over the result.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// Lower-case hexadecimal, 16 digits a word.
[[nodiscard]] std::string to_hex(std::uint64_t value);
[[nodiscard]] std::string to_hex(const Hash128& value);

}  // namespace wirefold
