#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "daemon/core/hash.hpp"

namespace wirefold {

/// The hash functions of channel W. They are part of the fingerprint format: the golden test pins them.

/// Runs of words, or of single characters in scripts without spaces, that are compared.
struct Shingle {
    static constexpr std::uint32_t kWords = 5;
    static constexpr std::uint32_t kCharacters = 8;
};

/// Hashes one token under the operator's secret. Up to sixteen bytes, nearly every word of most languages,
/// cost one 64 × 64 → 128-bit multiplication of the keyed halves, folded (the core of wyhash, Wang Yi 2019);
/// longer tokens XXH3.
class TokenHash {
public:
    static constexpr std::size_t kShortBytes = 16;

    explicit TokenHash(std::uint64_t seed)
        : low_key_(mix64(seed ^ 0x6c6f77206b657900ULL)), high_key_(mix64(seed ^ 0x68696768206b6579ULL)) {}

    /// The first kShortBytes bytes of a token as two words; what a shorter one lacks are NULs.
    struct Halves {
        std::uint64_t low = 0;
        std::uint64_t high = 0;
    };
    /// Reads kShortBytes bytes from `token` on, whatever its length.
    [[nodiscard]] static Halves halves_of(std::string_view token) {
        const auto& [low_mask, high_mask] = kMasks[std::min(token.size(), kShortBytes)];
        return {.low = load(token.data()) & low_mask, .high = load(token.data() + 8) & high_mask};
    }

    /// Reads kShortBytes bytes from `token` on, whatever its length; tokens hold no NUL, so the rest of a
    /// short one counts as NULs without ambiguity.
    [[nodiscard]] std::uint64_t operator()(std::string_view token) const {
        return token.size() > kShortBytes ? hash64(token, low_key_) : of(halves_of(token));
    }
    /// Of a token that is not longer than its halves.
    [[nodiscard]] std::uint64_t of(const Halves& halves) const {
        return folded_product(halves.low ^ low_key_, halves.high ^ high_key_);
    }
    /// Numbers with another sign are other tokens; see NumberSign::bits(). Twice is as it was.
    [[nodiscard]] static std::uint64_t with_sign(std::uint64_t hash, std::uint8_t sign) {
        return hash ^ sign * 0x9e3779b97f4a7c15ULL;
    }
    /// Hash of a token's first bytes, at most eight: of a whole token that is as short, the same as above.
    [[nodiscard]] std::uint64_t of_head(std::uint64_t head) const {
        return folded_product(head ^ low_key_, high_key_);
    }

    [[nodiscard]] static std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
        __extension__ using Wide = unsigned __int128;
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    }
    [[nodiscard]] std::uint64_t low_key() const { return low_key_; }
    [[nodiscard]] std::uint64_t high_key() const { return high_key_; }

private:
    [[nodiscard]] static std::uint64_t load(const char* bytes) {
        std::uint64_t value = 0;
        std::memcpy(&value, bytes, sizeof value);
        if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
        return value;
    }
    /// Masks of the first `bytes` bytes of two little-endian words.
    using Masks = std::array<std::array<std::uint64_t, 2>, kShortBytes + 1>;
    [[nodiscard]] static constexpr Masks make_masks() {
        Masks masks{};
        for (std::size_t bytes = 0; bytes <= kShortBytes; ++bytes) {
            for (std::size_t i = 0; i < bytes; ++i) masks[bytes][i / 8] |= std::uint64_t{0xff} << (i % 8 * 8);
        }
        return masks;
    }
    static const Masks kMasks;

    std::uint64_t low_key_;
    std::uint64_t high_key_;
};

inline constexpr TokenHash::Masks TokenHash::kMasks = TokenHash::make_masks();

/// Hash of neighboring tokens by cyclic polynomials: every token's hash is rotated by its distance from the
/// last one. Pairwise independent (Lemire, Kaser: "Recursive n-gram hashing is pairwise independent, at
/// best", 2010).
///
/// `sums[i]` is the hash of the first i tokens of a text. Rotation and exclusive or are linear, so the hash
/// of any run is the one up to its end without the one up to its beginning, rotated by as many tokens as
/// follow.
struct RollingHash {
    static constexpr int kRotation = 11;
    static constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;

    [[nodiscard]] static std::uint64_t entered(std::uint64_t sum, std::uint64_t token) {
        return std::rotl(sum, kRotation) ^ token;
    }
    [[nodiscard]] static int rotation_of(std::size_t tokens) {
        return static_cast<int>(tokens * kRotation % 64);
    }
    /// Hash of the tokens [begin, end).
    [[nodiscard]] static std::uint64_t of(std::span<const std::uint64_t> sums, std::size_t begin,
                                          std::size_t end) {
        return sums[end] ^ std::rotl(sums[begin], rotation_of(end - begin));
    }
    /// A key is the high half of a multiplicative hash: every bit of the sum has a say in it.
    [[nodiscard]] static constexpr std::uint32_t key_of(std::uint64_t value) {
        return static_cast<std::uint32_t>((value * kSpread) >> 32U);
    }
};

}  // namespace wirefold
