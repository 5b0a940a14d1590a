#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "daemon/core/invariant.hpp"

namespace wirefold {

/// Counts something for each of at most ArticlesMax articles, and forgets it all at once. Of few, it lies in
/// the processor's first cache.
///
/// Bound:   ArticlesMax articles between two calls of begin().
/// Threads: one.
template <class Counts, std::size_t ArticlesMax>
class ArticleTally {
public:
    static constexpr std::size_t kArticlesMax = ArticlesMax;

    struct Entry {
        std::uint32_t article = 0;
        std::uint32_t generation = 0;
        Counts counts{};
    };

    /// For so many articles at most.
    void begin(std::size_t articles = kArticlesMax) {
        WIREFOLD_INVARIANT(articles <= kArticlesMax, "who counts keeps a budget");
        touched_.clear();
        bits_ = static_cast<unsigned>(std::bit_width(kSlotsPerArticle * articles));
        if (++generation_ != 0) return;
        entries_.assign(kSlots, Entry{});
        generation_ = 1;
    }

    /// The counts of an article, by the last 32 bits of its number; zeros when it is new.
    [[nodiscard]] Counts& of(std::uint32_t article) {
        constexpr std::uint32_t kSpread = 0x9e3779b1U;
        const std::size_t last = (std::size_t{1} << bits_) - 1;
        std::size_t at = (std::uint64_t{article * kSpread} << bits_) >> 32U;
        while (entries_[at].generation == generation_ && entries_[at].article != article)
            at = (at + 1) & last;
        Entry& entry = entries_[at];
        if (entry.generation != generation_) {
            WIREFOLD_INVARIANT(touched_.size() < last, "a slot stays free");
            entry = {.article = article, .generation = generation_, .counts = {}};
            touched_.push_back(static_cast<std::uint32_t>(at));
        }
        return entry.counts;
    }

    /// Calls visit(article, counts) in the order of the first sights.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const std::uint32_t at : touched_) visit(entries_[at].article, entries_[at].counts);
    }

private:
    static constexpr std::size_t kSlotsPerArticle = 3;  ///< And up to twice as many.
    static constexpr std::size_t kSlots = std::size_t{1} << std::bit_width(kSlotsPerArticle * kArticlesMax);

    std::vector<Entry> entries_ = std::vector<Entry>(kSlots);
    std::vector<std::uint32_t> touched_;
    std::uint32_t generation_ = 0;
    unsigned bits_ = 0;  ///< Of the slots in use.
};

}  // namespace wirefold
