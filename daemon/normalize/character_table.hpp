#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/hash.hpp"
#include "daemon/normalize/unicode.hpp"

namespace wirefold {

/// What folding makes of one code point that stands alone, that is, before one that starts a segment.
struct FoldEntry {
    enum class Kind : std::uint8_t {
        Nothing,    ///< ignorable: zero-width characters, soft hyphens, variation selectors …
        Separator,  ///< `value` is the canonical separator
        Word,       ///< one letter, mark or digit
        Several,    ///< more than one code point, to be looked up one by one
    };
    Kind kind = Kind::Separator;
    CharacterClass word_class = CharacterClass::Separator;
    bool starts_segment = true;
    std::uint8_t bytes = 0;   ///< Length of the folded text in the pool; 0: the character stands for itself.
    std::uint32_t value = 0;  ///< Where the folded text begins in the pool, or the canonical separator.
};

/// Folding of every single code point, tabled once from ICU. Threads: any; immutable after construction.
///
/// Shape: two stages; equal blocks of 64 code points are stored once (about 0.5 MB in all).
class CharacterTable {
public:
    /// The process's one table, made at first use (about 15 ms).
    [[nodiscard]] static const CharacterTable& instance();

    [[nodiscard]] const FoldEntry& operator[](char32_t code_point) const {
        return entries_[std::size_t{blocks_[code_point / kBlock]} * kBlock + code_point % kBlock];
    }
    /// The folded text of an entry with `bytes` > 0.
    [[nodiscard]] std::string_view folded(const FoldEntry& entry) const {
        return std::string_view{pool_}.substr(entry.value, entry.bytes);
    }

private:
    static constexpr std::size_t kBlock = 64;
    static constexpr std::size_t kCodePoints = 0x110000;

    using BlockNumbers = std::map<Hash128, std::uint16_t>;  ///< By the hash of the block's bytes.

    CharacterTable();
    /// Number of the block that begins with `first`, which is stored unless an equal one is known.
    [[nodiscard]] std::uint16_t add_block(char32_t first, BlockNumbers& known);
    [[nodiscard]] FoldEntry entry_for(char32_t code_point);

    std::array<std::uint16_t, kCodePoints / kBlock> blocks_{};
    std::vector<FoldEntry> entries_;
    std::string pool_;
};

}  // namespace wirefold
