#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/core/bounded_queue.hpp"
#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/core/file.hpp"
#include "daemon/log/log.hpp"
#include "daemon/log/options.hpp"
#include "daemon/log/segment_file.hpp"

namespace wirefold {

/// A total order for one process that survives its restarts: segment files in a folder.
///
/// Invariants
///   1. An entry is in the file before it can be read.
///   2. A log written under other parameters is refused, not reinterpreted.
///   3. Nothing is lost silently: only an unfinished tail of the last segment is cut, with a warning. Damage
///      anywhere else, or a missing segment between two others, is an error.
///   4. Two processes never use one folder: a lock file keeps the second out.
/// Durability: a process that dies loses nothing appended. A power cut may cost the end of the last segment,
///             which is synchronized when it is full and at close().
/// Threads: as Log promises; close() and forget_before() from any thread.
/// Bound: `queue_bytes_max` of entries appended and not yet read; one batch encoded; while it restores, one
///        read buffer.
/// Blocks: append() on the disk, and until read() makes room.
class FileLog final : public Log {
public:
    struct Settings {
        std::uint64_t parameters = 0;  ///< Stamp of all settings that give the entries their meaning.
        std::size_t queue_bytes_max = 0;
    };

    /// Makes the folder where it is missing. Reads headers, and the last segment whole.
    /// Errors: ConfigRejected where parameters or format differ, saying what to do; Corrupt; Io, also where
    ///         another process has the folder.
    [[nodiscard]] static Result<std::unique_ptr<FileLog>> open(const LogOptions& options,
                                                               const Settings& settings, const Clock& clock);
    struct Segment {
        LogPosition first{};
        std::string path;
    };
    /// What open() found.
    struct Found {
        FileHandle lock;
        std::deque<Segment> segments;  ///< Oldest first.
        LogPosition end{};             ///< Position the next entry gets.
        std::uint64_t last_bytes = 0;  ///< Of the last segment, its cut tail not counted.
    };
    FileLog(const LogOptions& options, const Settings& settings, const Clock& clock, Found found);
    FileLog(const FileLog&) = delete;
    FileLog& operator=(const FileLog&) = delete;
    ~FileLog() override;

    /// Pieces of at most 1024 entries. Errors: Corrupt naming file and byte; Io.
    [[nodiscard]] Result<LogBatch> restore() override;
    [[nodiscard]] std::uint64_t entries_to_restore() const override { return restore_end_ - restored_to_; }
    /// Errors: Io. Where it names the file, nothing of `entries` is in the log.
    [[nodiscard]] Result<void> append(std::vector<LogEntry>&& entries) override;
    [[nodiscard]] std::optional<LogBatch> read() override { return queue_.pop(); }
    void close() override;
    void forget_before(LogPosition oldest) override;

private:
    /// False: this segment has no more. Errors: as restore().
    [[nodiscard]] Result<bool> restore_entry(LogBatch& batch);
    [[nodiscard]] Result<void> finish_segment();
    /// Gives the position of the first.
    [[nodiscard]] Result<LogPosition> write_entries(const std::vector<LogEntry>& entries, Timestamp now);
    [[nodiscard]] Result<void> ensure_segment();
    [[nodiscard]] Result<void> start_segment();
    [[nodiscard]] Result<void> write(std::string_view bytes);

    const LogOptions options_;
    const Settings settings_;
    const Clock& clock_;
    const FileHandle lock_;
    BoundedQueue<LogBatch> queue_;

    std::mutex file_mutex_;  ///< Guards what appending uses: close() may come from another thread.
    FileHandle file_;        ///< The last segment, when it is open for appending.
    std::string file_path_;
    std::uint64_t file_bytes_ = 0;
    std::uint64_t next_position_ = 0;
    std::string records_;  ///< Of the entries at hand.
    std::string entry_;
    bool broken_ = false;  ///< Half a record is in the file and could not be taken back.
    bool closed_ = false;

    // The restoring thread's.
    std::deque<Segment> to_restore_;
    std::optional<SegmentReader> reader_;
    std::uint64_t restored_to_ = 0;
    const std::uint64_t restore_end_;
    const std::uint64_t restore_last_bytes_;

    std::mutex segments_mutex_;
    std::deque<Segment> segments_;  ///< Guarded by it. Oldest first; the last is appended to.
};

}  // namespace wirefold
