#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace wirefold {

/// One term of an article: what it is about, not how it says so.
struct Term {
    /// Bits of `flags`.
    static constexpr std::uint8_t kName = 1;    ///< Written with a capital inside a sentence.
    static constexpr std::uint8_t kLead = 2;    ///< Stands in the headline or among the first words.
    static constexpr std::uint8_t kNumber = 4;  ///< A number by its value.

    std::uint32_t key = 0;      ///< 32 bits of the hash of the word's stem, of two neighboring characters …
    std::uint8_t count = 0;     ///< Times it occurs, at most 255.
    std::uint8_t rarity = 0;    ///< Class of the prior's document frequency; see fingerprint/prior.hpp.
    std::uint8_t position = 0;  ///< Of its first sight, in 256ths of the first Salience::kTokensMax tokens.
    std::uint8_t flags = 0;

    [[nodiscard]] bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
};

/// Channel S of an article as it is written: the terms that may matter, before the stream's own document
/// frequencies have a say. It is a pure function of the text.
struct Salience {
    static constexpr std::size_t kTermsMax = 40;
    static constexpr std::size_t kQuotesMax = 8;
    static constexpr std::size_t kMentionsMax = 96;
    /// What an article is about stands in its first thousand words, or nowhere: terms are taken from these.
    static constexpr std::size_t kTokensMax = 1024;

    std::uint8_t term_count = 0;
    std::uint8_t quote_count = 0;
    std::uint8_t mention_count = 0;
    std::array<Term, kTermsMax> terms{};             ///< By rising key, distinct.
    std::array<std::uint32_t, kQuotesMax> quotes{};  ///< Hashes of long quotations' first words.
    /// The text's rarer words in the order in which it first says them, each once: 16 bits of the stem's
    /// hash.
    std::array<std::uint16_t, kMentionsMax> mentions{};

    [[nodiscard]] std::span<const Term> term_span() const { return {terms.data(), term_count}; }
    [[nodiscard]] std::span<const std::uint32_t> quote_span() const { return {quotes.data(), quote_count}; }
    [[nodiscard]] std::span<const std::uint16_t> mention_span() const {
        return {mentions.data(), mention_count};
    }
};

/// A term with the weight the window gave it when the article entered.
struct WeightedTerm {
    std::uint32_t key = 0;
    std::uint8_t weight = 0;  ///< tf · idf in kWeightUnits.
    std::uint8_t position = 0;
    std::uint8_t flags = 0;

    [[nodiscard]] bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
};

/// Salience as it is compared: the terms that were kept, by rising key.
struct SalienceView {
    std::uint32_t square_sum = 0;  ///< Of the weights.
    std::span<const WeightedTerm> terms;
    std::span<const std::uint32_t> quotes;
};

}  // namespace wirefold
