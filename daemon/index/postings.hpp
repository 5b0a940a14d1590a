#pragma once

#include <cstdint>
#include <span>

#include "daemon/index/article_store.hpp"
#include "daemon/index/ring_chains.hpp"

namespace wirefold {

/// Which articles hold which winnowed keys (channel W), and each article's own keys with their positions.
///
/// One posting a key: its chain entry, the article it belongs to, and its distance from the article's
/// previous key. The postings of an article lie side by side, so they are its key list as well. Cost:
/// RingChains::kBytesPerEntry + 8 bytes a posting. Threads: one.
class Postings {
public:
    static constexpr std::size_t kBytesPerPosting = RingChains::kBytesPerEntry + 8;

    explicit Postings(std::uint32_t capacity) : chains_(capacity), articles_(capacity), gaps_(capacity) {}

    [[nodiscard]] std::size_t bytes() const { return chains_.bytes() + articles_.bytes() + gaps_.bytes(); }
    [[nodiscard]] std::uint64_t next() const { return chains_.next(); }
    [[nodiscard]] std::uint64_t oldest() const { return chains_.oldest(); }
    [[nodiscard]] bool has_room_for(std::size_t postings) const {
        return chains_.size() + postings <= chains_.capacity();
    }
    void forget_before(std::uint64_t posting) { chains_.forget_before(posting); }

    void add(ArticleNumber article, const RingNumbers& articles, const Fingerprint& fingerprint);

    /// Calls visit(article) for the articles that hold `key`, newest first.
    template <class Visit>
    void visit(std::uint32_t key, unsigned steps_max, const RingNumbers& articles, ArticleNumber next,
               Visit&& visit) const {
        chains_.visit(key, steps_max, [&](std::uint64_t posting) {
            visit(articles.unpack(articles_[chains_.slot(posting)], next));
            return true;
        });
    }

    /// Copies an article's keys and positions out. Both spans are `key_count` long.
    void read(std::uint64_t first_posting, std::span<std::uint32_t> keys,
              std::span<std::uint32_t> positions) const;

private:
    RingChains chains_;
    ZeroedArray<std::uint32_t> articles_;  ///< Packed article number of each posting.
    ZeroedArray<std::uint32_t> gaps_;      ///< Position minus the position of the article's previous key.
};

}  // namespace wirefold
