#pragma once

#include <cstddef>
#include <cstdint>

#include "daemon/index/options.hpp"

namespace wirefold {

/// How the index's bytes are dealt out to its rings: each is planned to hold the articles of its window, in
/// proportion to its length. The rings hold more or fewer as articles differ. README.md derives the figures.
struct RingPlan {
    std::uint32_t articles = 0;           ///< ArticleStore.
    std::size_t text_bytes = 0;           ///< Of their texts.
    std::uint32_t compared = 0;           ///< ComparedTexts.
    std::size_t wording_bytes = 0;        ///< Of their wordings.
    std::uint32_t compared_postings = 0;  ///< Of their keys.
    std::uint32_t related = 0;            ///< RelatedTexts.
    std::uint32_t related_postings = 0;   ///< Of their terms and quotations.
    std::uint32_t words = 0;              ///< RecentWords.
    std::uint32_t mentions = 0;           ///< RecentMentions.
    std::size_t frequency_slots = 0;      ///< TermFrequencies.
};
[[nodiscard]] RingPlan plan_rings(const IndexOptions& options);

}  // namespace wirefold
