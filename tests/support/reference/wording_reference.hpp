#pragma once

#include "daemon/fingerprint/fact_word_table.hpp"
#include "daemon/fingerprint/prior.hpp"
#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/model/normalized_text.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold::test {

/// What WordingBuilder makes of a text, in plain words: hash every word anew, sentence by sentence.
[[nodiscard]] Wording wording_reference(const NormalizedText& body, const TextMarks& marks,
                                        const FactWordTable& fact_words, const TokenHash& token_hash,
                                        const Prior& prior);

}  // namespace wirefold::test
