#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/pipeline/article_text.hpp"

namespace wirefold {

/// What became of a sentence, in the order of reading.
struct SentencePair {
    enum class Kind : std::uint8_t {
        Equal,
        Edited,    ///< At least half of the words stayed, in order.
        Reworded,  ///< Told by shared stems.
        OnlyEarlier,
        OnlyLater,
    };
    Kind kind = Kind::Equal;
    std::optional<std::size_t> earlier;  ///< Number of the sentence.
    std::optional<std::size_t> later;
    std::vector<bool> earlier_changed;  ///< Of an edited sentence's words, those that did not stay.
    std::vector<bool> later_changed;
};

[[nodiscard]] std::string_view name_of(SentencePair::Kind kind);

/// Words put for others inside an edited sentence; one of both may be empty.
struct TextChange {
    ArticleText::Fact fact = ArticleText::Fact::None;
    std::string from;
    std::string to;
};

[[nodiscard]] std::string_view name_of(ArticleText::Fact fact);

struct TextAlignment {
    std::vector<SentencePair> sentences;
    std::vector<TextChange> changes;  ///< Numbers first, then names, then other facts, then words.
};

/// Two texts side by side, for a person: what the engine knows by hashes, with the words.
/// Bound: sentences beyond the first 2,000 of a text stand alone.
[[nodiscard]] TextAlignment align_texts(const ArticleText& earlier, const ArticleText& later);

}  // namespace wirefold
