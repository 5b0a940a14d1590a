#pragma once

#include <cstdint>
#include <span>

#include "daemon/index/article_store.hpp"
#include "daemon/index/ring_chains.hpp"

namespace wirefold {

/// What a winnowed key of an article carries.
struct WinnowedKey {
    std::uint32_t article = 0;  ///< Packed article number.
    std::uint32_t gap = 0;      ///< Position minus the position of the article's previous key.
};

/// Which articles hold which winnowed keys (channel W), and each article's own keys with their positions.
///
/// The postings of an article lie side by side, so they are its key list as well. Threads: one.
class Postings {
public:
    using Chains = LinkedRing<WinnowedKey>;
    static constexpr std::size_t kBytesPerPosting = Chains::kBytesPerEntry;

    explicit Postings(std::uint32_t capacity) : chains_(capacity) {}

    [[nodiscard]] const Chains& chains() const { return chains_; }
    [[nodiscard]] std::size_t bytes() const { return chains_.bytes(); }
    [[nodiscard]] std::uint64_t next() const { return chains_.next(); }
    [[nodiscard]] std::uint64_t oldest() const { return chains_.oldest(); }
    [[nodiscard]] bool has_room_for(std::size_t postings) const {
        return chains_.size() + postings <= chains_.capacity();
    }
    void forget_before(std::uint64_t posting) { chains_.forget_before(posting); }

    void add(ArticleNumber article, const RingNumbers& articles, const Fingerprint& fingerprint);

    /// Copies an article's keys and positions out. Both spans are `key_count` long.
    void read(std::uint64_t first_posting, std::span<std::uint32_t> keys,
              std::span<std::uint32_t> positions) const;

private:
    Chains chains_;
};

}  // namespace wirefold
