#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "daemon/model/verdict.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// How much two texts share in runs of a few words, counted on every shingle of the words that the wordings
/// know instead of a sample of them.
///
/// For pairs that channel W cannot bring together: copied clause by clause with a word changed in between,
/// no run is long enough to be sure of a sampled key.
/// Shape:   the counts are shingles, not keys; at most Wording::kTokensMax a side.
/// Threads: one; owns scratch. Cost: about a microsecond.
class SharedRuns {
public:
    /// The text that others are measured against; `shingle` tokens, at most eight, make a run.
    void begin(const WordingView& own, std::size_t shingle);
    [[nodiscard]] Overlap measure(const WordingView& other);

private:
    /// Where a run stands in the table, or the free slot where it would.
    [[nodiscard]] std::size_t slot_of(std::uint64_t run) const;
    void collect(const WordingView& wording);

    static constexpr std::size_t kSlots = 1024;
    static constexpr std::size_t kShingleMax = 8;
    static_assert(kSlots >= 2 * Wording::kTokensMax);

    std::size_t shingle_ = 0;
    std::uint8_t own_runs_ = 0;                ///< Distinct ones.
    std::array<std::uint64_t, kSlots> table_;  ///< Of the first text's runs; 0: free.
    std::array<std::uint8_t, kSlots> seen_;    ///< The comparison that met it last.
    std::uint8_t comparison_ = 0;
    std::vector<std::uint64_t> runs_;  ///< Of the text at hand.
};

}  // namespace wirefold
