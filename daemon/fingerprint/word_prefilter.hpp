#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirefold {

/// Rules out nearly all words that a short list lacks, by the first byte and the length, so that the list is
/// read only for a word it probably holds.
class WordPrefilter {
public:
    /// `word_of` tells the word of a row; none is empty.
    template <class Rows, class WordOf>
    constexpr WordPrefilter(const Rows& rows, WordOf word_of) {
        for (const auto& row : rows) lengths_[first_byte(word_of(row))] |= length_bit(word_of(row));
    }
    /// False: the list lacks it. True says nothing.
    [[nodiscard]] constexpr bool passes(std::string_view word) const {
        return !word.empty() && (lengths_[first_byte(word)] & length_bit(word)) != 0;
    }

private:
    [[nodiscard]] static constexpr std::size_t first_byte(std::string_view word) {
        return static_cast<unsigned char>(word.front());
    }
    [[nodiscard]] static constexpr std::uint32_t length_bit(std::string_view word) {
        return std::uint32_t{1} << std::min<std::size_t>(word.size(), 31);
    }

    std::array<std::uint32_t, 256> lengths_{};  ///< A bit a length.
};

}  // namespace wirefold
