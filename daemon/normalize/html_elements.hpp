#pragma once

#include <cstdint>
#include <string_view>

namespace wirefold {

/// What an element means for the text around and inside it.
enum class ElementRole : std::uint8_t {
    Inline,     ///< stands inside words
    Block,      ///< ends the word before it and the word inside it
    Furniture,  ///< hides what it holds, to the end tag that balances it
    RawText,    ///< hides what it holds, to the next end tag of its name, whatever stands between
};

/// `name` in any case. Unknown elements are blocks.
[[nodiscard]] ElementRole role_of_element(std::string_view name);

}  // namespace wirefold
