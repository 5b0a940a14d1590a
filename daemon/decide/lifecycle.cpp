#include "daemon/decide/lifecycle.hpp"

#include <algorithm>

#include "daemon/decide/version_order.hpp"

namespace wirefold {

namespace {

/// How `entry` stands to a known article of its item: by version, else by the time each says it was made.
[[nodiscard]] std::strong_ordering order_of(std::string_view version, Timestamp time,
                                            const KnownArticle& known) {
    const auto by_version = compare_versions(version, known.version);
    const bool version_says = by_version && !(version.empty() && known.version.empty());
    if (version_says && *by_version != std::strong_ordering::equal) return *by_version;
    if (time != Timestamp{} && known.event_time != Timestamp{}) return time <=> known.event_time;
    return std::strong_ordering::equal;
}

/// Whether both have a version, and it is one.
[[nodiscard]] bool is_same_version(std::string_view a, std::string_view b) {
    return !a.empty() && compare_versions(a, b) == std::strong_ordering::equal;
}

/// Newest version seen; among equals the one that arrived last.
[[nodiscard]] const KnownArticle* newest_of(const std::vector<KnownArticle>& known) {
    const KnownArticle* newest = &known.front();
    for (const KnownArticle& article : known) {
        if (order_of(article.version, article.event_time, *newest) == std::strong_ordering::greater)
            newest = &article;
    }
    return newest;
}

/// To the word, with its headline: "Four dead" over the text of "Two dead" is news. So is what was held back,
/// when it is released.
[[nodiscard]] bool says_the_same(const LogEntry& entry, const KnownArticle& known) {
    const Fingerprint& print = entry.fingerprint;
    return known.content == print.content && known.title == print.title_byte() &&
           known.status == entry.status && known.public_from == entry.public_from;
}

/// Under a new id, but for one that says nothing new.
[[nodiscard]] std::optional<LifecycleStep> evolved_step(const LogEntry& entry,
                                                        const std::vector<KnownArticle>& predecessor) {
    if (predecessor.empty()) return std::nullopt;
    const KnownArticle* newest = newest_of(predecessor);
    if (says_the_same(entry, *newest)) return std::nullopt;
    return LifecycleStep{Relation::Revision, newest};
}

/// What is known by cancellations only is not known.
[[nodiscard]] LifecycleStep kill_step(const std::vector<KnownArticle>& known, const KnownArticle* newest) {
    const bool is_known = std::any_of(known.begin(), known.end(), [](const KnownArticle& article) {
        return article.status != ItemStatus::Canceled;
    });
    return {Relation::Kill, is_known ? newest : nullptr};
}

}  // namespace

std::optional<LifecycleStep> lifecycle_step(const LogEntry& entry, const Candidates& candidates) {
    const KnownArticle* newest = candidates.same_item.empty() ? nullptr : newest_of(candidates.same_item);
    if (entry.status == ItemStatus::Canceled) return kill_step(candidates.same_item, newest);
    if (entry.status == ItemStatus::Withheld) return LifecycleStep{Relation::Withhold, newest};
    if (newest == nullptr) return evolved_step(entry, candidates.predecessor);

    const std::strong_ordering order = order_of(entry.version, entry.event_time, *newest);
    if (order == std::strong_ordering::less) return LifecycleStep{Relation::Stale, newest};
    // Only a newer version brings a killed item back; where it has none, a later time.
    if (newest->status == ItemStatus::Canceled &&
        (order != std::strong_ordering::greater || is_same_version(entry.version, newest->version))) {
        return LifecycleStep{Relation::Stale, newest};
    }
    if (order == std::strong_ordering::greater && entry.version != newest->version) {
        return LifecycleStep{Relation::Revision, newest};
    }
    for (const KnownArticle& known : candidates.same_item) {
        if (known.version == entry.version && says_the_same(entry, known))
            return LifecycleStep{Relation::Resend, &known};
    }
    // The same version with another text or headline: an update whose sender did not count on.
    return LifecycleStep{Relation::Revision, newest};
}

}  // namespace wirefold
