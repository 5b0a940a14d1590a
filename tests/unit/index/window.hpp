#pragma once

#include <cstdint>

#include "daemon/index/index.hpp"
#include "tests/support/log_entries.hpp"

namespace wirefold::test {

inline constexpr Timestamp kStart{std::chrono::hours{24 * 365 * 50}};

/// What a verdict says of an article like no other. Of one group unless a test says otherwise, so that a form
/// is made only where a test wants one.
[[nodiscard]] inline Verdict original(std::uint64_t group = 77) {
    Verdict verdict;
    verdict.group = group;
    verdict.story = group + 1;
    return verdict;
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
