#pragma once

#include <cstdint>
#include <span>

#include "daemon/index/article_store.hpp"
#include "daemon/index/posting_ring.hpp"

namespace wirefold {

/// What a winnowed key of an article carries.
struct WinnowedKey {
    std::uint32_t article = 0;  ///< Packed article number.
    std::uint32_t gap = 0;      ///< Position minus the position of the article's previous key.
};

/// Which articles hold which winnowed keys (channel W), and each article's own keys with their positions.
///
/// The postings of an article lie side by side, so they are its key list as well. Threads: one.
class Postings : public PostingRing<WinnowedKey> {
public:
    using PostingRing::PostingRing;

    void add(ArticleNumber article, const RingNumbers& articles, const Fingerprint& fingerprint);

    /// Copies an article's keys and positions out. Both spans are `key_count` long.
    void read(std::uint64_t first_posting, std::span<std::uint32_t> keys,
              std::span<std::uint32_t> positions) const;
};

}  // namespace wirefold
