#pragma once

#include <cstdint>

#include "daemon/index/article_store.hpp"
#include "daemon/index/ring_chains.hpp"

namespace wirefold {

/// What a salient term or quotation of an article carries.
struct SalientKey {
    std::uint32_t article = 0;  ///< Packed article number.
    std::uint32_t weight = 0;   ///< 0: a quotation; no term weighs nothing.
};

/// Which articles have which salient terms and quotations (channel S). Threads: one.
class SaliencePostings {
public:
    using Chains = LinkedRing<SalientKey>;
    static constexpr std::size_t kBytesPerPosting = Chains::kBytesPerEntry;
    static constexpr std::uint8_t kQuote = 0;

    explicit SaliencePostings(std::uint32_t capacity) : chains_(capacity) {}

    [[nodiscard]] const Chains& chains() const { return chains_; }
    [[nodiscard]] std::size_t bytes() const { return chains_.bytes(); }
    [[nodiscard]] std::uint64_t next() const { return chains_.next(); }
    [[nodiscard]] std::uint64_t oldest() const { return chains_.oldest(); }
    [[nodiscard]] bool has_room_for(std::size_t postings) const {
        return chains_.size() + postings <= chains_.capacity();
    }
    void forget_before(std::uint64_t posting) { chains_.forget_before(posting); }

    void add(std::uint32_t key, std::uint8_t weight, ArticleNumber article, const RingNumbers& articles) {
        chains_.add(key, {.article = articles.pack(article), .weight = weight});
    }

private:
    Chains chains_;
};

}  // namespace wirefold
