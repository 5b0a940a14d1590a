#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/model/output.hpp"
#include "daemon/model/raw_batch.hpp"

namespace wirefold {

enum class PollOutcome : std::uint8_t {
    Records,  ///< the batch holds at least one record
    Nothing,  ///< nothing came in time; more may come
    Ended,    ///< nothing will ever come again (files of a fixed list were read to their end)
};

class Source;

/// What a source calls, on the source thread, before it gives partitions away: hand over the receipts that
/// have come, and wait for more until nothing is in flight or the deadline passes.
class Drain {
public:
    Drain() = default;
    Drain(const Drain&) = delete;
    Drain& operator=(const Drain&) = delete;
    virtual ~Drain() = default;
    /// Calls source.finished() for each receipt. True when nothing is in flight any more.
    [[nodiscard]] virtual bool drain_into(Source& source, Deadline deadline) = 0;
};

/// How much one poll may take.
struct PollLimits {
    std::size_t batch_bytes_max = 0;  ///< Payload bytes; one record may exceed it alone.
    std::size_t records_max = 0;
    Duration wait{0};
    Drain* drain = nullptr;  ///< Borrowed for the call; absent where nothing can be given away.
};

/// Where records come from, and where it is remembered how far they were taken.
///
/// Threads: every call on the source thread. Before it gives a partition away, inside poll(), it lets the
/// pipeline
///          finish what is in flight through `PollLimits::drain`.
/// Ending: close() commits what receipts allow and lets go, within its deadline.
class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;

    /// Fills `batch` (empty on entry). With `limits.batch_bytes_max == 0` it takes no records but still does
    /// its housekeeping (group membership, commits): this is how back-pressure reaches the source.
    /// Errors: only those after which polling again is useless. Temporary trouble is logged, counted,
    /// retried.
    [[nodiscard]] virtual Result<PollOutcome> poll(RawBatch& batch, const PollLimits& limits) = 0;

    /// Every output of these records is safe. Progress of partitions since given away is ignored.
    /// Blocks: no; the commit itself happens in a later poll() or in close().
    virtual void finished(const Receipt& receipt) = 0;

    /// Commits and lets go. Errors: Timeout, Io, KafkaUnavailable; records may then be read again after a
    /// restart.
    [[nodiscard]] virtual Result<void> close(Deadline deadline) = 0;

    /// For /readyz: empty when records can flow, else what is missing ("no partitions assigned").
    /// Threads: any.
    [[nodiscard]] virtual std::string not_ready_reason() const = 0;
};

}  // namespace wirefold
