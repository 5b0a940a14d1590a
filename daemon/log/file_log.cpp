#include "daemon/log/file_log.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "daemon/core/logging.hpp"
#include "daemon/log/entry_codec.hpp"
#include "daemon/log/memory_log.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kPieceEntriesMax = 1024;
constexpr std::string_view kAdvice =
    "; put back a copy of it, or move the folder away to begin with an empty window";

[[nodiscard]] Error damaged(const std::string& path, std::uint64_t byte, std::string_view what) {
    std::string context{"log segment "};
    context.append(path).append(": ").append(what);
    context.append(" at byte ").append(std::to_string(byte)).append(kAdvice);
    return {Errc::Corrupt, std::move(context)};
}

[[nodiscard]] Result<FileHandle> lock_folder(const std::string& folder) {
    auto lock = open_file(folder + "/lock", O_RDWR | O_CREAT);
    if (lock && !try_lock(*lock)) {
        return Error{Errc::Io, "log.folder " + folder + " is in use by another process"};
    }
    return lock;
}

[[nodiscard]] Result<std::deque<FileLog::Segment>> list_segments(const std::string& folder) {
    std::deque<FileLog::Segment> segments;
    std::error_code failure;
    std::filesystem::directory_iterator entries{folder, failure};
    for (const std::filesystem::directory_iterator end; !failure && entries != end;
         entries.increment(failure)) {
        const auto first = parse_segment_name(entries->path().filename().string());
        if (first) segments.push_back({.first = *first, .path = entries->path().string()});
    }
    if (failure) return io_error("read folder", folder, failure.value());
    std::sort(
        segments.begin(), segments.end(),
        [](const FileLog::Segment& left, const FileLog::Segment& right) { return left.first < right.first; });
    return segments;
}

/// A crash between making the last segment and writing its header leaves a file that holds nothing: takes it
/// off the list and gives it.
[[nodiscard]] Result<std::optional<FileLog::Segment>> take_unborn(std::deque<FileLog::Segment>& segments) {
    if (segments.empty()) return std::optional<FileLog::Segment>{};
    std::error_code failure;
    const std::uintmax_t bytes = std::filesystem::file_size(segments.back().path, failure);
    if (failure) return io_error("stat", segments.back().path, failure.value());
    if (bytes >= kSegmentHeaderBytes) return std::optional<FileLog::Segment>{};
    FileLog::Segment unborn = std::move(segments.back());
    segments.pop_back();
    // Only the very first segment has none before it.
    if (segments.empty() && unborn.first != LogPosition{}) {
        return damaged(unborn.path, bytes, "header cut short");
    }
    return std::optional{std::move(unborn)};
}

/// `end` is where the segments before it end.
[[nodiscard]] Result<void> remove_unborn(const FileLog::Segment& unborn, LogPosition end) {
    if (unborn.first != end) {
        return damaged(unborn.path, 0, "records before it are missing, and its header is cut short");
    }
    log_warn(LogLine{"removed a log segment that a crash left without header"}.with("file", unborn.path));
    if (::unlink(unborn.path.c_str()) != 0) return io_error("remove", unborn.path, errno);
    return {};
}

[[nodiscard]] Result<void> check_header(const FileLog::Segment& segment, std::uint64_t parameters,
                                        const std::string& folder) {
    const auto reader = SegmentReader::open(segment.path);
    if (!reader && reader.error().code == Errc::Io) return reader.error();
    if (!reader) return Error{reader.error().code, reader.error().context + std::string{kAdvice}};
    if (reader->header().first != segment.first) return damaged(segment.path, 0, "header of another segment");
    if (reader->header().parameters == parameters) return {};
    return Error{Errc::ConfigRejected,
                 "log.folder " + folder +
                     " was written under other detection settings; restore those settings, or "
                     "move the folder away to begin with an empty window"};
}

struct Tail {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
};

/// Counts the last segment's records, and cuts off a tail that was never finished.
[[nodiscard]] Result<Tail> settle_tail(const std::string& path) {
    auto reader = SegmentReader::open(path);
    if (!reader) return reader.error();
    Tail tail;
    while (true) {
        const auto record = reader->next();
        if (!record) return record.error();
        tail.bytes = reader->byte();
        if (record->outcome == RecordOutcome::End) return tail;
        if (record->outcome == RecordOutcome::Damaged) break;
        ++tail.records;
    }
    const auto later = reader->finds_later_record();
    if (!later) return later.error();
    if (*later) return damaged(path, tail.bytes, "damaged record");
    log_warn(LogLine{"cut off the unfinished end of the log"}
                 .with("file", path)
                 .with("bytes", static_cast<std::int64_t>(reader->file_bytes() - tail.bytes)));
    const auto file = open_file(path, O_WRONLY);
    if (!file) return file.error();
    if (::ftruncate(file->get(), static_cast<off_t>(tail.bytes)) != 0) {
        return io_error("truncate", path, errno);
    }
    if (auto synced = sync_file(*file, path); !synced) return synced.error();
    return tail;
}

}  // namespace

Result<std::unique_ptr<FileLog>> FileLog::open(const LogOptions& options, const Settings& settings,
                                               const Clock& clock) {
    if (auto made = make_folder(options.folder); !made) return made.error();
    Found found;
    auto lock = lock_folder(options.folder);
    if (!lock) return lock.error();
    found.lock = std::move(*lock);
    auto segments = list_segments(options.folder);
    if (!segments) return segments.error();
    found.segments = std::move(*segments);
    const auto unborn = take_unborn(found.segments);
    if (!unborn) return unborn.error();
    for (const Segment& segment : found.segments) {
        if (auto checked = check_header(segment, settings.parameters, options.folder); !checked) {
            return checked.error();
        }
    }
    if (!found.segments.empty()) {
        const auto tail = settle_tail(found.segments.back().path);
        if (!tail) return tail.error();
        found.end = LogPosition{found.segments.back().first.raw() + tail->records};
        found.last_bytes = tail->bytes;
    }
    if (*unborn) {
        if (auto removed = remove_unborn(**unborn, found.end); !removed) return removed.error();
    }
    return std::make_unique<FileLog>(options, settings, clock, std::move(found));
}

FileLog::FileLog(const LogOptions& options, const Settings& settings, const Clock& clock, Found found)
    : options_(options),
      settings_(settings),
      clock_(clock),
      lock_(std::move(found.lock)),
      queue_(settings.queue_bytes_max),
      file_bytes_(found.last_bytes),
      next_position_(found.end.raw()),
      to_restore_(found.segments),
      restored_to_(found.segments.empty() ? 0 : found.segments.front().first.raw()),
      restore_end_(found.end.raw()),
      restore_last_bytes_(found.last_bytes),
      segments_(std::move(found.segments)) {
    if (!segments_.empty()) file_path_ = segments_.back().path;
}

FileLog::~FileLog() {
    FileLog::close();
}

Result<LogBatch> FileLog::restore() {
    LogBatch batch;
    while (batch.entries.size() < kPieceEntriesMax && !to_restore_.empty()) {
        if (!reader_) {
            auto reader = SegmentReader::open(to_restore_.front().path);
            if (!reader) return reader.error();
            reader_ = std::move(*reader);
        }
        const auto more = restore_entry(batch);
        if (!more) return more.error();
        if (*more) continue;
        if (auto finished = finish_segment(); !finished) return finished.error();
    }
    return batch;
}

Result<bool> FileLog::restore_entry(LogBatch& batch) {
    const std::uint64_t byte = reader_->byte();
    // What was appended since open() comes by read().
    if (to_restore_.size() == 1 && byte == restore_last_bytes_) return false;
    const auto record = reader_->next();
    if (!record) return record.error();
    if (record->outcome == RecordOutcome::End) return false;
    if (record->outcome == RecordOutcome::Damaged) return damaged(reader_->path(), byte, "damaged record");
    auto entry = decode_entry(record->entry);
    if (!entry) return damaged(reader_->path(), byte, entry.error().context);
    batch.entries.push_back({.position = LogPosition{restored_to_++},
                             .append_time = record->append_time,
                             .entry = std::move(*entry)});
    return true;
}

Result<void> FileLog::finish_segment() {
    const std::string path = reader_->path();
    const std::uint64_t byte = reader_->byte();
    reader_.reset();
    to_restore_.pop_front();
    const std::uint64_t expected = to_restore_.empty() ? restore_end_ : to_restore_.front().first.raw();
    if (restored_to_ == expected) return {};
    return damaged(path, byte, "ends before the next segment begins, records are missing");
}

Result<void> FileLog::append(std::vector<LogEntry>&& entries) {
    if (entries.empty()) return {};
    const Timestamp now = clock_.now();
    const auto first = write_entries(entries, now);
    if (!first) return first.error();
    LogBatch batch = place_entries(std::move(entries), *first, now);
    if (!queue_.push(batch)) return Error{Errc::Io, "append to the log: it is closed"};
    return {};
}

Result<LogPosition> FileLog::write_entries(const std::vector<LogEntry>& entries, Timestamp now) {
    const std::lock_guard lock{file_mutex_};
    if (auto ready = ensure_segment(); !ready) return ready.error();
    records_.clear();
    for (const LogEntry& entry : entries) {
        entry_.clear();
        append_entry(entry_, entry);
        append_segment_record(records_, now, entry_);
    }
    if (auto written = write(records_); !written) return written.error();
    const LogPosition first{next_position_};
    next_position_ += entries.size();
    return first;
}

Result<void> FileLog::ensure_segment() {
    if (broken_ || closed_) return Error{Errc::Io, "append to " + file_path_ + ": the log is closed"};
    if (!file_path_.empty() && file_bytes_ < options_.segment_bytes_max) {
        if (file_.is_open()) return {};
        auto file = open_file(file_path_, O_WRONLY | O_APPEND);
        if (!file) return file.error();
        file_ = std::move(*file);
        return {};
    }
    return start_segment();
}

Result<void> FileLog::start_segment() {
    // Before the next one exists: only a last segment may have an unfinished tail.
    if (file_.is_open()) {
        if (auto synced = sync_file(file_, file_path_); !synced) return synced;
    }
    const SegmentHeader header{.parameters = settings_.parameters, .first = LogPosition{next_position_}};
    std::string path = options_.folder + '/' + segment_name(header.first);
    auto file = open_file(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND);
    if (!file) return file.error();
    auto made = write_all(*file, encode_segment_header(header), path);
    if (made) made = sync_folder(options_.folder);
    if (!made) {
        ::unlink(path.c_str());
        return made;
    }
    file_ = std::move(*file);
    file_path_ = path;
    file_bytes_ = kSegmentHeaderBytes;
    const std::lock_guard lock{segments_mutex_};
    segments_.push_back({.first = header.first, .path = std::move(path)});
    return {};
}

Result<void> FileLog::write(std::string_view bytes) {
    auto written = write_all(file_, bytes, file_path_);
    if (written) {
        file_bytes_ += bytes.size();
    } else {
        broken_ = ::ftruncate(file_.get(), static_cast<off_t>(file_bytes_)) != 0;
    }
    return written;
}

void FileLog::close() {
    // First, so that an append() that waits for room ends.
    queue_.close();
    const std::lock_guard lock{file_mutex_};
    if (std::exchange(closed_, true) || !file_.is_open()) return;
    if (auto synced = sync_file(file_, file_path_); !synced) {
        log_error(LogLine{"the log's end may not be on disk"}.with("reason", synced.error().context));
    }
}

void FileLog::forget_before(LogPosition oldest) {
    const std::lock_guard lock{segments_mutex_};
    while (segments_.size() > 1 && segments_[1].first <= oldest) {
        const std::string& path = segments_.front().path;
        if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
            log_warn(
                LogLine{"an old log segment stays"}.with("reason", io_error("remove", path, errno).context));
        }
        segments_.pop_front();
    }
}

}  // namespace wirefold
