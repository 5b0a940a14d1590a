#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// The stage's only door to ICU's normalization and character properties. Threads: any.

/// What a code point of *folded* text does to tokens.
enum class CharacterClass : std::uint8_t {
    Separator,  ///< ends a token
    Letter,     ///< and numbers other than decimal digits
    Mark,       ///< belongs to the character before it
    Digit,      ///< a decimal digit of any script
    Unspaced,   ///< a letter of a script that puts no spaces between words: a token by itself
};
[[nodiscard]] CharacterClass class_of(char32_t code_point);

/// Value of a `Digit`, 0 to 9.
[[nodiscard]] char32_t digit_value(char32_t code_point);

/// One character for all separators that differ only in looks: ' ' for white space and controls, '-' for
/// dashes, '\'' and '"' for quotation marks; any other separator stands for itself.
[[nodiscard]] char32_t canonical_separator(char32_t separator);

/// Which canonical separators say something about a number next to them, so that exactness must see them.
struct SeparatorRole {
    bool always = false;         ///< currency and percent signs, wherever they stand
    bool before_number = false;  ///< dash, point, comma, mathematical symbols
    bool after_number = false;   ///< degree sign, mathematical symbols
    bool joins = false;          ///< dash, point, comma: between a word and a digit they mean nothing
};
[[nodiscard]] SeparatorRole role_of(char32_t canonical_separator);

/// Version of the character data, "15.0". Instances with different data may fold new characters differently,
/// so it belongs to what instances that share a log must agree on.
[[nodiscard]] std::string unicode_version();

/// NFKC_Casefold (Unicode Standard Annex 44): compatibility forms, case and default-ignorable characters
/// gone. Shape: appends to `out`; UTF-8 in, UTF-8 out.
void append_nfkc_casefold(std::string_view text, std::string& out);

/// True when folding the text before `code_point` and the text from it on apart gives the same as folding
/// both together, whatever stands before.
[[nodiscard]] bool starts_segment(char32_t code_point);

/// True when folding leaves a character as it is, whatever stands around it.
[[nodiscard]] bool folds_to_itself(char32_t code_point);

}  // namespace wirefold
