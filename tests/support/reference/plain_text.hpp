#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/fingerprint/number_sign.hpp"
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
/// Of token `i`, with the sign of a number that begins with it.
[[nodiscard]] std::uint64_t plain_hash_at(const NormalizedText& text, std::size_t i, const TokenHash& keyed);
/// The sign of the number that begins with token `i`.
[[nodiscard]] NumberSign sign_at(const NormalizedText& text, std::size_t i);
/// The number that begins with token `i`, in its one spelling, found by taking it apart; parts from token
/// `end` on do not belong to it.
[[nodiscard]] std::string number_at(const NormalizedText& text, std::size_t i, std::size_t end);
/// "mg" behind "10mg", "pm" behind "8 p.m."; what multiplies is none.
[[nodiscard]] std::string unit_at(const NormalizedText& text, std::size_t i);

}  // namespace wirefold::test
