#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "daemon/core/arena.hpp"
#include "daemon/model/document.hpp"
#include "daemon/model/highlights.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/normalized_text.hpp"
#include "daemon/model/raw_batch.hpp"
#include "daemon/model/rejected.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// An article that is parsed and fingerprinted and now waits for its verdict.
struct Draft {
    Document document;  ///< `document.body` is gone by now.
    TextFacts facts;
    Highlights highlights;
    Hash128 content{};
    Verdict verdict;  ///< Filled by the apply thread.
};

/// What became of one raw record so far: a draft, or the reason why there is none.
using DraftOrRejected = std::variant<Draft, Rejected>;

/// A raw batch on its way through the stages: one element of `drafts` for each raw record, in their order.
struct DraftBatch {
    RawBatch raw;
    Arena arena;  ///< Texts the stages made; drafts point into it.
    std::vector<DraftOrRejected> drafts;
    std::vector<std::string_view> pieces;  ///< Output text of all drafts; see Document::pieces_begin.
    std::vector<LogEntry> entries;         ///< One for each draft, in order; handed to the log.

    [[nodiscard]] std::size_t bytes() const {
        std::size_t entry_bytes = entries.size() * sizeof(LogEntry);
        for (const LogEntry& entry : entries) entry_bytes += entry.fingerprint.heap_bytes();
        return raw.bytes() + arena.bytes() + drafts.size() * sizeof(DraftOrRejected) +
               pieces.size() * sizeof(std::string_view) + entry_bytes;
    }
};

}  // namespace wirefold
