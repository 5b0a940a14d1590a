#pragma once

#include <string_view>

namespace wirefold {

// Folded tokens of scripts without spaces.

/// Of a script without spaces, whose characters are tokens by themselves, with their marks: Thai and Lao,
/// Myanmar, Khmer, kana and Han.
[[nodiscard]] inline bool is_single_character(std::string_view token) {
    if (token.size() < 3) return false;
    const std::string_view first = token.substr(0, 3);
    return (first >= "\xe0\xb8\x80" && first <= "\xe0\xbb\xbf") ||
           (first >= "\xe1\x80\x80" && first <= "\xe1\x82\x9f") ||
           (first >= "\xe1\x9e\x80" && first <= "\xe1\x9f\xbf") ||
           (first >= "\xe2\xba\x80" && first <= "\xe9\xbf\xbf") ||
           (first >= "\xef\xa4\x80" && first <= "\xef\xab\xbf") ||
           static_cast<unsigned char>(first[0]) == 0xf0;
}

/// Characters that mostly hold sentences together: all of hiragana, and the commonest of Chinese.
[[nodiscard]] inline bool says_nothing(std::string_view character) {
    constexpr std::string_view kChinese =
        "的了在是和有不这为上个我以要他们到于出就对会可也能下过说而后多所得着之与及或但并将被其从由已让把给很"
        "都还又再最更该此因向";
    const bool is_hiragana = character >= "ぁ" && character <= "ゟ";
    return is_hiragana || (character.size() == 3 && kChinese.find(character) != std::string_view::npos);
}

}  // namespace wirefold
