#pragma once

#include <cstdint>
#include <optional>

#include "daemon/decide/alignment.hpp"
#include "daemon/decide/measures.hpp"
#include "daemon/model/candidates.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Everything measured between a new article and one candidate.
struct Comparison {
    const Candidate* candidate = nullptr;
    Overlap overlap;           ///< The candidate's, or measured anew on all words where it shows nothing.
    std::uint32_t tokens = 0;  ///< Of the new article.
    bool is_unspaced = false;  ///< Its tokens are characters, not words.
    bool same_source = false;
    bool says_it_corrects = false;  ///< The new article's headline or a note in it.
    bool other_language = false;    ///< Both languages are known, and differ.
    bool is_aligned = false;
    Alignment alignment;  ///< When aligned.
    bool has_salience = false;
    SalienceMatch salience;  ///< When both have terms in the window; closely where they may be rewrites.
    NumberMatch numbers;
    MentionMatch mentions;            ///< When measured: where they may be rewrites.
    bool capitals_tell_names = true;  ///< They do not in German, whose nouns all have them.
    Duration apart{0};
    bool shares_passage = false;       ///< By the rules of wording alone the two are related.
    std::optional<Relation> relation;  ///< What follows; nothing when the two are not related.

    /// The larger of both containments, as the sampled keys tell them.
    [[nodiscard]] double most_sampled() const;
    /// Whether the two can be compared by their names.
    [[nodiscard]] bool has_names() const;
    /// How much the one looks like the other in other words, from 0 to 1; see thresholds::kRewrite.
    [[nodiscard]] double rewrite_score() const;
    /// Likewise, if this part of the mentions were kept.
    [[nodiscard]] double rewrite_score_if(double mentions_kept) const;
    [[nodiscard]] Evidence evidence(const OwnSalience& own) const;
};

}  // namespace wirefold
