#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/core/hash.hpp"

namespace wirefold {

/// How an article relates to what came before it. Closed, because each is a metric label.
enum class Relation : std::uint8_t {
    Original,    ///< nothing like it in the window
    Exact,       ///< the same text after folding
    Near,        ///< the same text with small edits; numbers agree
    Contains,    ///< holds a whole earlier article and more
    Excerpt,     ///< is held whole by an earlier article
    Partial,     ///< shares a passage with an earlier article, and each has much of its own
    Correction,  ///< near in words, but numbers differ, from the same source
    Template,    ///< near in words, but numbers differ, from another source: distinct news
    Resend,      ///< same item, same version, same content
    Stale,       ///< same item, older version than one already seen
    Revision,    ///< same item, newer version
    Kill,        ///< the sender takes the item back
    Withhold,    ///< the sender asks to hold the item
};
inline constexpr std::array kRelations{
    Relation::Original, Relation::Exact,      Relation::Near,     Relation::Contains, Relation::Excerpt,
    Relation::Partial,  Relation::Correction, Relation::Template, Relation::Resend,   Relation::Stale,
    Relation::Revision, Relation::Kill,       Relation::Withhold};

[[nodiscard]] std::string_view name_of(Relation relation);
/// True where the record is published to the duplicates instead of the unique topic.
[[nodiscard]] bool is_duplicate(Relation relation);

/// How much two texts share, counted on sampled shingles.
struct Evidence {
    std::uint8_t shared_keys = 0;  ///< Keys both have, at the coarser of the two windows.
    std::uint8_t own_keys = 0;     ///< Keys of this article at that window.
    std::uint8_t other_keys = 0;   ///< Keys of the partner at that window.
    bool numbers_agree = false;

    [[nodiscard]] double jaccard() const;
    [[nodiscard]] double containment() const;   ///< Part of the partner that this article holds.
    [[nodiscard]] double contained_by() const;  ///< Part of this article that the partner holds.
};

/// The answer for one article: a pure function of the log up to its entry.
struct Verdict {
    Relation relation = Relation::Original;
    bool same_source = false;
    bool late = false;          ///< Older than the window when it arrived.
    bool has_evidence = false;  ///< `evidence` was measured (not so for exact and life-cycle relations).
    std::uint64_t group = 0;    ///< Names the group for life; hash of its founder.
    std::uint64_t founder =
        0;  ///< Article number of the group's founder; meaningless for the founder itself.
    std::uint32_t group_size = 1;   ///< Members when this article joined, itself included.
    bool is_representative = true;  ///< This article founded the group.
    Evidence evidence;
    std::string original_id;  ///< Item the relation points to; empty for `Original`.
    std::string supersedes;   ///< Version it replaces, for `Revision`; empty when unknown.
};

}  // namespace wirefold
