#pragma once

#include <cstdint>

#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// Signal bits (model/log_entry.hpp) that the headline's tags and the notes around a text give: "CORRECTED -
/// …", "… (corrected)", "REFILE", "1st Ld-Writethru", "(corrects spelling in paragraph 2)", "[+2829 chars]".
/// Tags in English, Spanish, German, French, Italian, Portuguese, Dutch, Russian, Arabic, Chinese, Japanese,
/// Korean.
[[nodiscard]] std::uint8_t signals_of(const NormalizedText& body, const NormalizedText& title,
                                      const TextMarks& marks);
/// Those that the beginning of a note to editors gives: "Corrects charge in first paragraph", "Updates with
/// …".
[[nodiscard]] std::uint8_t signals_of_note(const NormalizedText& note);

}  // namespace wirefold
