#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// What a number says beside its digits: a minus, and a currency. One byte, 0 where there is neither.
///
/// A currency is the same as a sign, a code or a word: "$12", "USD 12", "12 million dollars".
class NumberSign {
public:
    NumberSign() = default;

    [[nodiscard]] bool is_plain() const { return bits_ == 0; }
    [[nodiscard]] std::uint8_t bits() const { return bits_; }
    /// As one writes it before the digits: "-$"; at most kTextBytes.
    [[nodiscard]] std::string text() const;
    static constexpr std::size_t kTextBytes = 4;

private:
    friend NumberSign sign_of(const NormalizedText& text, std::size_t begin, std::size_t end);
    NumberSign(bool is_negative, std::size_t currency)
        : bits_(static_cast<std::uint8_t>(currency << 1U | static_cast<std::size_t>(is_negative))) {}

    std::uint8_t bits_ = 0;
};

/// Of the number in tokens [begin, end), read in the text's source. A hyphen, an en dash or a minus directly
/// before it is one where a blank, a bracket or a character of a script without spaces stands before that;
/// not in "covid-19", "10-12" and "3月-5月", and not where a line begins, for that is a bullet. So is the
/// word.
[[nodiscard]] NumberSign sign_of(const NormalizedText& text, std::size_t begin, std::size_t end);

}  // namespace wirefold
