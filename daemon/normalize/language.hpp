#pragma once

#include <string_view>

namespace wirefold {

/// A language as BCP 47 names it ("en"), without region or script. Views are static. Threads: any.
struct LanguageGuess {
    std::string_view language;  ///< Empty when unknown.
    float confidence = 0;       ///< Part of the text in that language, 0 to 1; 0 when the sender stated it.
};

/// What a sender means by "EN", "en_GB", "eng", "english" or "Deutsch"; empty when it names no language.
[[nodiscard]] std::string_view canonical_language(std::string_view stated);

/// Guesses from the text, by CLD2. Nothing when the guess is not reliable.
/// Cost: about 30 µs a KiB; looks at 512 bytes, at 4 KiB where these do not suffice.
[[nodiscard]] LanguageGuess detect_language(std::string_view text);

/// The sender's word where it names a language, else a guess.
[[nodiscard]] LanguageGuess language_of(std::string_view stated, std::string_view text);

}  // namespace wirefold
