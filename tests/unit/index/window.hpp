#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "daemon/index/index.hpp"
#include "tests/support/log_entries.hpp"

namespace wirefold::test {

inline constexpr Timestamp kStart{std::chrono::hours{24 * 365 * 50}};

/// What a verdict says of an article like no other.
[[nodiscard]] inline Verdict original(std::uint64_t group = 77) {
    Verdict verdict;
    verdict.group = group;
    verdict.story = group + 1;
    return verdict;
}

/// What a verdict says of a longer version of `member`, which makes its group and story that large.
[[nodiscard]] inline Verdict joining(std::uint64_t member, std::uint32_t size, std::uint64_t group = 77) {
    Verdict verdict = original(group);
    verdict.relation = Relation::Contains;
    verdict.founds_group = verdict.founds_story = false;
    verdict.group_member = verdict.story_member = member;
    verdict.group_size = verdict.story_size = size;
    return verdict;
}

/// Items of the related articles, the nearest first.
[[nodiscard]] inline std::vector<std::string> related_ids(const Candidates& candidates) {
    std::vector<std::string> ids;
    for (const Candidate& candidate : candidates.related) ids.emplace_back(candidate.article.item_id);
    return ids;
}

/// An index and what a caller would do with it.
struct Window {
    Index index;
    std::uint64_t position = 0;
    Candidates candidates;

    explicit Window(const IndexOptions& options = {}) : index(options) {}
    void add(const LogEntry& entry, Timestamp at = kStart, const Verdict& verdict = original()) {
        probe(entry, at);
        index.insert(entry, verdict, candidates, LogPosition{position++});
    }
    const Candidates& probe(const LogEntry& entry, Timestamp at = kStart) {
        index.expire(at);
        index.probe(entry, candidates);
        return candidates;
    }
};

}  // namespace wirefold::test
