#pragma once

#include <string_view>
#include <vector>

namespace wirefold {

/// A word that says what an article is about.
struct Keyword {
    std::string_view term;  ///< Folded, as it stands in the text first.
    double weight = 0;      ///< Its share in a vector of length 1 over all of the article's terms.
};

/// What the output record names of a text for its readers. Texts lie in the batch's arena.
struct Highlights {
    static constexpr std::size_t kKeywordsMax = 8;
    static constexpr std::size_t kNamesMax = 12;
    static constexpr std::size_t kNumbersMax = 16;

    std::vector<Keyword> keywords;          ///< Heaviest first.
    std::vector<std::string_view> names;    ///< As written, distinct, in the order of the text.
    std::vector<std::string_view> numbers;  ///< In their canonical spelling, likewise.
};

}  // namespace wirefold
