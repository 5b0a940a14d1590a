#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold {

/// Where a text holds a character beyond ASCII that TOML has no place for: outside strings and comments. One
/// lawful place is refused as well, the first character after a line end escaped with a backslash.
///
/// toml++ 3.3 must not see these: on most of them its search for Unicode spaces runs into code that it has
/// declared unreachable. What is found is right for text whose strings and comments are valid TOML; whether
/// they are, toml++ may say of in_ascii().
/// Shape: the position of the first such byte.
[[nodiscard]] std::optional<std::size_t> find_stray_character(std::string_view text);

/// The text with a letter for each character beyond ASCII, so of the same lines, columns and structure. The
/// letters stand in no escape of TOML, and tell different texts apart mostly. A byte order mark is left out.
[[nodiscard]] std::string in_ascii(std::string_view text);

}  // namespace wirefold
