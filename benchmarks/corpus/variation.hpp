#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "benchmarks/corpus/corpus.hpp"

namespace wirefold::bench {

/// The words of a corpus by how often they occur; those mostly written with a capital apart.
class Vocabulary {
public:
    explicit Vocabulary(const Corpus& corpus);

    /// A word about as frequent as this one, another one in each round: one word has one, and no two have the
    /// same. The commonest words stay. Empty for a word that is too rare to have a place. `word` is in small
    /// letters.
    [[nodiscard]] std::string_view exchanged(const std::string& word, std::uint64_t round) const;

private:
    struct Place {
        bool is_name = false;
        std::uint32_t rank = 0;
    };
    std::array<std::vector<std::string>, 2> ranked_;  ///< Words, names: the most frequent first.
    std::unordered_map<std::string, Place> places_;
};

/// Makes a corpus new again, so that its repetition is not one large duplicate of itself.
///
/// In texts (JSON strings with a space in them) every word is exchanged for another one that the corpus has
/// about as often, by one table for the whole round; in words too rare for that letters are exchanged, vowels
/// for vowels and consonants for consonants. Values of `uri`, `guid`, `id` and `url` get a suffix. Two
/// articles of one round stay as alike as they were, the language stays the one it is, and records keep about
/// their size, but articles of different rounds share hardly a phrase. Round 0 is the corpus as it is.
class Variation {
public:
    Variation(std::uint64_t round, const Vocabulary& vocabulary);
    [[nodiscard]] std::string apply(std::string_view json) const;

private:
    void append_exchanged(std::string& out, std::string_view text) const;
    void append_word(std::string& out, std::string_view word) const;

    std::uint64_t round_;
    const Vocabulary* vocabulary_;
    std::string suffix_;
    std::array<char, 256> letters_{};
};

}  // namespace wirefold::bench
