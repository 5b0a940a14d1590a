#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/source/line_file.hpp"
#include "daemon/source/options.hpp"
#include "daemon/source/source.hpp"
#include "daemon/source/spool_folder.hpp"
#include "daemon/source/spool_progress.hpp"

namespace wirefold {

/// `run` without a broker: a watched folder, whose complete files are read in name order, once each.
///
/// Invariants
///   1. Progress never passes a line whose outputs are not safe, whatever the order of the receipts. After a
///      restart, reading goes on with the first such line, under the same coordinate.
///   2. A changed or replaced file is another file: it is read from its start, under coordinates of its own.
///   3. A damaged file is read as far as possible, then marked failed: it blocks no other, nor comes again.
///   4. Lost progress is never guessed: a damaged progress file is an error at open().
/// Ownership: an origin lives until kRetiredOriginsMax more files were finished after its own.
/// Bound: about 300 bytes a file in the folder.
/// Threads: the source thread, except the accessors marked otherwise.
class SpoolSource final : public Source {
public:
    /// Errors: ConfigRejected naming the key; Corrupt or Io for the progress file.
    [[nodiscard]] static Result<std::unique_ptr<SpoolSource>> open(const FilesSourceOptions& options,
                                                                   std::size_t record_bytes_max,
                                                                   const Clock& clock);
    SpoolSource(const FilesSourceOptions& options, std::size_t record_bytes_max, const Clock& clock,
                SpoolFolder folder, SpoolProgress progress);

    [[nodiscard]] Result<PollOutcome> poll(RawBatch& batch, const PollLimits& limits) override;
    void finished(const Receipt& receipt) override;
    [[nodiscard]] Result<void> close(Deadline deadline) override;
    [[nodiscard]] std::string not_ready_reason() const override;

    [[nodiscard]] std::uint64_t finished_files() const { return finished_files_.load(); }  ///< Threads: any.
    [[nodiscard]] std::uint64_t failed_files() const { return failed_files_.load(); }      ///< Threads: any.

private:
    /// Lines of one batch, on their way to their receipt.
    struct Flight {
        Offset next;
        bool done = false;
    };
    /// A file that is being read, or whose last lines are in flight.
    struct ActiveFile {
        SpoolIdentity identity;
        Origin origin;
        std::deque<Flight> flights;
        bool read_to_end = false;
        bool failed = false;
    };

    void scan(SteadyTime now);
    void forget_vanished(SteadyTime now);
    void fill(RawBatch& batch, const PollLimits& limits);
    /// False: no complete file is left to begin.
    [[nodiscard]] bool begin_next();
    [[nodiscard]] bool begin(const SpoolIdentity& identity);
    void stop_reading();
    void fail(ActiveFile& file, const Error& error);
    void note_flights(const RawBatch& batch);
    /// Moves progress over the finished start of what is in flight; after the last line, lets the file go.
    void advance(ActiveFile& file);
    [[nodiscard]] Result<void> save();
    void save_when_due(SteadyTime now);

    const FilesSourceOptions options_;
    const std::size_t record_bytes_max_;
    const Clock& clock_;
    SpoolFolder folder_;
    SteadyTime next_scan_{};
    std::deque<SpoolIdentity>
        waiting_;  ///< Complete files to begin, in name order, as the last scan saw them.
    std::set<SpoolIdentity> unreadable_;  ///< Files that could not be opened, and of which was said so.
    std::map<SpoolIdentity, SteadyTime> absent_since_;

    std::map<const Origin*, std::unique_ptr<ActiveFile>> active_;
    std::set<SpoolIdentity> taken_;  ///< Identities of active_.
    std::deque<std::unique_ptr<ActiveFile>>
        retired_;                    ///< Nothing refers to them but perhaps a late log line.
    ActiveFile* current_ = nullptr;  ///< The one lines_ reads; in active_.
    std::optional<LineFile> lines_;

    SpoolProgress progress_;
    bool unsaved_ = false;  ///< progress_ is ahead of the progress file.
    bool save_failing_ = false;
    SteadyTime next_save_{};

    std::atomic<bool> folder_gone_{false};
    std::atomic<std::uint64_t> finished_files_{0};
    std::atomic<std::uint64_t> failed_files_{0};
};

}  // namespace wirefold
