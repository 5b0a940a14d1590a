#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "daemon/core/id.hpp"
#include "daemon/model/raw_batch.hpp"

namespace wirefold {

/// Knows how far each assigned partition may be committed.
///
/// Invariants
///   1. Under one assignment an offset is handed out once, in rising order; gaps are normal (compaction,
///      transactions).
///   2. What may be committed never passes a record that was handed out and is not finished: receipts come in the
///      order in which batches were made.
///   3. What was handed out under an earlier assignment changes nothing any more, whenever its receipt comes.
/// Threads: the source thread.
class OffsetLedger {
public:
    /// How one partition stands.
    struct Standing {
        std::uint32_t epoch = 0;
        std::optional<Offset> first;     ///< The first offset handed out.
        std::optional<Offset> taken;     ///< One past the last handed out.
        std::optional<Offset> finished;  ///< One past the last finished.
        std::optional<Offset> committed;

        [[nodiscard]] bool is_idle() const { return taken == finished; }
        /// Where what is left to do begins; empty before the first record.
        [[nodiscard]] std::optional<Offset> done() const { return finished ? finished : first; }
    };
    using Key = std::pair<const Origin*, PartitionId>;

    /// Begins a new assignment of the partition and forgets the one before. The epoch is never used again.
    std::uint32_t assign(const Origin& origin, PartitionId partition);
    void give_up(const Origin& origin, PartitionId partition);

    /// Notes that `offset` is handed out and returns the epoch it goes under. Empty: not assigned, or handed out
    /// before under this assignment.
    [[nodiscard]] std::optional<std::uint32_t> take(const Origin& origin, PartitionId partition, Offset offset);
    [[nodiscard]] bool is_current(const Progress& progress) const;

    void finish(const Progress& progress);

    /// Where partitions can be committed further than they are.
    [[nodiscard]] std::vector<Progress> uncommitted() const;
    void committed(const Progress& progress);

    [[nodiscard]] const std::map<Key, Standing>& standings() const { return standings_; }

private:
    [[nodiscard]] Standing* current(const Progress& progress);

    std::map<Key, Standing> standings_;
    std::uint32_t next_epoch_ = 1;
};

}  // namespace wirefold
