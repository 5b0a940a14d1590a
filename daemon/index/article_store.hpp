#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/id.hpp"
#include "daemon/index/byte_ring.hpp"
#include "daemon/index/chain_heads.hpp"
#include "daemon/index/kept_text.hpp"
#include "daemon/index/record_ring.hpp"
#include "daemon/index/ring_chains.hpp"
#include "daemon/index/stored_article.hpp"
#include "daemon/index/zeroed_array.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// What articles are found again by. A caller asks the article itself whether it is the one.
enum class Chain : std::uint8_t { Coordinate, Item, Content };
/// What articles hang together in, each member linked to its neighbors.
enum class Family : std::uint8_t { Group, Story };

/// The articles of the window in log order: a ring of records, their texts in another, and the ways to them.
///
/// Families: a member knows its next newer one, and so leads to the newest; that one's text says how many
/// there are. Who leaves is the oldest, on whom nobody depends. Bound:   the rings, allocated once. The index
/// says whose turn it is to go. Threads: one.
class ArticleStore {
public:
    static constexpr std::size_t kArticlesPerHead = 2;

    ArticleStore(std::uint32_t articles, std::size_t text_bytes);

    [[nodiscard]] ArticleNumber next() const { return articles_.next(); }
    [[nodiscard]] ArticleNumber oldest() const { return articles_.oldest(); }
    [[nodiscard]] bool holds(ArticleNumber number) const { return articles_.holds(number); }
    /// Of those it holds.
    [[nodiscard]] const StoredArticle& at(ArticleNumber number) const { return articles_.at(number); }
    void prefetch(ArticleNumber number) const { articles_.prefetch(number); }
    void prefetch_text(ArticleNumber number) const;
    [[nodiscard]] std::size_t bytes() const;
    /// Of them, those that hold something.
    [[nodiscard]] std::size_t bytes_used() const;

    /// The log's time, to which the times of articles are kept.
    void advance(Timestamp log_time);
    [[nodiscard]] Timestamp log_time(ArticleNumber number) const { return at(number).log_time(log_time_); }
    /// Gives the articles that came before the log's clock had started the time it started at.
    void date_undated(Timestamp log_time);
    /// See Index::date_anew().
    void date_anew(std::uint32_t articles, Timestamp log_time);

    /// True when a record and its text fit now; else forget the oldest and ask again.
    [[nodiscard]] bool has_room_for(std::string_view text) const;
    void forget_oldest() { articles_.forget_oldest(); }
    /// The newest members of the families that an article joins; next() where it founds one.
    using Newest = std::array<ArticleNumber, 2>;
    [[nodiscard]] Newest newest_for(const Verdict& verdict) const;
    /// The text that the next article has, but for the rest of its verdict.
    [[nodiscard]] KeptText text_for(const LogEntry& entry, const Verdict& verdict,
                                    const Newest& newest) const;
    /// A key for each Chain.
    using Keys = std::array<std::uint32_t, 3>;
    /// Keeps the article. `article` comes without links and places; `text` is its piece. A stale one is not
    /// found by its item: it tells nothing of what became of that, and may come any number of times.
    void add(const StoredArticle& article, const Keys& keys, const Newest& newest, std::string_view text,
             LogPosition position);

    void prefetch(const Keys& keys) const;
    /// Calls visit(number) for the articles of a bucket, newest first, `steps_max` at most, until it says
    /// false.
    template <class Visit>
    void visit(Chain chain, std::uint32_t key, unsigned steps_max, Visit&& visit) const {
        const auto index = static_cast<std::size_t>(chain);
        std::uint32_t packed = heads_[index].of(key);
        ArticleNumber bound = next();
        for (unsigned steps = 0; steps < steps_max && packed != 0; ++steps) {
            const ArticleNumber number = numbers_.unpack(packed, bound);
            if (number == bound || number < oldest()) return;
            packed = at(number).links[index];
            bound = number;
            if (!visit(number)) return;
        }
    }

    [[nodiscard]] KeptText text(ArticleNumber number) const;
    [[nodiscard]] std::string_view item_id(ArticleNumber number) const;
    [[nodiscard]] KnownArticle known(ArticleNumber number) const;
    [[nodiscard]] Verdict verdict(ArticleNumber number) const;
    [[nodiscard]] ArticleNumber newest_of(Family family, ArticleNumber number) const;
    /// The member before this one; next() when there is none, or it has left.
    [[nodiscard]] ArticleNumber previous_in(Family family, ArticleNumber number) const;
    /// Log position of the oldest article, or a little earlier.
    [[nodiscard]] LogPosition oldest_position() const;

private:
    static constexpr std::size_t kArticlesPerPosition = 64;

    [[nodiscard]] std::size_t position_slot(ArticleNumber number) const {
        return number / kArticlesPerPosition % positions_.length();
    }
    [[nodiscard]] std::string_view piece(const StoredArticle& article) const;

    RingNumbers numbers_;
    /// Mutable: newest_of() shortens the ways it went, which changes no answer.
    mutable RecordRing<StoredArticle> articles_;
    ByteRing texts_;
    std::array<ChainHeads, 3> heads_;
    ZeroedArray<LogPosition> positions_;  ///< A ring as well: of each first of kArticlesPerPosition articles.
    Timestamp log_time_{};
};

}  // namespace wirefold
