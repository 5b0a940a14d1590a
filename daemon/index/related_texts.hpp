#pragma once

#include <cstdint>

#include "daemon/index/compared_texts.hpp"
#include "daemon/index/paired_chains.hpp"
#include "daemon/index/record_ring.hpp"
#include "daemon/index/stable_buffer.hpp"
#include "daemon/index/stored_article.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold {

/// What an article is about. Numbers are their last 32 bits.
struct RelatedText {
    std::uint32_t article;
    std::uint32_t first_posting;  ///< Terms, and behind them quotations, side by side.
    std::uint32_t square_sum;     ///< Of the terms' weights.
    std::uint8_t term_count;
    std::uint8_t quote_count;
};

/// Where views of terms and quotations lie.
struct SalienceBuffer {
    StableBuffer<WeightedTerm> terms;
    StableBuffer<std::uint32_t> quotes;
};

/// The texts of the story window: their salient terms and quotations, which lead to them (channel S). Numbers
/// are those of ComparedTexts.
///
/// Bound:   two rings, allocated once. Threads: one.
class RelatedTexts {
public:
    using Chains = PairedChains;
    static constexpr std::uint8_t kQuote = 0;
    static constexpr std::uint32_t kPostingsMax = 1U << 31U;  ///< Else their numbers could be mistaken.

    RelatedTexts(std::uint32_t texts, std::uint32_t postings) : texts_(texts), chains_(postings) {}

    [[nodiscard]] PostedNumber next() const { return texts_.next(); }
    [[nodiscard]] PostedNumber oldest() const { return texts_.oldest(); }
    [[nodiscard]] bool holds(PostedNumber number) const { return texts_.holds(number); }
    [[nodiscard]] PostedNumber unpack(std::uint32_t posted) const { return texts_.unpack(posted); }
    [[nodiscard]] const Chains& chains() const { return chains_; }
    [[nodiscard]] std::size_t bytes() const { return texts_.bytes() + chains_.bytes(); }
    /// Of them, those that hold something.
    [[nodiscard]] std::size_t bytes_used() const;

    [[nodiscard]] bool has_room_for(const SalienceView& salience) const;
    void forget_oldest();
    void add(ArticleNumber article, const SalienceView& salience);

    [[nodiscard]] ArticleNumber article(PostedNumber number) const {
        return unpack_article(texts_.at(number).article);
    }
    /// Of a posting or a text.
    [[nodiscard]] ArticleNumber unpack_article(std::uint32_t packed) const {
        return with_last_bits(newest_article_, packed);
    }
    /// A view of `buffer`.
    [[nodiscard]] SalienceView salience(PostedNumber number, SalienceBuffer& buffer) const;
    void prefetch(PostedNumber number) const { texts_.prefetch(number); }
    void prefetch_terms(PostedNumber number) const;

private:
    [[nodiscard]] std::uint64_t first_posting(PostedNumber number) const {
        return with_last_bits(chains_.next(), texts_.at(number).first_posting);
    }

    RecordRing<RelatedText> texts_;
    Chains chains_;
    ArticleNumber newest_article_ = 0;
};

}  // namespace wirefold
