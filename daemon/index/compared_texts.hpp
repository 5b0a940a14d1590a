#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "daemon/core/prefetch.hpp"
#include "daemon/index/byte_ring.hpp"
#include "daemon/index/record_ring.hpp"
#include "daemon/index/ring_chains.hpp"
#include "daemon/index/stored_article.hpp"
#include "daemon/index/wording_codec.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// Counts the articles that post their text, from 0: all but copies.
using PostedNumber = std::uint64_t;

/// A text that others are compared with. Numbers are their last 32 bits.
struct ComparedText {
    std::uint32_t article;
    std::uint32_t first_posting;  ///< Of `key_count`, side by side.
    std::uint32_t wording_at;     ///< Packed place.
    std::uint32_t window;
    std::uint8_t key_count;
};

/// The texts of the copy window: their winnowed keys, which lead to them (channel W), and their wording.
///
/// A posting is a key and a link: whose it is tells its place among the postings, by the one noted for each
/// sixteenth.
/// Bound:   three rings, allocated once. Threads: one.
class ComparedTexts {
public:
    using Chains = RingChains;
    static constexpr std::uint32_t kPostingsPerHead = 3;
    static constexpr std::uint32_t kPostingsMax = 1U << 31U;  ///< Else their numbers could be mistaken.

    ComparedTexts(std::uint32_t texts, std::size_t wording_bytes, std::uint32_t postings);

    [[nodiscard]] PostedNumber next() const { return texts_.next(); }
    [[nodiscard]] PostedNumber oldest() const { return texts_.oldest(); }
    [[nodiscard]] bool holds(PostedNumber number) const { return texts_.holds(number); }
    [[nodiscard]] PostedNumber unpack(std::uint32_t posted) const { return texts_.unpack(posted); }
    [[nodiscard]] const Chains& chains() const { return chains_; }
    [[nodiscard]] std::size_t bytes() const;
    /// Of them, those that hold something.
    [[nodiscard]] std::size_t bytes_used() const;

    /// True when an article's keys and its piece of wording fit now; else forget the oldest and ask again.
    [[nodiscard]] bool has_room_for(std::size_t keys, std::string_view wording) const;
    void forget_oldest();
    void add(ArticleNumber article, const Fingerprint& fingerprint, std::string_view wording);

    [[nodiscard]] const ComparedText& at(PostedNumber number) const { return texts_.at(number); }
    [[nodiscard]] ArticleNumber article(PostedNumber number) const {
        return with_last_bits(newest_article_, at(number).article);
    }
    /// Whose a posting is.
    [[nodiscard]] PostedNumber owner_of(std::uint64_t posting) const;
    /// Two steps before owner_of(): the one, a while, the other, a while.
    void prefetch_owner(std::uint64_t posting) const { prefetch_line(&owners_[owner_slot(posting)]); }
    void prefetch_owning_text(std::uint64_t posting) const {
        texts_.prefetch(std::max(texts_.unpack(owners_[owner_slot(posting)]), oldest()));
    }
    /// Copies a text's keys and their positions out, as many as it has; returns its shingles.
    [[nodiscard]] std::uint32_t read_keys(PostedNumber number, std::span<std::uint32_t> keys,
                                          std::span<std::uint32_t> positions) const;
    /// A view, valid until the next add().
    [[nodiscard]] std::string_view wording(PostedNumber number) const {
        return wordings_.from(wordings_.unpack(at(number).wording_at));
    }
    void prefetch(PostedNumber number) const { texts_.prefetch(number); }
    void prefetch_wording(PostedNumber number) const;

private:
    static constexpr std::uint64_t kPostingsPerOwner = 16;

    [[nodiscard]] std::uint64_t posting(std::uint32_t packed) const {
        return with_last_bits(chains_.next(), packed);
    }
    [[nodiscard]] std::size_t owner_slot(std::uint64_t posting) const {
        return posting / kPostingsPerOwner % owners_.length();
    }

    RecordRing<ComparedText> texts_;
    ByteRing wordings_;
    Chains chains_;
    ZeroedArray<std::uint32_t> owners_;  ///< A ring: whose each first of kPostingsPerOwner postings is.
    ArticleNumber newest_article_ = 0;
};

}  // namespace wirefold
