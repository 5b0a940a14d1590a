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
///   1. Under one epoch an offset is handed out once, in rising order; gaps are normal (compaction,
///      transactions). An epoch is one assignment, or what follows when the log itself went back.
///   2. What may be committed never passes a record that was handed out and is not finished. Receipts come in
///      the order in which batches were made.
///   3. What was handed out under an earlier epoch changes nothing any more, whenever its receipt comes.
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

    struct Taken {
        std::uint32_t epoch = 0;
        bool went_back = false;  ///< The record lies before ones handed out: a new epoch begins with it.
    };
    /// Notes that `offset` is handed out. Empty: not assigned, or the last one once more, which a client
    /// sends that lost count while the group was rebalancing. Anything further back is a log that was cut or
    /// made anew, where the same offset may be another record.
    [[nodiscard]] std::optional<Taken> take(const Origin& origin, PartitionId partition, Offset offset);
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
