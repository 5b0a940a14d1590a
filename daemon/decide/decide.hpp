#pragma once

#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Decides how an article relates to what the window knows: newsroom rules first, then exactness, then text.
///
/// A pure function: the same entry and candidates give the same verdict, everywhere and always.
[[nodiscard]] Verdict decide(const LogEntry& entry, const Candidates& candidates);

}  // namespace wirefold
