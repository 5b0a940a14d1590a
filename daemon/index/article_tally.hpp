#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "daemon/core/invariant.hpp"

namespace wirefold {

/// Counts something for each of at most ArticlesMax articles, and forgets it all at once. Of few it lies in
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

    void begin() {
        touched_.clear();
        if (++generation_ != 0) return;
        entries_.assign(kSlots, Entry{});
        generation_ = 1;
    }

    /// The counts of an article, by the last 32 bits of its number; zeros when it is new.
    [[nodiscard]] Counts& of(std::uint32_t article) {
        constexpr std::uint32_t kSpread = 0x9e3779b1U;
        std::size_t at = std::uint64_t{article * kSpread} * kSlots >> 32U;
        while (entries_[at].generation == generation_ && entries_[at].article != article)
            at = (at + 1) & (kSlots - 1);
        Entry& entry = entries_[at];
        if (entry.generation != generation_) {
            WIREFOLD_INVARIANT(touched_.size() < kArticlesMax, "who counts keeps a budget");
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
    static constexpr std::size_t kSlots = std::bit_ceil(4 * kArticlesMax);

    std::vector<Entry> entries_ = std::vector<Entry>(kSlots);
    std::vector<std::uint32_t> touched_;
    std::uint32_t generation_ = 0;
};

}  // namespace wirefold
