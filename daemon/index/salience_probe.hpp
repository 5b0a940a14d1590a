#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "daemon/index/article_tally.hpp"
#include "daemon/index/logarithm_memory.hpp"
#include "daemon/index/related_texts.hpp"
#include "daemon/index/term_frequencies.hpp"
#include "daemon/index/visibility.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold {

/// Weighs an article's terms by the stream's frequencies, and finds the articles that have many of the
/// weightiest in common with it (channel S).
///
/// Cost:    at most kTermsProbed terms, the rarest, kStepsPerTermMax postings a term and kStepsMax an
/// article. Threads: one; owns scratch.
class SalienceProbe {
public:
    static constexpr std::size_t kTermsKept = 32;
    static constexpr std::size_t kTermsProbed = 32;
    static constexpr unsigned kStepsPerTermMax = 32;
    static constexpr unsigned kStepsMax = 192;
    static constexpr std::size_t kFoundMax = 8;
    static constexpr unsigned kSharedMin = 3;
    /// Terms that more than one in fifty articles has find nothing worth finding.
    static constexpr float kHotFrequency = 0.02F;
    /// ln units a weight of 1 stands for, before rounding.
    static constexpr float kWeightUnit = 0.125F;

    struct Found {
        ArticleNumber article;
        std::uint32_t score;
    };

    SalienceProbe(const RelatedTexts& texts, const TermFrequencies& frequencies)
        : texts_(texts), frequencies_(frequencies) {}

    /// Chooses and weighs the terms that are kept; they live until the next call.
    [[nodiscard]] SalienceView weigh(const Salience& salience);
    /// How many of `others` the terms of the last weigh() would be found by. Both by rising key.
    [[nodiscard]] std::uint32_t findable_terms(std::span<const WeightedTerm> others) const;
    /// The best first, older before newer. After weigh().
    [[nodiscard]] const std::vector<Found>& find(const SalienceView& salience, const Visibility& visibility);
    /// Postings looked at by the last find().
    [[nodiscard]] unsigned steps() const { return steps_; }

private:
    struct Weighed {
        WeightedTerm term;
        float frequency;
    };
    struct Shared {
        std::uint32_t dot = 0;
        std::uint16_t terms = 0;
        std::uint16_t quotes = 0;
    };
    void keep_heaviest();
    void tally(const SalienceView& salience);
    void walk_all();
    void count(const RelatedTexts::Chains::Seen& seen, std::uint32_t weight);

    const RelatedTexts& texts_;
    const TermFrequencies& frequencies_;
    LogarithmMemory logarithms_;
    std::vector<Weighed> weighed_;
    std::vector<WeightedTerm> terms_;
    std::vector<std::uint32_t> quotes_;
    std::vector<float> term_frequencies_;    ///< Of terms_.
    std::vector<std::int64_t> probe_order_;  ///< Frequency and number of a term, in one word.
    struct Walk {
        RelatedTexts::Chains::Cursor cursor;
        std::uint32_t weight;  ///< Of the new article's term; 0: a quotation.
    };
    std::vector<Walk> walks_;
    std::vector<std::uint32_t> alive_;  ///< Of them.
    ArticleTally<Shared, kStepsMax> tally_;
    unsigned steps_ = 0;
    std::vector<Found> found_;
};

}  // namespace wirefold
