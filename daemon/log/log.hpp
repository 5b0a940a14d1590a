#pragma once

#include <optional>
#include <span>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/core/id.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// An entry with the place and the time the log gave it.
struct LoggedEntry {
    LogPosition position{};
    Timestamp append_time{};  ///< Epoch where the log keeps no time (`fold`).
    LogEntry entry;
};

/// Entries read together, in log order.
struct LogBatch {
    std::vector<LoggedEntry> entries;
    [[nodiscard]] std::size_t bytes() const {
        std::size_t sum = entries.size() * sizeof(LoggedEntry);
        for (const LoggedEntry& logged : entries) sum += logged.entry.fingerprint.heap_bytes();
        return sum;
    }
};

/// The total order of all articles: "who was first" has one answer, and a verdict is a pure function of the
/// entries before it.
///
/// Threads: append() from one thread at a time; read() from one thread (the apply thread).
/// Order:   what one instance appends is read back in the order it was appended.
/// Ending:  close() after the last append; read() then returns what is left, and nothing after that.
class Log {
public:
    Log() = default;
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    virtual ~Log() = default;

    /// Reads what the log held when it was opened, oldest first, in pieces. Empty: restored to the end.
    /// Call until empty, before the first read().
    [[nodiscard]] virtual Result<LogBatch> restore() = 0;
    /// Entries restore() has still to give. Threads: the restoring thread.
    [[nodiscard]] virtual std::uint64_t entries_to_restore() const { return 0; }
    /// Takes the entries over. Blocks: may wait for room, never without limit for the world's sake.
    [[nodiscard]] virtual Result<void> append(std::vector<LogEntry>&& entries) = 0;
    /// Waits for entries. Empty: closed and drained.
    [[nodiscard]] virtual std::optional<LogBatch> read() = 0;
    virtual void close() = 0;
    /// The index no longer needs entries before `oldest`; the log may forget them.
    virtual void forget_before(LogPosition oldest) = 0;
};

}  // namespace wirefold
