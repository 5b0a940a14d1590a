#include "daemon/log/memory_log.hpp"

#include <utility>

namespace wirefold {

LogBatch place_entries(std::vector<LogEntry>&& entries, LogPosition first, Timestamp append_time) {
    LogBatch batch;
    batch.entries.reserve(entries.size());
    std::uint64_t position = first.raw();
    for (LogEntry& entry : entries) {
        batch.entries.push_back(
            {.position = LogPosition{position++}, .append_time = append_time, .entry = std::move(entry)});
    }
    entries.clear();
    return batch;
}

Result<void> MemoryLog::append(std::vector<LogEntry>&& entries) {
    if (entries.empty()) return {};
    const std::size_t count = entries.size();
    LogBatch batch = place_entries(std::move(entries), LogPosition{next_position_}, Timestamp{});
    if (!queue_.push(batch)) return Error{Errc::Io, "append to the log: it is closed"};
    next_position_ += count;
    return {};
}

}  // namespace wirefold
