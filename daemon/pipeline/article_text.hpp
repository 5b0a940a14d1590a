#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wirefold {

/// An article's text as the stages read it, for a person to look at: sentence by sentence, word by word.
struct ArticleText {
    enum class Fact : std::uint8_t { None, Number, Unit, Polarity, Opposite, Name };
    struct Word {
        std::string before;  ///< What stands between it and the word before, on one line.
        std::string written;
        std::string folded;
        std::string stem;
        Fact fact = Fact::None;  ///< As the engine compares it.
    };
    struct Sentence {
        std::string text;  ///< On one line.
        std::vector<Word> words;
        std::string after;  ///< What stands behind the last one.
    };
    std::vector<Sentence> sentences;
};

}  // namespace wirefold
