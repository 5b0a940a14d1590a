#pragma once

#include "daemon/enrich/options.hpp"
#include "daemon/model/draft_batch.hpp"
#include "daemon/model/output.hpp"

namespace wirefold {

/// Turns judged drafts into the records to publish: the input in ninjs 3.1 spelling plus `enrichment` and
/// `dedup`.
///
/// A record that became too large for the output turns into a dead letter with its original bytes.
/// Order:     output records stand in the order of their inputs; a retraction follows the record it repeats.
/// Ownership: takes the batch. Its payloads live on in the result where a dead letter or a header needs them,
///            and are freed here otherwise.
[[nodiscard]] OutputBatch enrich(DraftBatch&& batch, const EnrichOptions& options);

}  // namespace wirefold
