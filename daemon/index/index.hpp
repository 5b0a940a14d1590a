#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/id.hpp"
#include "daemon/index/article_store.hpp"
#include "daemon/index/compared_texts.hpp"
#include "daemon/index/options.hpp"
#include "daemon/index/overlap_probe.hpp"
#include "daemon/index/recent_mentions.hpp"
#include "daemon/index/recent_words.hpp"
#include "daemon/index/related_texts.hpp"
#include "daemon/index/ring_plan.hpp"
#include "daemon/index/salience_probe.hpp"
#include "daemon/index/term_frequencies.hpp"
#include "daemon/index/visibility.hpp"
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
    std::uint64_t evicted = 0;     ///< Articles that left a window early because the cap was reached.
    Duration oldest_age{0};        ///< Log time since the oldest article that is still compared.
    std::uint64_t candidates = 0;  ///< Articles looked at since the start.
    std::uint64_t steps = 0;       ///< Postings looked at since the start.
};

/// An earlier article measured against a new one, as the window would if it came upon it.
struct DirectCandidate {
    Candidate candidate;
    Reach reach;
    std::vector<WeightedTerm> terms;  ///< `candidate.salience` may point here.
};

/// The window: every article of the log that a new one may relate to. Facts only, no policy.
///
/// Everything lies in rings that are allocated once, so the cap holds by construction; what leaves, leaves
/// oldest first. The state is a pure function of the calls made, which follow the log.
/// Time:    log time, given by the caller and never falling; the epoch while the log's clock has not started.
/// Cost:    see README.md.
/// Threads: one (the apply thread).
class Index final : public MemberLookup {
public:
    explicit Index(const IndexOptions& options);

    /// Gives those of the newest `articles` that say they were published at `log_time` or later that time as
    /// theirs: their word made the log's clock jump, which stood when they came.
    void date_anew(std::uint32_t articles, Timestamp log_time);

    /// Drops what is older than its window. Call before probing at a new log time.
    void expire(Timestamp log_time);

    /// Asks the memory for what probe() looks up first: best some microseconds before.
    void prefetch(const LogEntry& entry) const;
    /// Gathers everything that may bear on `entry`. Views in `candidates` die at the next insert.
    void probe(const LogEntry& entry, Candidates& candidates);

    /// Measures `earlier` against `entry`, whether or not probe() finds it or the window still holds it.
    /// `candidates` are those of the entry's probe(). Views in `out` point into `earlier` and the index.
    void measure(const LogEntry& entry, const LogEntry& earlier, Candidates& candidates,
                 DirectCandidate& out);

    /// Remembers the article with its verdict, given right after its probe(). Not for replays: they are
    /// remembered already.
    void insert(const LogEntry& entry, const Verdict& verdict, const Candidates& candidates,
                LogPosition position);

    void story_members(std::uint64_t article, std::size_t members_max,
                       std::vector<Member>& members) const override;
    void group_members(std::uint64_t article, std::size_t members_max,
                       std::vector<Member>& members) const override;

    void group_items(std::uint64_t article, Affected& affected) const override;

    void story_times(std::uint64_t article, Timestamp since, std::size_t members_max,
                     std::vector<Timestamp>& times) const override;

    [[nodiscard]] IndexStats stats() const;
    /// First log position the window still needs, or a little earlier; the log may forget what lies before
    /// it.
    [[nodiscard]] LogPosition oldest_position() const;
    [[nodiscard]] std::size_t bytes_reserved() const;
    /// Equal for equal logs. Cost: follows the size of the window.
    [[nodiscard]] std::uint64_t state_hash() const;

private:
    Index(const IndexOptions& options, const RingPlan& plan);

    /// What is known of an entry before anything is looked up.
    struct Hashes {
        std::uint64_t coordinate;
        ArticleStore::Keys keys;
    };
    [[nodiscard]] static Hashes hashes_of(const LogEntry& entry);
    [[nodiscard]] std::optional<ArticleNumber> find_coordinate(const Hashes& hashes) const;
    [[nodiscard]] std::optional<ArticleNumber> find_content(const LogEntry& entry, const Hashes& hashes,
                                                            const Visibility& visibility) const;
    void find_item(const LogEntry& entry, std::string_view item_id, std::uint32_t key,
                   std::vector<KnownArticle>& found) const;
    void find_related(const LogEntry& entry, const Visibility& visibility, Candidates& candidates);
    void prefetch_found(std::span<const ArticleNumber> found) const;
    /// Its number among those that post; nothing when it is a copy, or its texts have left.
    [[nodiscard]] std::optional<PostedNumber> compared(const StoredArticle& article) const;
    [[nodiscard]] std::optional<PostedNumber> related(const StoredArticle& article) const;
    [[nodiscard]] ArticleNumber oldest_compared() const;
    /// How much of a member is read.
    enum class Detail { Terms, Words, Figures };
    [[nodiscard]] Member member(ArticleNumber number, Detail detail) const;
    void family_members(Family family, ArticleNumber article, std::size_t members_max,
                        std::vector<Member>& members) const;
    void list_items(ArticleNumber at, ArticleNumber own, Timestamp now, Affected& affected) const;
    void prefetch_texts(std::span<const ArticleNumber> articles) const;
    void make_room(const LogEntry& entry, const SalienceView& salience, bool posts);
    void post(const LogEntry& entry, const SalienceView& salience, ArticleNumber number);
    void count_terms(const LogEntry& entry);
    void forget_oldest_article();

    IndexOptions options_;
    ArticleStore articles_;
    ComparedTexts compared_;
    RelatedTexts related_;
    RecentWords words_;
    RecentMentions mentions_;
    TermFrequencies frequencies_;
    OverlapProbe overlap_probe_;
    SalienceProbe salience_probe_;
    Timestamp log_time_{};
    std::uint64_t expired_ = 0;
    std::uint64_t evicted_ = 0;
    std::uint64_t candidates_ = 0;
    std::uint64_t steps_ = 0;
    std::string text_;  ///< Scratch, as is wording_.
    std::string wording_;
    mutable std::vector<ArticleNumber> found_;  ///< Scratch.
    /// Where views that candidates hand out lie until the next probe.
    mutable WordingBuffer wordings_;
    mutable SalienceBuffer salience_;
};

}  // namespace wirefold
