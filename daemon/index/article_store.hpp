#pragma once

#include <cstdint>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/id.hpp"
#include "daemon/index/ring_chains.hpp"
#include "daemon/index/zeroed_array.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Counts articles in the order of the log, from 0.
using ArticleNumber = std::uint64_t;

/// One article as the window keeps it; texts and numbers lie in rings beside it.
struct StoredArticle {
    Coordinate coordinate;
    Hash128 content;
    std::uint64_t item_hash;
    std::uint64_t source_hash;
    std::uint64_t group;
    ArticleNumber founder;        ///< First article of the group; may have left the window.
    std::uint64_t first_posting;  ///< Into the postings; `key_count` of them, or none when released.
    std::uint64_t first_number;
    std::uint64_t first_text_byte;
    LogPosition log_position;
    Timestamp log_time;
    Timestamp event_time;
    std::uint32_t tokens;
    std::uint32_t shingles;
    std::uint32_t window;
    std::uint32_t group_members;       ///< Of the group this article founded.
    std::uint32_t verdict_group_size;  ///< As the verdict said it.
    std::uint16_t item_id_bytes;
    std::uint16_t version_bytes;
    std::uint16_t original_id_bytes;
    std::uint16_t supersedes_bytes;
    std::uint8_t number_count;
    std::uint8_t key_count;
    Relation relation;
    ItemStatus status;
    Evidence evidence;
    bool same_source;
    bool late;
    bool has_evidence;
    bool is_representative;
};

/// How many articles, text bytes and numbers the store may hold.
struct ArticleStoreLimits {
    std::uint32_t articles = 0;
    std::uint32_t text_bytes = 0;
    std::uint32_t numbers = 0;
};

/// The articles of the window in log order: a ring of records, a ring of text, a ring of numbers.
///
/// Bound:   the three rings, allocated once. make_room() says whose turn it is to go.
/// Threads: one.
class ArticleStore {
public:
    explicit ArticleStore(const ArticleStoreLimits& limits);

    [[nodiscard]] ArticleNumber next() const { return next_; }
    [[nodiscard]] ArticleNumber oldest() const { return oldest_; }
    [[nodiscard]] bool holds(ArticleNumber number) const { return number >= oldest_ && number < next_; }
    [[nodiscard]] const StoredArticle& at(ArticleNumber number) const {
        return articles_[slots_.slot(number)];
    }
    [[nodiscard]] const RingNumbers& numbers() const { return slots_; }
    [[nodiscard]] std::size_t bytes() const {
        return articles_.bytes() + texts_.bytes() + number_ring_.bytes();
    }
    [[nodiscard]] static std::size_t bytes_for(const ArticleStoreLimits& limits);

    /// True when an article of this size fits now; else forget the oldest and ask again.
    [[nodiscard]] bool has_room_for(const LogEntry& entry, const Verdict& verdict) const;
    void forget_oldest();

    /// Keeps the article and its verdict. `article` comes with everything but texts and numbers filled in.
    ArticleNumber add(StoredArticle article, const LogEntry& entry, const Verdict& verdict);
    /// Gives the articles that came before the log's clock had started the time it started at.
    void date_undated(Timestamp log_time);
    void add_group_member(ArticleNumber founder);

    [[nodiscard]] std::string_view item_id(const StoredArticle& article) const {
        return text(article, 0, article.item_id_bytes);
    }
    [[nodiscard]] std::string_view version(const StoredArticle& article) const {
        return text(article, article.item_id_bytes, article.version_bytes);
    }
    [[nodiscard]] KnownArticle known(ArticleNumber number) const;
    [[nodiscard]] Verdict verdict(ArticleNumber number) const;
    /// True unless each text has a number the other lacks. Both lists are sorted.
    [[nodiscard]] bool numbers_agree(const StoredArticle& article, const Fingerprint& fingerprint) const;

private:
    [[nodiscard]] std::string_view text(const StoredArticle& article, std::size_t skip,
                                        std::size_t bytes) const;
    [[nodiscard]] std::uint64_t place_text(std::size_t bytes) const;

    RingNumbers slots_;
    ZeroedArray<StoredArticle> articles_;
    ZeroedArray<char> texts_;
    ZeroedArray<std::uint32_t> number_ring_;
    ArticleNumber next_ = 0;
    ArticleNumber oldest_ = 0;
    std::uint64_t text_next_ = 0;
    std::uint64_t number_next_ = 0;
};

}  // namespace wirefold
