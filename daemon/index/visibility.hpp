#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/index/article_store.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// Which articles of the window a new one is shown. What is not public yet is shown to its own item, to what
/// its publisher says evolved from that, and to what will be public no sooner
/// (daemon/decisions/012-what-is-not-public-is-not-shown.md).
class Visibility {
public:
    /// Before the log's clock has started the new article's own time is the best there is.
    Visibility(const ArticleStore& articles, const LogEntry& entry, Timestamp log_time)
        : articles_(articles),
          entry_(entry),
          latest_release_(
              std::max(log_time == Timestamp{} ? entry.event_time : log_time, entry.public_from)) {}

    [[nodiscard]] bool shows(ArticleNumber number) const {
        return !articles_.at(number).is_held || shows(articles_.known(number));
    }
    [[nodiscard]] bool shows(const KnownArticle& known) const {
        const bool is_own = known.item_id == entry_.item_id || known.item_id == entry_.evolved_from;
        return known.public_from <= latest_release_ || (is_own && known.source_hash == entry_.source_hash);
    }

    /// Keeps the best of what is shown, at most so many, the best first. `article_of` tells whose an element
    /// is. Nearly always all of the best are shown: only where one is not, all are looked at.
    template <class Element, class ArticleOf, class Better>
    void keep_best(std::vector<Element>& all, std::size_t kept, const ArticleOf& article_of,
                   const Better& better) const {
        const auto is_shown = [&](const Element& element) { return shows(article_of(element)); };
        const auto choose = [&] {
            const std::size_t count = std::min(kept, all.size());
            const auto end = all.begin() + static_cast<std::ptrdiff_t>(count);
            if (count < all.size()) std::nth_element(all.begin(), end, all.end(), better);
            return end;
        };
        auto end = choose();
        std::for_each(all.begin(), end,
                      [&](const Element& element) { articles_.prefetch(article_of(element)); });
        if (!std::all_of(all.begin(), end, is_shown)) {
            std::erase_if(all, [&](const Element& element) { return !is_shown(element); });
            end = choose();
        }
        all.erase(end, all.end());
        std::sort(all.begin(), all.end(), better);
    }

private:
    const ArticleStore& articles_;
    const LogEntry& entry_;
    Timestamp latest_release_;
};

}  // namespace wirefold
