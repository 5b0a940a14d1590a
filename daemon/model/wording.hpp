#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "daemon/core/small_vector.hpp"

namespace wirefold {

/// A number of a text, by value.
struct Figure {
    std::uint16_t token = 0;  ///< Where it begins, in tokens.
    std::uint8_t bytes = 0;   ///< Of its canonical spelling.
};

/// A name as it is written.
struct Spelling {
    std::uint16_t token = 0;  ///< Which token it is.
    std::uint8_t bytes = 0;   ///< Of its text; 0: from here on no name is spelled.
};

/// A text's wording in some bytes a word: enough to align two versions of one text sentence by sentence, and
/// the words of the first `kTokensMax` tokens inside edited sentences.
///
/// A token is one byte. Its value says what it is: numbers (words for numbers too) lie below kUnits, those
/// that words are for below kLargeNumbers, units of measure below kPolarity, words that turn a statement
/// around ("not", "few", "excludes") below kOpposites, those that have an opposite ("rose", "Monday") below
/// kWords, the commonest words, that tell nothing, below kTelling, other words above (initials.hpp). Two
/// different words that tell something are the same byte once in 56, two others once in 20, two large numbers
/// once in 16; of the other kinds no two that differ in meaning are.
struct WordingView {
    static constexpr std::uint8_t kLargeNumbers = 32;  ///< Below: numbers that words are for, one byte each.
    static constexpr std::uint8_t kUnits = 48;
    static constexpr std::uint8_t kPolarity = 94;
    static constexpr std::uint8_t kOpposites = 113;
    static constexpr std::uint8_t kWords = 180;
    static constexpr std::uint8_t kTelling = 200;

    std::span<const std::uint8_t> tokens;      ///< Of the beginning of the text.
    std::span<const std::uint8_t> names;       ///< A bit a token: written with a capital inside a sentence.
    std::span<const std::uint16_t> sentences;  ///< Hashes, in order.
    std::span<const std::uint8_t> lengths;     ///< Tokens of each sentence, at most 255.
    std::span<const Figure> figures;           ///< In order.
    std::string_view figure_text;              ///< Of all figures, one after the other.
    /// Names by value, in order, each where the one before it with the same byte is another, or none is.
    std::span<const Spelling> spellings;
    std::string_view spelling_text;  ///< Of all spellings, one after the other.

    [[nodiscard]] static bool is_number(std::uint8_t token) { return token < kUnits; }
    [[nodiscard]] static bool is_unit(std::uint8_t token) { return token >= kUnits && token < kPolarity; }
    [[nodiscard]] static bool is_polarity(std::uint8_t token) {
        return token >= kPolarity && token < kOpposites;
    }
    [[nodiscard]] static bool is_opposite(std::uint8_t token) {
        return token >= kOpposites && token < kWords;
    }
    [[nodiscard]] static constexpr bool is_telling(std::uint8_t token) { return token >= kTelling; }
    [[nodiscard]] bool is_name(std::size_t token) const {
        return (unsigned{names[token / 8]} >> token % 8 & 1U) != 0;
    }
    /// How the name at a token is written; empty where that is not known.
    [[nodiscard]] std::string_view spelling_of(std::size_t token) const;
};

/// WordingView with room of its own.
// NOLINTNEXTLINE(bugprone-exception-escape): moving a SmallVector allocates nothing
struct Wording {
    static constexpr std::size_t kTokensMax = 2048;
    /// Of them those that the window keeps of an article after some hours.
    static constexpr std::size_t kKeptTokens = 240;
    static constexpr std::size_t kSentencesMax = 255;
    static constexpr std::size_t kFiguresMax = 255;
    static constexpr std::size_t kFigureBytes = 15;  ///< Of one figure; longer ones are cut.
    static constexpr std::size_t kFigureTextMax = 1023;
    static constexpr std::size_t kSpellingsMax = 240;
    static constexpr std::size_t kSpellingBytes = 40;  ///< Of one name; longer ones are cut.
    static constexpr std::size_t kSpellingTextMax = 2047;

    SmallVector<std::uint8_t, 512> tokens;
    SmallVector<std::uint8_t, 64> names;
    SmallVector<std::uint16_t, 64> sentences;
    SmallVector<std::uint8_t, 64> lengths;  ///< As many.
    SmallVector<Figure, 24> figures;
    SmallVector<char, 72> figure_text;
    SmallVector<Spelling, 48> spellings;
    SmallVector<char, 320> spelling_text;

    /// Bytes of as many bits.
    [[nodiscard]] static constexpr std::size_t name_bytes(std::size_t tokens) { return (tokens + 7) / 8; }
    /// Nothing of the text was left out but words beyond the first ones.
    [[nodiscard]] static bool has_all_facts(const WordingView& view) {
        return view.sentences.size() < kSentencesMax && view.figures.size() < kFiguresMax &&
               view.figure_text.size() + kFigureBytes <= kFigureTextMax;
    }
    /// What of a view is kept after some hours.
    [[nodiscard]] static WordingView kept_of(const WordingView& view);
    [[nodiscard]] WordingView view() const {
        return {.tokens = {tokens.data(), tokens.size()},
                .names = {names.data(), names.size()},
                .sentences = {sentences.data(), sentences.size()},
                .lengths = {lengths.data(), lengths.size()},
                .figures = {figures.data(), figures.size()},
                .figure_text = {figure_text.data(), figure_text.size()},
                .spellings = {spellings.data(), spellings.size()},
                .spelling_text = {spelling_text.data(), spelling_text.size()}};
    }
    /// What long texts have outside of this object.
    [[nodiscard]] std::size_t heap_bytes() const {
        return wirefold::heap_bytes(tokens) + wirefold::heap_bytes(names) + wirefold::heap_bytes(sentences) +
               wirefold::heap_bytes(lengths) + wirefold::heap_bytes(figures) +
               wirefold::heap_bytes(figure_text) + wirefold::heap_bytes(spellings) +
               wirefold::heap_bytes(spelling_text);
    }
};

}  // namespace wirefold
