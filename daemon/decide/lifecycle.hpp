#pragma once

#include <optional>

#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// What an article is to its own item's history.
struct LifecycleStep {
    Relation relation;
    /// Article of the item it is measured against; null: nothing is known of it. Borrowed from the
    /// candidates.
    const KnownArticle* against;
};

/// Kill, withhold, stale, resend or revision, of its own item or, where that is new, of the one it evolved
/// from; nothing when nobody knows either. Comes before any similarity.
[[nodiscard]] std::optional<LifecycleStep> lifecycle_step(const LogEntry& entry,
                                                          const Candidates& candidates);

}  // namespace wirefold
