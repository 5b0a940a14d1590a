#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold::test {

/// What the references share: words, characters and numbers in the most obvious way.

[[nodiscard]] std::vector<std::string> words_of(std::string_view text);  ///< Between blanks.
[[nodiscard]] std::size_t character_count(const std::string& utf8);
/// A character of a script without spaces, with its marks: a token by itself.
[[nodiscard]] bool is_unspaced_character(const std::string& token);
/// Hiragana, and the Chinese characters that hold sentences together.
[[nodiscard]] bool is_stop_character(const std::string& character);
/// A token's keyed hash, byte by byte.
[[nodiscard]] std::uint64_t plain_hash(const std::string& token, const TokenHash& keyed);
/// The number that begins with token `i`, in its one spelling, found by taking it apart; parts from token
/// `end` on do not belong to it.
[[nodiscard]] std::string number_at(const NormalizedText& text, std::size_t i, std::size_t end);

}  // namespace wirefold::test
