#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "daemon/core/bounded_queue.hpp"
#include "daemon/log/log.hpp"

namespace wirefold {

/// A total order for one process and one run: what is appended is read, and forgotten.
///
/// Shape: positions count from 0; entries have no append time.
/// Bound: `queue_bytes_max` of entries appended and not yet read.
/// Blocks: append() waits for room, which read() makes; close() ends the wait.
class MemoryLog final : public Log {
public:
    explicit MemoryLog(std::size_t queue_bytes_max) : queue_(queue_bytes_max) {}

    [[nodiscard]] Result<LogBatch> restore() override { return LogBatch{}; }
    /// Errors: Io after close().
    [[nodiscard]] Result<void> append(std::vector<LogEntry>&& entries) override;
    [[nodiscard]] std::optional<LogBatch> read() override { return queue_.pop(); }
    void close() override { queue_.close(); }
    void forget_before(LogPosition /*oldest*/) override {}

private:
    BoundedQueue<LogBatch> queue_;
    std::uint64_t next_position_ = 0;
};

/// Gives entries their places, from `first` on, and their time.
[[nodiscard]] LogBatch place_entries(std::vector<LogEntry>&& entries, LogPosition first,
                                     Timestamp append_time);

}  // namespace wirefold
