#pragma once

namespace wirefold {

/// A capital of A to Z as the small letter; any other byte as it is, whatever the locale.
[[nodiscard]] constexpr char small_letter(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace wirefold
