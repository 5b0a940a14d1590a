#include "daemon/source/spool_source.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "daemon/core/file.hpp"
#include "daemon/core/invariant.hpp"
#include "daemon/core/logging.hpp"
#include "daemon/source/pause.hpp"

namespace wirefold {

namespace {

constexpr Duration kSaveInterval{200};
/// A folder whose disk is not mounted looks empty. Its files are remembered for this long, not read again.
constexpr Duration kForgetAfter = std::chrono::hours{1};
constexpr std::size_t kRetiredOriginsMax = 1024;

/// A progress file among the spooled files would be taken for one of them.
[[nodiscard]] bool lies_among_spooled(const std::string& progress_file, const std::string& folder) {
    std::error_code failure;
    const auto parent = std::filesystem::weakly_canonical(folder_of(progress_file), failure);
    const auto spool = std::filesystem::weakly_canonical(folder, failure);
    return !failure && parent == spool &&
           !SpoolFolder::is_draft(std::filesystem::path{progress_file}.filename().string());
}

[[nodiscard]] Result<SpoolProgress> open_progress(const std::string& path) {
    if (path.empty()) return SpoolProgress{};
    auto progress = load_spool_progress(path);
    if (!progress) return progress;
    // Written at once: better to fail here than after the first records were published.
    auto saved = make_folder(folder_of(path));
    if (saved) saved = save_spool_progress(path, *progress);
    if (saved) return progress;
    return Error{Errc::ConfigRejected, "source.files.progress_file: " + saved.error().context};
}

}  // namespace

Result<std::unique_ptr<SpoolSource>> SpoolSource::open(const FilesSourceOptions& options,
                                                       std::size_t record_bytes_max, const Clock& clock) {
    SpoolFolder folder{options.folder, options.settle};
    if (auto seen = folder.scan(clock.steady_now()); !seen) {
        return Error{Errc::ConfigRejected, "source.files.folder: " + seen.error().context};
    }
    if (!options.progress_file.empty() && lies_among_spooled(options.progress_file, options.folder)) {
        return Error{Errc::ConfigRejected,
                     "source.files.progress_file: " + options.progress_file +
                         " would be read as a spooled file; name it .progress or move it"};
    }
    auto progress = open_progress(options.progress_file);
    if (!progress) return progress.error();
    return std::make_unique<SpoolSource>(options, record_bytes_max, clock, std::move(folder),
                                         std::move(*progress));
}

SpoolSource::SpoolSource(const FilesSourceOptions& options, std::size_t record_bytes_max, const Clock& clock,
                         SpoolFolder folder, SpoolProgress progress)
    : options_(options),
      record_bytes_max_(record_bytes_max),
      clock_(clock),
      folder_(std::move(folder)),
      progress_(std::move(progress)) {}

Result<PollOutcome> SpoolSource::poll(RawBatch& batch, const PollLimits& limits) {
    const SteadyTime now = clock_.steady_now();
    if (now >= next_scan_) scan(now);
    Duration wait = limits.wait;
    if (limits.batch_bytes_max > 0 && limits.records_max > 0) {
        fill(batch, limits);
        note_flights(batch);
        wait = std::min(wait, std::chrono::ceil<Duration>(next_scan_ - now));
    }
    save_when_due(now);
    if (!batch.records.empty()) return PollOutcome::Records;
    pause_for(wait);
    return PollOutcome::Nothing;
}

void SpoolSource::scan(SteadyTime now) {
    next_scan_ = now + options_.scan_interval;
    if (auto seen = folder_.scan(now); !seen) {
        if (!folder_gone_.exchange(true)) {
            log_warn(
                LogLine{"spool folder cannot be read, waiting for it"}.with("reason", seen.error().context));
        }
        return;
    }
    if (folder_gone_.exchange(false)) {
        log_info(LogLine{"spool folder is back"}.with("folder", folder_.path()));
    }
    forget_vanished(now);
    waiting_.clear();
    for (SpoolIdentity& identity : folder_.complete(now)) {
        const auto mark = progress_.find(identity);
        const bool over = mark != progress_.end() && mark->second.state != SpoolState::Open;
        if (!over && !taken_.contains(identity)) waiting_.push_back(std::move(identity));
    }
}

void SpoolSource::forget_vanished(SteadyTime now) {
    std::erase_if(unreadable_, [&](const SpoolIdentity& identity) { return !folder_.holds(identity); });
    for (auto place = progress_.begin(); place != progress_.end();) {
        const SpoolIdentity& identity = place->first;
        if (taken_.contains(identity) || folder_.holds(identity)) {
            absent_since_.erase(identity);
            ++place;
            continue;
        }
        const SteadyTime since = absent_since_.try_emplace(identity, now).first->second;
        if (now - since < kForgetAfter) {
            ++place;
            continue;
        }
        absent_since_.erase(identity);
        place = progress_.erase(place);
        unsaved_ = true;
    }
}

void SpoolSource::fill(RawBatch& batch, const PollLimits& limits) {
    const Deadline never{SteadyTime::max()};  // files are always ready
    while (lines_ || begin_next()) {
        const auto outcome = lines_->fill(batch, limits, never);
        if (outcome && *outcome != FillOutcome::End) return;
        if (!outcome) fail(*current_, outcome.error());
        stop_reading();
    }
}

bool SpoolSource::begin_next() {
    while (!waiting_.empty()) {
        const SpoolIdentity identity = std::move(waiting_.front());
        waiting_.pop_front();
        if (begin(identity)) return true;
    }
    return false;
}

bool SpoolSource::begin(const SpoolIdentity& identity) {
    auto reader = CompressedReader::open(folder_.path_of(identity.name));
    // Looked at after it was opened: what is read is what was complete. Else the next scan sees it anew.
    if (folder_.look_at(identity.name) != identity) return false;
    if (!reader && reader.error().code != Errc::Corrupt) {
        if (unreadable_.insert(identity).second) {
            log_warn(
                LogLine{"spool file cannot be opened, trying again"}.with("reason", reader.error().context));
        }
        return false;
    }
    unreadable_.erase(identity);
    auto file = std::make_unique<ActiveFile>();
    file->identity = identity;
    file->origin = {.name = identity.name, .hash = identity.origin_hash()};
    current_ = file.get();
    active_.emplace(&file->origin, std::move(file));
    taken_.insert(identity);
    const SpoolMark mark = progress_.try_emplace(identity).first->second;
    if (!reader) {
        fail(*current_, reader.error());
        stop_reading();
        return false;
    }
    lines_.emplace(std::move(*reader), record_bytes_max_, current_->origin);
    const auto skipped = lines_->skip_to(mark.lines_finished);
    if (skipped) return true;
    fail(*current_, skipped.error());
    stop_reading();
    return false;
}

void SpoolSource::stop_reading() {
    lines_.reset();
    ActiveFile& file = *std::exchange(current_, nullptr);
    file.read_to_end = true;
    const auto now_named = folder_.look_at(file.identity.name);
    if (now_named && *now_named != file.identity && now_named->inode == file.identity.inode) {
        log_warn(LogLine{"spool file changed after it was complete, reading it anew"}.with(
            "name", file.identity.name));
    }
}

void SpoolSource::fail(ActiveFile& file, const Error& error) {
    file.failed = true;
    failed_files_.fetch_add(1);
    log_error(LogLine{"spool file failed, the rest of it is not read; replace or touch it to read it anew"}
                  .with("name", file.identity.name)
                  .with("reason", error.context));
}

void SpoolSource::note_flights(const RawBatch& batch) {
    for (const Progress& carried : batch.progress) {
        const auto place = active_.find(carried.origin);
        WIREFOLD_INVARIANT(place != active_.end(), "a batch holds lines of files that are being read");
        place->second->flights.push_back({.next = carried.next});
    }
    // Files that ended without a line in this batch have nothing to wait for.
    for (auto place = active_.begin(); place != active_.end();) {
        ActiveFile& file = *(place++)->second;
        if (file.read_to_end && file.flights.empty()) advance(file);
    }
}

void SpoolSource::finished(const Receipt& receipt) {
    for (const Progress& paid : receipt.progress) {
        const auto place = active_.find(paid.origin);
        if (place == active_.end()) continue;
        ActiveFile& file = *place->second;
        const auto flight = std::find_if(file.flights.begin(), file.flights.end(), [&](const Flight& known) {
            return known.next == paid.next && !known.done;
        });
        WIREFOLD_INVARIANT(flight != file.flights.end(),
                           "a batch of lines is finished once, after it was given");
        flight->done = true;
        advance(file);
    }
}

void SpoolSource::advance(ActiveFile& file) {
    SpoolMark& mark = progress_[file.identity];
    while (!file.flights.empty() && file.flights.front().done) {
        mark.lines_finished = static_cast<std::uint64_t>(file.flights.front().next.raw());
        file.flights.pop_front();
        unsaved_ = true;
    }
    if (!file.read_to_end || !file.flights.empty()) return;
    mark.state = file.failed ? SpoolState::Failed : SpoolState::Finished;
    unsaved_ = true;
    if (!file.failed) {
        finished_files_.fetch_add(1);
        log_info(LogLine{"spool file finished"}
                     .with("name", file.identity.name)
                     .with("lines", static_cast<std::int64_t>(mark.lines_finished)));
    }
    taken_.erase(file.identity);
    const auto place = active_.find(&file.origin);
    retired_.push_back(std::move(place->second));
    active_.erase(place);
    if (retired_.size() > kRetiredOriginsMax) retired_.pop_front();
}

Result<void> SpoolSource::save() {
    if (!unsaved_ || options_.progress_file.empty()) return {};
    auto saved = save_spool_progress(options_.progress_file, progress_);
    unsaved_ = !saved;
    return saved;
}

void SpoolSource::save_when_due(SteadyTime now) {
    if (now < next_save_) return;
    next_save_ = now + kSaveInterval;
    const auto saved = save();
    if (!saved && !std::exchange(save_failing_, true)) {
        log_warn(
            LogLine{"spool progress cannot be saved, trying again"}.with("reason", saved.error().context));
    } else if (saved && std::exchange(save_failing_, false)) {
        log_info(LogLine{"spool progress is saved again"}.with("file", options_.progress_file));
    }
}

Result<void> SpoolSource::close(Deadline /*deadline*/) {
    lines_.reset();
    current_ = nullptr;
    return save();
}

std::string SpoolSource::not_ready_reason() const {
    return folder_gone_ ? "spool folder " + options_.folder + " cannot be read" : std::string{};
}

}  // namespace wirefold
