#pragma once

#include <cstdint>

#include "daemon/index/ring_chains.hpp"

namespace wirefold {

/// The postings of one channel, a key of an article each, in the order of the articles: a ring that lets go
/// of its oldest. What a posting carries beside its key is the channel's. Threads: one.
template <class Payload>
class PostingRing {
public:
    using Chains = LinkedRing<Payload>;
    static constexpr std::size_t kBytesPerPosting = Chains::kBytesPerEntry;

    explicit PostingRing(std::uint32_t capacity) : chains_(capacity) {}

    [[nodiscard]] const Chains& chains() const { return chains_; }
    [[nodiscard]] std::size_t bytes() const { return chains_.bytes(); }
    [[nodiscard]] std::uint64_t next() const { return chains_.next(); }
    [[nodiscard]] std::uint64_t oldest() const { return chains_.oldest(); }
    [[nodiscard]] bool has_room_for(std::size_t postings) const {
        return chains_.size() + postings <= chains_.capacity();
    }
    void forget_before(std::uint64_t posting) { chains_.forget_before(posting); }

protected:
    Chains chains_;
};

}  // namespace wirefold
