#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/hash.hpp"
#include "daemon/model/document.hpp"
#include "daemon/model/salience.hpp"
#include "daemon/model/verdict.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// An article the window remembers. Views point into the index and die at its next insert.
struct KnownArticle {
    std::uint64_t number = 0;  ///< Counts the articles of the log.
    std::string_view item_id;
    std::string_view version;
    std::uint64_t source_hash = 0;
    Hash128 content{};
    std::uint32_t tokens = 0;
    ItemStatus status = ItemStatus::Usable;
    std::uint8_t signals = 0;    ///< Signal bits.
    std::uint8_t title = 0;      ///< Fingerprint::title_byte().
    std::uint16_t language = 0;  ///< As in Fingerprint.
    Relation relation = Relation::Original;
    Timestamp event_time{};  ///< Epoch: the article did not say.
    Timestamp log_time{};
    Timestamp public_from{};  ///< As in LogEntry.
    std::uint64_t group = 0;
    std::uint32_t group_size = 1;             ///< Members so far.
    std::uint32_t representative_tokens = 0;  ///< Length of the group's representative.
    std::uint64_t story = 0;
    std::uint32_t story_size = 1;  ///< Members so far.
};

/// What a remembered article says, as far as comparing needs it.
struct Member {
    std::uint64_t number = 0;  ///< As of KnownArticle.
    std::uint32_t tokens = 0;  ///< Likewise.
    /// Empty beyond the copy window, and for members of a story. Only of candidates that share keys with
    /// figures.
    WordingView wording;
    std::span<const std::uint32_t> numbers;  ///< Empty beyond the copy window.
    SalienceView salience;                   ///< Empty beyond the story window.
};

/// One that has something in common with the new one.
struct Candidate : Member {
    KnownArticle article;
    Overlap overlap;  ///< Of channel W, measured on the stored keys; nothing shared where S alone found it.
    std::uint32_t template_keys =
        0;  ///< Of the shared keys, those that are template for the new one's source.
    std::span<const std::uint16_t> mentions;  ///< As of Salience; empty beyond some days.
};

/// Whether the window shows an earlier article to a new one, and what stands in the way. For explaining.
struct Reach {
    bool is_held = false;                  ///< Inside the longest window.
    bool is_shown = false;                 ///< It is public, or the new one will be no sooner.
    bool posts = false;                    ///< Copies do not: they are found through the article they copy.
    bool is_compared = false;              ///< Inside the copy window.
    bool is_related = false;               ///< Inside the story window.
    std::uint32_t shared_keys = 0;         ///< Template keys are not counted.
    bool is_phrase = false;                ///< What they share is too little to be looked at.
    std::uint32_t findable_terms = 0;      ///< Shared, and rare enough to be looked up.
    std::uint32_t findable_terms_min = 0;  ///< So many are asked for.
    std::uint32_t shared_quotes = 0;
};

/// What decide may ask of the window beyond the candidates. Threads: the apply thread.
class MemberLookup {
public:
    MemberLookup() = default;
    MemberLookup(const MemberLookup&) = delete;
    MemberLookup& operator=(const MemberLookup&) = delete;
    virtual ~MemberLookup() = default;

    /// At most `members_max` of the story of this article, newest first, that article's own included.
    virtual void story_members(std::uint64_t article, std::size_t members_max,
                               std::vector<Member>& members) const = 0;
    /// Likewise of its group.
    virtual void group_members(std::uint64_t article, std::size_t members_max,
                               std::vector<Member>& members) const = 0;
    /// Items in the group of this article but its own, as far as they are public.
    virtual void group_items(std::uint64_t article, Affected& affected) const = 0;
    /// Log times of at most `members_max` of the story of this article, newest first, none before `since`.
    virtual void story_times(std::uint64_t article, Timestamp since, std::size_t members_max,
                             std::vector<Timestamp>& times) const = 0;
};

/// Everything the window knows that may bear on one new article. Facts only; what they mean is decide's.
struct Candidates {
    /// The verdict this very record got when it was first seen.
    std::optional<Verdict> replay;
    /// Articles of the same item, newest arrival first: at most 64 and the re-sends among them, 256 in all.
    /// Stale ones are left out.
    std::vector<KnownArticle> same_item;
    /// Likewise of the item that this one evolved from; empty where this one has a history of its own.
    std::vector<KnownArticle> predecessor;
    std::optional<KnownArticle> same_content;
    std::vector<Candidate> related;  ///< Best overlap first, then best shared terms; at most a few.
    SalienceView salience;           ///< The new article's own, weighed by the window.
    Timestamp log_time{};
    bool late = false;  ///< Older than the copy window when it arrived.

    void clear() {
        replay.reset();
        same_item.clear();
        predecessor.clear();
        same_content.reset();
        related.clear();
        salience = {};
        late = false;
    }
};

}  // namespace wirefold
