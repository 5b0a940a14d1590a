#pragma once

#include <cstdint>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/id.hpp"
#include "daemon/index/article_store.hpp"
#include "daemon/index/options.hpp"
#include "daemon/index/postings.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Plain integers for the metrics; the pipeline publishes them.
struct IndexStats {
    std::uint64_t articles = 0;
    std::uint64_t articles_compared = 0;  ///< Of these, still inside the copy window.
    std::size_t bytes_used = 0;           ///< Of the rings, by what is live in them.
    std::size_t bytes_reserved = 0;
    std::uint64_t expired = 0;     ///< Articles that left because their window was over.
    std::uint64_t evicted = 0;     ///< Articles that left early because the cap was reached.
    Duration oldest_age{0};        ///< Log time since the oldest article that is still compared.
    std::uint64_t candidates = 0;  ///< Overlaps verified since the start.
};

/// The window: every article of the log that a new one may relate to. Facts only, no policy.
///
/// Everything lies in rings that are allocated once, so the cap holds by construction; what leaves, leaves
/// oldest first. The state is a pure function of the calls made, which follow the log.
/// Time:    log time, given by the caller and never falling; the epoch while the log's clock has not started.
/// Cost:    see README.md.
/// Threads: one (the apply thread).
class Index {
public:
    explicit Index(const IndexOptions& options);

    /// Drops what is older than its window. Call before probing at a new log time.
    void expire(Timestamp log_time);

    /// Gathers everything that may bear on `entry`. Views in `candidates` die at the next insert.
    void probe(const LogEntry& entry, Candidates& candidates);

    /// Remembers the article with its verdict. Not for replays: they are remembered already.
    void insert(const LogEntry& entry, const Verdict& verdict, LogPosition position, Timestamp log_time);

    [[nodiscard]] IndexStats stats() const;
    /// First log position the window still needs; the log may forget what lies before it.
    [[nodiscard]] LogPosition oldest_position() const;
    [[nodiscard]] std::size_t bytes_reserved() const;

private:
    [[nodiscard]] std::optional<ArticleNumber> find_coordinate(const Coordinate& coordinate) const;
    [[nodiscard]] std::optional<ArticleNumber> find_content(const Hash128& content) const;
    void find_same_item(const LogEntry& entry, std::vector<KnownArticle>& found) const;
    void find_overlaps(const LogEntry& entry, std::vector<Overlap>& found);
    void count_hits(const Fingerprint& fingerprint);
    [[nodiscard]] Evidence measure(const Fingerprint& fingerprint, const StoredArticle& article) const;
    void make_room(const LogEntry& entry, const Verdict& verdict);
    void release_postings_of(ArticleNumber article);
    void forget_oldest_article();

    IndexOptions options_;
    ArticleStore articles_;
    RingChains by_coordinate_;
    RingChains by_item_;
    RingChains by_content_;
    Postings postings_;
    ArticleNumber oldest_compared_ = 0;  ///< Articles before it have released their postings.
    Timestamp log_time_{};
    std::uint64_t expired_ = 0;
    std::uint64_t evicted_ = 0;
    std::uint64_t candidates_ = 0;
    struct Hits {
        ArticleNumber article;
        std::uint32_t keys;
    };
    std::vector<ArticleNumber> hit_articles_;  ///< Scratch.
    std::vector<Hits> hits_;                   ///< Scratch.
};

}  // namespace wirefold
