#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// How much two texts share in runs of a few words, counted on every shingle of the words that the wordings
/// know instead of a sample of them.
///
/// For pairs that channel W cannot bring together: copied clause by clause with a word changed in between,
/// no run is long enough to be sure of a sampled key.
/// Shape:   the counts are shingles, not keys; at most Wording::kKeptTokens a side.
/// Threads: one; owns scratch. Cost: about a microsecond.
class SharedRuns {
public:
    /// `shingle` tokens make a run: 1 to Fingerprint::kShingleTokensMax.
    [[nodiscard]] Overlap measure(const WordingView& own, const WordingView& other, std::size_t shingle);

private:
    /// Where a run stands in the table, or the free slot where it would.
    [[nodiscard]] std::uint64_t& slot_of(std::uint64_t run);
    void collect(const WordingView& wording, std::size_t shingle);

    static constexpr std::size_t kSlots = 1024;
    static_assert(kSlots >= 2 * Wording::kKeptTokens);

    std::array<std::uint64_t, kSlots> table_;  ///< Of the first text's runs; 0: free.
    std::vector<std::uint64_t> runs_;          ///< Of the text at hand.
};

}  // namespace wirefold
