#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/fingerprint/number_sign.hpp"
#include "daemon/fingerprint/text_tokens.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// The numbers of a text. A number is a token with a digit and those that its joints tie to it, single points
/// and commas between two digits. Times are two numbers: "9:15".

/// Writes a number the one way all its spellings share. `written` has a digit and is folded.
///   1. the sign that groups does so before three digits ("1,500", "1,50,000"): a comma, in some languages a
///      point; two or more of the other sign do as well ("1.500.000");
///   2. any other single comma or point begins decimals, as does the last of mixed
///      signs ("1,234.5", "1.234,5");
///   3. leading zeros and zeros at the end of decimals go: "007" is 7, "1.50" is 1.5, "2.0" is 2;
///   4. letters before and behind do not belong to it, so that "1,500km" is "1,500 km" and "5th" is 5, except
///      those that multiply: "4.1m", "4.1mn" and "4.1mio" are 4100000, and so on for bn, tn and k (below);
///   5. what fits none of these (dates, versions, addresses) stays as written, and so does what has letters
///      between its digits, from the first digit to the last: "20h30", "a1b2" is "1b2".
///
/// "m" always multiplies. That "100m" may be a distance does no harm: all copies of it are told alike. "k"
/// multiplies up to three digits; a lone one stays what it is, for "4K" is a screen and "5k" a race.
[[nodiscard]] std::string canonical_number(std::string_view written, char group = ',');
/// The same, appended to `out`.
void append_canonical_number(std::string_view written, char group, std::string& out);
/// The sign that a language groups by; a comma where nothing is known of it.
[[nodiscard]] char group_sign(std::string_view language);
/// The word that stands behind the token before `end` with nothing between them but a blank or a hyphen; else
/// empty.
[[nodiscard]] std::string_view word_behind(const NormalizedText& text, std::size_t end);
/// Whether a word behind a number is "million" or the like.
[[nodiscard]] bool multiplies(std::string_view word);
/// What a canonical number amounts to before a word: "4.1" before "million" is 4100000, as "4.1m" is. Most
/// words change nothing.
[[nodiscard]] std::string multiplied_number(std::string_view canonical, std::string_view word);

/// The numbers of a text where they stand, each spelled once for all who ask: hashes, figures, terms and what
/// readers see. A token has at most one.
class TextNumbers {
public:
    struct Number {
        std::uint32_t begin = 0;  ///< Tokens [begin, end).
        std::uint32_t end = 0;
        std::uint32_t text = 0;  ///< Where its canonical spelling begins in `text_`, and how long it is.
        std::uint32_t bytes = 0;
        std::uint32_t value = 0;  ///< Likewise of its value.
        std::uint32_t value_bytes = 0;
        NumberSign sign;
    };

    /// Reads the text's numbers. `language`: its code; may be empty.
    void read(const NormalizedText& text, const TextTokens& tokens, std::string_view language = {});
    /// In text order. Valid until the next text, as are spellings.
    [[nodiscard]] const std::vector<Number>& numbers() const { return numbers_; }
    /// Canonical spelling of a whole number.
    [[nodiscard]] std::string_view spelling(const Number& number) const {
        return std::string_view{text_}.substr(number.text, number.bytes);
    }
    /// What it amounts to with a word behind it that multiplies: by this two texts are compared, one of which
    /// may say "$4.1m" for "4.1 million dollars". Else the spelling.
    [[nodiscard]] std::string_view value(const Number& number) const {
        return std::string_view{text_}.substr(number.value, number.value_bytes);
    }
    /// The letters of its unit, where they are written on to it: "mg" of "10mg". Of a time "am" or "pm",
    /// however it is written. Empty where there are none, or they multiply. At most kUnitBytes, ASCII.
    [[nodiscard]] static std::string_view unit_letters(const NormalizedText& text, const Number& number);
    static constexpr std::size_t kUnitBytes = 4;
    /// Of what stands of it in the first `tokens` tokens of the text.
    [[nodiscard]] std::string_view spelling(const NormalizedText& text, const Number& number,
                                            std::size_t tokens);

private:
    void write(const NormalizedText& text, std::size_t begin, std::size_t end);
    void add_value(const NormalizedText& text, Number& number);

    char group_ = ',';
    std::vector<Number> numbers_;
    std::string text_;     ///< Canonical spellings and values, one after the other.
    std::string written_;  ///< The number under way, as it stands in the text.
    std::string cut_;      ///< The last one that spelling() had to cut.
};

}  // namespace wirefold
