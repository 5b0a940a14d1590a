#include "daemon/sink/files_sink.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/core/logging.hpp"
#include "daemon/core/units.hpp"
#include "daemon/sink/rejected_line.hpp"

namespace wirefold {

namespace {

/// A batch larger than this gives its memory back.
constexpr std::size_t kLinesKeptMax = 4 * kMiB;

/// Bytes of `file` up to and with its last newline.
[[nodiscard]] Result<std::uint64_t> whole_lines_bytes(const FileHandle& file, std::uint64_t bytes,
                                                      const std::string& path) {
    std::vector<char> buffer(64 * kKiB);
    while (bytes > 0) {
        const std::uint64_t step = std::min<std::uint64_t>(bytes, buffer.size());
        const ssize_t taken = ::pread(file.get(), buffer.data(), step, static_cast<off_t>(bytes - step));
        if (taken != static_cast<ssize_t>(step)) return io_error("read", path, taken < 0 ? errno : EIO);
        const std::string_view piece{buffer.data(), step};
        const std::size_t newline = piece.rfind('\n');
        if (newline != std::string_view::npos) return bytes - step + newline + 1;
        bytes -= step;
    }
    return 0;
}

/// Cuts off what a crash left of an unfinished line. Gives the size then.
[[nodiscard]] Result<std::uint64_t> repair(const FileHandle& file, const std::string& path) {
    const auto about = stat_of(file, path);
    if (!about) return about.error();
    if (!S_ISREG(about->st_mode)) return 0;
    const auto bytes = static_cast<std::uint64_t>(about->st_size);
    auto whole = whole_lines_bytes(file, bytes, path);
    if (!whole || *whole == bytes) return whole;
    if (::ftruncate(file.get(), static_cast<off_t>(*whole)) != 0) return io_error("truncate", path, errno);
    log_warn(LogLine{"cut off an unfinished last line"}
                 .with("file", path)
                 .with("bytes", static_cast<std::int64_t>(bytes - *whole)));
    return whole;
}

[[nodiscard]] Result<FilesSink::Output> open_output(std::string path) {
    auto file = open_file(path, O_RDWR | O_CREAT | O_APPEND);
    if (!file) return file.error();
    if (!try_lock(*file)) return Error{Errc::Io, "open " + path + ": another process writes to it"};
    const auto bytes = repair(*file, path);
    if (!bytes) return bytes.error();
    return FilesSink::Output{.path = std::move(path), .file = std::move(*file), .bytes = *bytes, .lines = {}};
}

}  // namespace

Result<std::unique_ptr<FilesSink>> FilesSink::open(const FilesSinkOptions& options) {
    if (auto made = make_folder(options.folder); !made) return made.error();
    Outputs outputs;
    for (const Destination destination : kDestinations) {
        auto output = open_output(options.folder + '/' + std::string{name_of(destination)} + ".ndjson");
        if (!output) return output.error();
        outputs[static_cast<std::size_t>(destination)] = std::move(*output);
    }
    if (auto synced = sync_folder(options.folder); !synced) return synced.error();
    return std::make_unique<FilesSink>(std::move(outputs));
}

Result<void> FilesSink::submit(OutputBatch&& batch) {
    for (const OutputRecord& record : batch.records) {
        std::string& lines = outputs_[static_cast<std::size_t>(record.destination)].lines;
        if (record.destination == Destination::DeadLetters) {
            append_dead_letter(lines, record);
        } else {
            lines += record.value;
        }
        lines += '\n';
    }
    if (auto written = write_lines(); !written) {
        take_back();
        return written;
    }
    for (Output& output : outputs_) {
        output.bytes += output.lines.size();
        output.lines.clear();
        if (output.lines.capacity() > kLinesKeptMax) output.lines.shrink_to_fit();
    }
    receipts_.push_back(receipt_for(batch));
    return {};
}

Result<void> FilesSink::write_lines() {
    for (const Output& output : outputs_) {
        if (output.lines.empty()) continue;
        if (auto written = write_all(output.file, output.lines, output.path); !written) return written;
    }
    return {};
}

void FilesSink::take_back() {
    for (Output& output : outputs_) {
        output.lines.clear();
        // Best effort: open() repairs a cut line, and a whole one more is what "at least once" allows.
        if (::ftruncate(output.file.get(), static_cast<off_t>(output.bytes)) != 0 && errno != EINVAL) {
            log_warn(LogLine{"lines of a failed batch stay in the file"}.with("file", output.path));
        }
    }
}

Result<void> FilesSink::poll(std::vector<Receipt>& receipts, Duration /*wait*/) {
    std::move(receipts_.begin(), receipts_.end(), std::back_inserter(receipts));
    receipts_.clear();
    return {};
}

Result<void> FilesSink::close(std::vector<Receipt>& receipts, Deadline /*deadline*/) {
    if (auto given = poll(receipts, Duration::zero()); !given) return given;
    for (const Output& output : outputs_) {
        if (auto synced = sync_file(output.file, output.path); !synced) return synced;
    }
    return {};
}

}  // namespace wirefold
