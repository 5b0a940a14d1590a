#pragma once

#include <string_view>
#include <vector>

#include "daemon/core/arena.hpp"
#include "daemon/fingerprint/numbers.hpp"
#include "daemon/fingerprint/salience_builder.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/model/highlights.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// A text whose fingerprint was just made, and what making it found.
struct ReadText {
    const NormalizedText& body;
    const NormalizedText& title;
    const TextMarks& marks;
    const SalienceBuilder& salience;
    const TextNumbers& numbers;
    std::string_view language;  ///< BCP 47; empty when unknown.
};

/// Words for people from what was hashed for comparing: the heaviest terms, runs of words with capitals, and
/// numbers.
///
/// Only what capitals inside a sentence show is a name: scripts without capitals have none, and of German,
/// which writes its nouns so, only runs of two words and more are taken. Threads: one.
class Highlighter {
public:
    void highlight(const ReadText& text, Arena& arena, Highlights& out);

private:
    std::vector<SeenTerm> terms_;  ///< Scratch.
};

}  // namespace wirefold
