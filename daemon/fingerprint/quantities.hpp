#pragma once

#include <array>
#include <cstdint>

#include "daemon/fingerprint/shingle_hash.hpp"

namespace wirefold {

/// Knows the words that carry facts although they are common: those that are numbers ("two") and units of
/// measure ("barrels", "year"), with the spellings of one unit that newsrooms exchange freely ("dlrs" and
/// "dollars"), those that turn a statement around ("not", "few", "excludes"), and those that have an opposite
/// ("rose" and "fell", "Monday" and "Friday"); by the keyed hash of the folded word.
///
/// The lists are in model/quantity_words.hpp.
/// Threads: any; immutable.
class Quantities {
public:
    explicit Quantities(const TokenHash& token_hash);

    /// False of most plain words, true of every other word, at the price of one look at two kilobytes.
    [[nodiscard]] bool may_know(std::uint64_t token_hash) const {
        const std::uint64_t bit = token_hash & (kFilterBits - 1);
        return (filter_[bit / 64] >> bit % 64 & 1U) != 0;
    }
    /// The byte of the word with this hash in a wording, equal for all spellings of one meaning; `otherwise`
    /// of plain words.
    [[nodiscard]] std::uint8_t byte_of(std::uint64_t token_hash, std::uint8_t otherwise) const {
        for (std::size_t at = token_hash & (kSlots - 1);; at = (at + 1) & (kSlots - 1)) {
            const std::uint32_t tag = tags_[at];
            if (tag == 0) return otherwise;
            if (tag == tag_of(token_hash)) return bytes_[at];
        }
    }

private:
    static constexpr std::size_t kSlots = 4096;
    static constexpr std::size_t kFilterBits = 16384;
    [[nodiscard]] static std::uint32_t tag_of(std::uint64_t hash) {
        return static_cast<std::uint32_t>(hash >> 32U) | 1U;
    }
    void add(std::uint64_t hash, std::uint8_t byte);

    std::array<std::uint32_t, kSlots> tags_{};  ///< 0: empty. Of the word's hash.
    std::array<std::uint8_t, kSlots> bytes_{};
    std::array<std::uint64_t, kFilterBits / 64> filter_{};
};

}  // namespace wirefold
