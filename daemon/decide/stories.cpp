#include "daemon/decide/stories.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "daemon/decide/thresholds.hpp"

namespace wirefold {

namespace {

/// How much two articles seem to report one event.
[[nodiscard]] double likeness(const Subject& subject, const Member& member) {
    using namespace thresholds;
    const double cosine = subject.salience.cosine(member.salience);
    if (cosine == 0) return 0;
    const NumberMatch numbers = match_numbers(subject.entry.fingerprint.number_span(), member.numbers);
    const double shorter = std::min(subject.entry.fingerprint.tokens, member.tokens);
    const double length =
        std::clamp(1 + kStoryLength * std::log2(shorter / kStoryTokens), kStoryLengthMin, kStoryLengthMax);
    return cosine * length * (0.5 + numbers.containment_or(kUnknownNumbers, kUnknownWeight));
}

}  // namespace

double StoryMeasure::average() const {
    return members == 0 ? 0.0 : sum / static_cast<double>(members);
}

bool StoryMeasure::is_like(Trace& trace) const {
    if (members == 0) return false;
    const bool is_near = trace.at_least("storyLikeness", average(), thresholds::kStory, "story");
    const double quorum = thresholds::kStoryQuorum * static_cast<double>(members);
    return trace.at_least("storyMembersAlike", static_cast<double>(alike), quorum, "story") && is_near;
}

bool may_share_story(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "story";
    return comparison.has_salience && trace.within(comparison.apart, thresholds::kStoryGap, kRule) &&
           trace.at_least("cosine", comparison.salience.cosine, thresholds::kLinkCosine, kRule);
}

StoryMeasure StoryChooser::measure(const Subject& subject, std::uint64_t article,
                                   const MemberLookup& lookup) {
    lookup.story_members(article, kMembersMax, members_);
    StoryMeasure measure;
    for (const Member& member : members_) {
        if (member.salience.terms.empty()) continue;
        const double alikeness = likeness(subject, member);
        measure.sum += alikeness;
        ++measure.members;
        if (alikeness >= thresholds::kLinkCosine) ++measure.alike;
    }
    return measure;
}

std::optional<StoryChoice> StoryChooser::choose(const Subject& subject,
                                                const std::vector<Comparison>& comparisons,
                                                const MemberLookup& lookup) {
    Trace silent;
    order_.clear();
    for (const Comparison& comparison : comparisons) {
        if (may_share_story(comparison, silent)) order_.push_back(&comparison);
    }
    std::stable_sort(order_.begin(), order_.end(), [](const Comparison* a, const Comparison* b) {
        return a->salience.cosine > b->salience.cosine;
    });
    std::optional<StoryChoice> best;
    std::array<std::uint64_t, kStoriesMax> seen{};
    std::size_t stories = 0;
    for (const Comparison* comparison : order_) {
        const KnownArticle& nearest = comparison->candidate->article;
        const auto end = seen.begin() + static_cast<std::ptrdiff_t>(stories);
        if (std::find(seen.begin(), end, nearest.story) != end) continue;
        if (stories == kStoriesMax) break;
        seen[stories++] = nearest.story;
        const StoryMeasure measured = measure(subject, nearest.number, lookup);
        if (!measured.is_like(silent)) continue;
        if (!best || measured.average() > best->average) best = StoryChoice{nearest, measured.average()};
    }
    return best;
}

}  // namespace wirefold
