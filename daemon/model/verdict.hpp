#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/hash.hpp"

namespace wirefold {

/// How an article relates to what came before it. Closed, because each is a metric label.
enum class Relation : std::uint8_t {
    Original,    ///< nothing like it in the window
    Exact,       ///< the same text after folding
    Near,        ///< the same text with small edits; numbers and names agree
    Rewrite,     ///< the same article in other words
    Contains,    ///< holds a whole earlier article and more
    Excerpt,     ///< is held whole by an earlier article
    Partial,     ///< shares a passage with an earlier article, and each has much of its own
    Stub,        ///< the beginning of an article, as a feed or a paywall cuts it
    Correction,  ///< the same text with a figure, name or unit changed, by its own source
    Template,    ///< a form filled in anew: distinct news
    Story,       ///< reports what an earlier article reports, on its own
    Resend,      ///< same item, same version, same content and title
    Stale,       ///< same item, older version than one already seen
    Revision,    ///< same item, newer version; or its source's own update that does not say so
    Kill,        ///< the sender takes the item back
    Withhold,    ///< the sender asks to hold the item
};
inline constexpr std::array kRelations{
    Relation::Original,   Relation::Exact,    Relation::Near,    Relation::Rewrite,
    Relation::Contains,   Relation::Excerpt,  Relation::Partial, Relation::Stub,
    Relation::Correction, Relation::Template, Relation::Story,   Relation::Resend,
    Relation::Stale,      Relation::Revision, Relation::Kill,    Relation::Withhold};

[[nodiscard]] std::string_view name_of(Relation relation);
/// True where the record is published to the duplicates instead of the unique topic; of rewrites not always,
/// see EnrichOptions::suppresses().
[[nodiscard]] bool is_duplicate(Relation relation);
/// True of what is published to the retractions as well.
[[nodiscard]] inline bool takes_back(Relation relation) {
    return relation == Relation::Kill || relation == Relation::Withhold;
}

/// How much two texts share verbatim, counted on sampled shingles, or on all of the first words.
struct Overlap {
    std::uint8_t shared_keys = 0;  ///< Keys both have, at the coarser of the two windows.
    std::uint8_t own_keys = 0;     ///< Keys of this article at that window.
    std::uint8_t other_keys = 0;   ///< Keys of the partner at that window.

    [[nodiscard]] double jaccard() const;
    [[nodiscard]] double containment() const;   ///< Part of the partner that this article holds.
    [[nodiscard]] double contained_by() const;  ///< Part of this article that the partner holds.
};

/// What a verdict rests on, in percent; kUnmeasured where nothing was measured.
struct Evidence {
    static constexpr std::uint8_t kUnmeasured = 255;

    Overlap overlap;
    std::uint8_t kept_own =
        kUnmeasured;  ///< Part of this article's words that stand in the partner, aligned.
    std::uint8_t kept_other = kUnmeasured;  ///< Part of the partner's words that stand in this article.
    std::uint8_t cosine = kUnmeasured;      ///< Of the weighted terms.
    std::uint8_t order = kUnmeasured;       ///< Pairs of shared terms that stand in the same order.
    std::uint8_t numbers = kUnmeasured;     ///< Numbers of the one with fewer that the other has too.
    std::uint8_t names = kUnmeasured;       ///< Likewise of names among the terms.
    std::uint8_t shared_terms = 0;
    std::uint8_t shared_quotes = 0;
    bool numbers_agree = false;  ///< Not each of the two has a number the other lacks.
};

/// Something that was replaced; empty where the words are not known.
struct Change {
    std::string from;
    std::string to;
    friend bool operator==(const Change&, const Change&) = default;
};

/// A source of a partial copy.
struct CopySource {
    std::string item_id;
    std::uint8_t match_rate = 0;  ///< Percent of this article that the source holds.
    friend bool operator==(const CopySource&, const CopySource&) = default;
};

/// What else bears the text that a sender takes back, newest first: items of its group that are public and
/// not canceled.
struct Affected {
    static constexpr std::size_t kMembersMax = 1024;  ///< Articles of the group that are looked at.
    static constexpr std::size_t kBytesMax = 8192;    ///< Of all ids but the last.
    std::vector<std::string> items;
    bool is_truncated = false;  ///< There are more.
    friend bool operator==(const Affected&, const Affected&) = default;
};

/// How much of an article its group had not said, and how often its story was reported lately.
struct Novelty {
    std::uint64_t new_sentences = 0;  ///< Bit i: sentence i is new. Later sentences are not looked at.
    std::uint8_t sentences = 0;       ///< Looked at.
    std::uint8_t score = 100;         ///< Percent of the words that stand in new sentences.
    std::uint8_t count_day = 0;       ///< Earlier articles of the story within 24 hours, at most 64.
    std::uint8_t count_week = 0;      ///< Likewise within 7 days.
};

/// The answer for one article: a pure function of the log up to its entry.
struct Verdict {
    Relation relation = Relation::Original;
    bool same_source = false;
    bool late = false;               ///< Older than the window when it arrived.
    bool has_evidence = false;       ///< `evidence` was measured (not so for exact and life-cycle relations).
    std::uint64_t group = 0;         ///< Names the group for life; see group_founded_by().
    std::uint64_t group_member = 0;  ///< Article number of one it joins; meaningless for the founder.
    std::uint32_t group_size = 1;    ///< Members when this article joined, itself included.
    bool is_representative = true;   ///< The group's most complete article so far.
    bool founds_group = true;
    std::uint64_t story = 0;         ///< Names the story for life.
    std::uint64_t story_member = 0;  ///< Likewise.
    std::uint32_t story_size = 1;
    bool founds_story = true;
    Evidence evidence;
    Novelty novelty;
    std::string original_id;  ///< Item the relation points to; empty for `Original`.
    std::string supersedes;   ///< Version it replaces, for `Revision`; empty when unknown.
    std::vector<Change> changed;
    std::vector<CopySource> copied_from;
    Affected affected;  ///< Of kills and holds. The window does not keep it: it tells it again.
};

/// A group is named after its founder, so that every instance and every replay names it alike.
[[nodiscard]] std::uint64_t group_founded_by(std::string_view item_id, std::uint64_t content_low,
                                             std::uint64_t source_hash);
/// A story is named after the group of its founder.
[[nodiscard]] std::uint64_t story_founded_by(std::uint64_t group);

}  // namespace wirefold
