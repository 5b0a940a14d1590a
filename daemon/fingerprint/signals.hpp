#pragma once

#include <cstdint>

#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// Signal bits (model/log_entry.hpp) that the headline's tags and the notes around a text give: "CORRECTED -
/// …", "REFILE", "(corrects spelling in paragraph 2)", "[+2829 chars]". Tags in English, Spanish, German,
/// French, Italian, Portuguese, Russian, Arabic, Chinese, Japanese, Korean.
[[nodiscard]] std::uint8_t signals_of(const NormalizedText& body, const NormalizedText& title,
                                      const TextMarks& marks);

}  // namespace wirefold
