#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "daemon/decide/text_relation.hpp"
#include "daemon/model/candidates.hpp"

namespace wirefold {

/// The story an article belongs to, and the member most like it.
struct StoryChoice {
    KnownArticle nearest;
    double average = 0;  ///< Likeness to the members looked at.
};

/// How much an article is like the recent members of one story.
struct StoryMeasure {
    double sum = 0;           ///< Of the likenesses.
    std::size_t members = 0;  ///< Looked at.
    std::size_t alike = 0;    ///< Of these, those that are like it.
    [[nodiscard]] double average() const;
    /// On average, and for enough of them.
    [[nodiscard]] bool is_like(Trace& trace) const;
};

/// Whether the story of the one is one to ask about for the other.
[[nodiscard]] bool may_share_story(const Comparison& comparison, Trace& trace);

/// Chooses the story whose recent members are most like a new article, on average; none when no story is
/// like it enough. Never merges stories: an article that stands between two joins the nearer one.
/// Threads: one; owns scratch.
class StoryChooser {
public:
    static constexpr std::size_t kMembersMax = 8;  ///< Looked at of one story, the most recent ones.
    static constexpr std::size_t kStoriesMax = 4;  ///< Looked at, those of the likeliest candidates.

    [[nodiscard]] std::optional<StoryChoice> choose(const Subject& subject,
                                                    const std::vector<Comparison>& comparisons,
                                                    const MemberLookup& lookup);
    /// Against the story of `article`, which the window holds.
    [[nodiscard]] StoryMeasure measure(const Subject& subject, std::uint64_t article,
                                       const MemberLookup& lookup);

private:
    std::vector<const Comparison*> order_;
    std::vector<Member> members_;
};

}  // namespace wirefold
