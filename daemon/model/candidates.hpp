#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/hash.hpp"
#include "daemon/model/document.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// An article the window remembers. Views point into the index and die at its next insert.
struct KnownArticle {
    std::string_view item_id;
    std::string_view version;
    std::uint64_t source_hash = 0;
    Hash128 content{};
    std::uint32_t tokens = 0;
    ItemStatus status = ItemStatus::Usable;
    Timestamp event_time{};  ///< Epoch: the article did not say.
    std::uint64_t group = 0;
    std::uint64_t founder = 0;     ///< Article number of the group's founder.
    std::uint32_t group_size = 1;  ///< Members so far.
};

/// A remembered article that shares text with the new one, measured on the stored keys.
struct Overlap {
    KnownArticle article;
    Evidence evidence;
};

/// Everything the window knows that may bear on one new article. Facts only; what they mean is decide's.
struct Candidates {
    /// The verdict this very record got when it was first seen.
    std::optional<Verdict> replay;
    /// Articles of the same item, newest arrival first, at most a few.
    std::vector<KnownArticle> same_item;
    std::optional<KnownArticle> same_content;
    std::vector<Overlap> overlaps;  ///< Best containment first, at most a few.
    bool late = false;              ///< Older than the copy window when it arrived.

    void clear() {
        replay.reset();
        same_item.clear();
        same_content.reset();
        overlaps.clear();
        late = false;
    }
};

}  // namespace wirefold
