#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/id.hpp"
#include "daemon/index/byte_ring.hpp"
#include "daemon/index/ring_chains.hpp"
#include "daemon/index/zeroed_array.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Counts articles in the order of the log, from 0.
using ArticleNumber = std::uint64_t;

/// One article as the window keeps it; its texts, wording and terms lie in rings beside it. Article numbers
/// are packed (RingNumbers); 0: none.
struct StoredArticle {
    Coordinate coordinate;
    Hash128 content;
    std::uint64_t source_hash;
    std::uint64_t group;
    std::uint64_t story;
    std::uint64_t first_posting;  ///< Into the postings; `key_count` of them, or none when released.
    std::uint64_t first_salience_posting;
    std::uint64_t text_at;     ///< Item id, version, verdict.
    std::uint64_t wording_at;  ///< Numbers, wording; nothing for a copy.
    std::uint64_t terms_at;    ///< Weighted terms, quotations; nothing for a copy.
    LogPosition log_position;
    Timestamp log_time;
    Timestamp event_time;
    std::uint32_t founder;         ///< Of the group; may have left the window.
    std::uint32_t story_founder;   ///< Likewise.
    std::uint32_t group_previous;  ///< Member before this one, in the order of the log.
    std::uint32_t story_previous;
    std::uint32_t group_last;  ///< Of a founder: the newest member.
    std::uint32_t story_last;
    std::uint32_t group_members;  ///< Of a founder.
    std::uint32_t story_members;
    std::uint32_t representative_tokens;  ///< Of a founder: length of the group's representative.
    std::uint32_t verdict_group_size;     ///< As the verdict said it.
    std::uint32_t verdict_story_size;
    std::uint32_t square_sum;  ///< Of the terms' weights.
    std::uint32_t tokens;
    std::uint32_t shingles;
    std::uint32_t window;
    std::uint16_t item_id_bytes;
    std::uint16_t version_bytes;
    std::uint16_t verdict_bytes;
    std::uint16_t token_bytes;  ///< Of the wording.
    std::uint16_t language;
    std::uint8_t sentence_count;
    std::uint8_t figure_count;
    std::uint8_t figure_text_bytes;
    std::uint8_t number_count;
    std::uint8_t key_count;
    std::uint8_t distinct_keys;
    std::uint8_t term_count;
    std::uint8_t quote_count;
    std::uint8_t signals;
    Relation relation;
    ItemStatus status;
};

/// How many articles the store may hold, and bytes of each ring.
struct ArticleStoreLimits {
    std::uint32_t articles = 0;
    std::size_t text_bytes = 0;
    std::size_t wording_bytes = 0;
    std::size_t term_bytes = 0;
};

/// The articles of the window in log order: a ring of records, and rings of what they need for as long as
/// they need it.
///
/// Bound:   the rings, allocated once. The index says whose turn it is to go.
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
        return articles_.bytes() + texts_.bytes() + wordings_.bytes() + terms_.bytes();
    }
    /// Bytes ever put into each ring.
    [[nodiscard]] std::uint64_t text_end() const { return texts_.next(); }
    [[nodiscard]] std::uint64_t wording_end() const { return wordings_.next(); }
    [[nodiscard]] std::uint64_t terms_end() const { return terms_.next(); }

    /// True when a record and its texts fit now; else forget the oldest and ask again.
    [[nodiscard]] bool has_room_for(const LogEntry& entry, std::string_view verdict) const;
    /// True when it fits into the ring of wordings without the wordings of articles before `oldest_compared`.
    [[nodiscard]] bool has_room_for_wording(const Fingerprint& fingerprint,
                                            ArticleNumber oldest_compared) const;
    [[nodiscard]] bool has_room_for_terms(const SalienceView& salience, ArticleNumber oldest_related) const;
    void forget_oldest();

    /// Keeps the article. `article` comes with everything but places and sizes filled in; `verdict` is the
    /// encoded rest of its verdict. Only what `posts` keeps wording and terms.
    ArticleNumber add(StoredArticle article, const LogEntry& entry, std::string_view verdict,
                      const SalienceView& salience, bool posts);
    /// Gives the articles that came before the log's clock had started the time it started at.
    void date_undated(Timestamp log_time);
    /// See Index::date_anew().
    void date_anew(std::uint32_t articles, Timestamp log_time);
    void join_group(ArticleNumber founder, ArticleNumber member, std::uint32_t representative_tokens);
    void join_story(ArticleNumber founder, ArticleNumber member);
    /// The number behind a packed one; next() when it is none or has left the window.
    [[nodiscard]] ArticleNumber unpack(std::uint32_t packed) const;

    [[nodiscard]] std::string_view item_id(const StoredArticle& article) const {
        return text(article, 0, article.item_id_bytes);
    }
    [[nodiscard]] std::string_view version(const StoredArticle& article) const {
        return text(article, article.item_id_bytes, article.version_bytes);
    }
    [[nodiscard]] KnownArticle known(ArticleNumber number) const;
    [[nodiscard]] Verdict verdict(ArticleNumber number) const;
    /// Views; valid only inside the window of each.
    [[nodiscard]] WordingView wording(const StoredArticle& article) const;
    [[nodiscard]] std::span<const std::uint32_t> number_hashes(const StoredArticle& article) const;
    [[nodiscard]] SalienceView salience(const StoredArticle& article) const;

private:
    [[nodiscard]] std::string_view text(const StoredArticle& article, std::size_t skip,
                                        std::size_t bytes) const;
    void add_texts(StoredArticle& article, const LogEntry& entry, std::string_view verdict);
    void add_wording(StoredArticle& article, const Fingerprint& fingerprint);
    void add_terms(StoredArticle& article, const SalienceView& salience);

    RingNumbers slots_;
    ZeroedArray<StoredArticle> articles_;
    ByteRing texts_;
    ByteRing wordings_;
    ByteRing terms_;
    ArticleNumber next_ = 0;
    ArticleNumber oldest_ = 0;
};

}  // namespace wirefold
