#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// The numbers of a text. A number is a token with a digit and those that its joints tie to it, single points
/// and commas between two digits. Times are two numbers: "9:15".

/// Writes a number the one way all its spellings share. `written` has a digit and is folded.
///   1. commas before three digits group ("1,500" and "1,50,000"), as do two or more points ("1.500.000");
///   2. any other single comma or point begins decimals, as does the last of mixed
///      signs ("1,234.5", "1.234,5");
///   3. leading zeros and zeros at the end of decimals go: "007" is 7, "1.50" is 1.5, "2.0" is 2;
///   4. letters before and behind do not belong to it, so that "1,500km" is "1,500 km" and "5th" is 5, except
///      those that multiply: "4.1m", "4.1mn" and "4.1mio" are 4100000, and so on for bn, tn and k (below);
///   5. what fits none of these (dates, versions, addresses) stays as written, and so does what has letters
///      between its digits, from the first digit to the last: "20h30", "a1b2" is "1b2".
///
/// "m" always multiplies. That "100m" may be a distance does no harm: both spellings of it are told alike,
/// and figures that are a million times another are taken for it restated. "k" multiplies up to three digits;
/// a lone one stays what it is, for "4K" is a screen and "5k" a race.
[[nodiscard]] std::string canonical_number(std::string_view written);
/// The same, appended to `out`.
void append_canonical_number(std::string_view written, std::string& out);

/// The numbers of a text where they stand, each spelled once for all who ask: hashes, figures, terms and what
/// readers see. A token has at most one.
class TextNumbers {
public:
    struct Number {
        std::uint32_t begin = 0;  ///< Tokens [begin, end).
        std::uint32_t end = 0;
        std::uint32_t text = 0;  ///< Where its canonical spelling begins in `text_`, and how long it is.
        std::uint32_t bytes = 0;
    };

    /// Reads the text's numbers. `digit_tokens` are all tokens with a digit, in text order.
    void read(const NormalizedText& text, std::span<const std::uint32_t> digit_tokens);
    /// In text order. Valid until the next text, as are spellings.
    [[nodiscard]] const std::vector<Number>& numbers() const { return numbers_; }
    /// Canonical spelling of a whole number.
    [[nodiscard]] std::string_view spelling(const Number& number) const {
        return std::string_view{text_}.substr(number.text, number.bytes);
    }
    /// Of what stands of it in the first `tokens` tokens of the text.
    [[nodiscard]] std::string_view spelling(const NormalizedText& text, const Number& number,
                                            std::size_t tokens);

private:
    void write(const NormalizedText& text, std::size_t begin, std::size_t end);

    std::vector<Number> numbers_;
    std::string text_;     ///< Canonical spellings, one after the other.
    std::string written_;  ///< The number under way, as it stands in the text.
    std::string cut_;      ///< The last one that spelling() had to cut.
};

}  // namespace wirefold
