#pragma once

#include <cstddef>
#include <string_view>

#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// What Normalizer does to a text, in plain words: fold all of it by ICU, class every character by ICU,
/// split. Slow and obvious; tests compare. Knows nothing of markup or character references.
[[nodiscard]] NormalizedText fold_reference(std::string_view text, std::size_t tokens_max);

}  // namespace wirefold
