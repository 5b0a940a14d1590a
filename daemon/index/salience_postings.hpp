#pragma once

#include <cstdint>

#include "daemon/index/article_store.hpp"
#include "daemon/index/posting_ring.hpp"

namespace wirefold {

/// What a salient term or quotation of an article carries.
struct SalientKey {
    std::uint32_t article = 0;  ///< Packed article number.
    std::uint32_t weight = 0;   ///< 0: a quotation; no term weighs nothing.
};

/// Which articles have which salient terms and quotations (channel S). Threads: one.
class SaliencePostings : public PostingRing<SalientKey> {
public:
    static constexpr std::uint8_t kQuote = 0;

    using PostingRing::PostingRing;

    void add(std::uint32_t key, std::uint8_t weight, ArticleNumber article, const RingNumbers& articles) {
        chains_.add(key, {.article = articles.pack(article), .weight = weight});
    }
};

}  // namespace wirefold
