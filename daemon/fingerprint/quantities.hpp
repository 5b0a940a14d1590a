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

    static constexpr unsigned kByteShift =
        40;  ///< From here up a meaning's bits choose the byte of a wording.
    enum class Kind : std::uint8_t { Word, Number, Unit, Polarity, Opposite };
    struct Meaning {
        Kind kind = Kind::Word;
        std::uint64_t hash = 0;  ///< Equal for all spellings of one meaning.
    };
    /// False of most plain words, true of every other word, at the price of one look at a kilobyte.
    [[nodiscard]] bool may_know(std::uint64_t token_hash) const {
        const std::uint64_t bit = token_hash & (kFilterBits - 1);
        return (filter_[bit / 64] >> bit % 64 & 1U) != 0;
    }
    /// What the word with this hash is; a plain word keeps its own hash.
    [[nodiscard]] Meaning meaning_of(std::uint64_t token_hash) const {
        for (std::size_t at = token_hash & (kSlots - 1);; at = (at + 1) & (kSlots - 1)) {
            const std::uint32_t tag = tags_[at];
            if (tag == 0) return {Kind::Word, token_hash};
            if (tag == tag_of(token_hash)) return {slots_[at].kind, slots_[at].meaning};
        }
    }

private:
    static constexpr std::size_t kSlots = 2048;
    static constexpr std::size_t kFilterBits = 8192;
    [[nodiscard]] static std::uint32_t tag_of(std::uint64_t hash) {
        return static_cast<std::uint32_t>(hash >> 32U) | 1U;
    }
    struct Slot {
        std::uint64_t meaning = 0;
        Kind kind = Kind::Word;
    };
    void add(std::uint64_t hash, std::uint64_t meaning, Kind kind);

    std::array<std::uint32_t, kSlots> tags_{};  ///< 0: empty. Of the word's hash.
    std::array<Slot, kSlots> slots_{};
    std::array<std::uint64_t, kFilterBits / 64> filter_{};
};

}  // namespace wirefold
