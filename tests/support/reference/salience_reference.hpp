#pragma once

#include <string_view>

#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/model/normalized_text.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold::test {

/// What SalienceBuilder makes of a text, in plain words: collect all terms in a map, rate them, sort them,
/// take the first. Slow and obvious; tests compare.
[[nodiscard]] Salience salience_reference(const NormalizedText& body, const NormalizedText& title,
                                          const TextMarks& marks, const TokenHash& token_hash);

}  // namespace wirefold::test
