#include "daemon/sink/fold_sink.hpp"

#include <filesystem>
#include <iterator>
#include <utility>

#include "daemon/core/units.hpp"
#include "daemon/sink/rejected_line.hpp"

namespace wirefold {

namespace {

/// A batch larger than this gives its memory back.
constexpr std::size_t kLinesKeptMax = 4 * kMiB;

[[nodiscard]] Result<std::unique_ptr<FoldSink>> open_standard_output() {
    FileHandle copy{::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)};
    if (!copy.is_open()) return io_error("open", "standard output", errno);
    return std::make_unique<FoldSink>(std::move(copy), "standard output", "");
}

/// Where a link leads, so that the file behind it is replaced and not the link.
[[nodiscard]] std::string target_of(const std::string& path) {
    std::error_code failure;
    const auto target = std::filesystem::weakly_canonical(path, failure);
    return failure ? path : target.string();
}

}  // namespace

Result<std::unique_ptr<FoldSink>> FoldSink::open(const std::string& path) {
    if (path == "-") return open_standard_output();
    std::string target = target_of(path);
    struct ::stat about {};
    const bool exists = ::stat(target.c_str(), &about) == 0;
    if (exists && !S_ISREG(about.st_mode)) {
        auto device = open_file(target, O_WRONLY);
        if (!device) return device.error();
        return std::make_unique<FoldSink>(std::move(*device), path, "");
    }
    const std::filesystem::path place{target};
    std::string draft =
        (place.parent_path() / ("." + place.filename().string() + "." + std::to_string(::getpid()) + ".tmp"))
            .string();
    auto file = open_file(draft, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file) return file.error();
    if (exists && ::fchmod(file->get(), about.st_mode & 07777U) != 0) {
        return io_error("set mode of", draft, errno);
    }
    return std::make_unique<FoldSink>(std::move(*file), std::move(target), std::move(draft));
}

FoldSink::FoldSink(FileHandle file, std::string path, std::string draft)
    : file_(std::move(file)), path_(std::move(path)), draft_(std::move(draft)) {}

FoldSink::~FoldSink() {
    if (!draft_.empty()) ::unlink(draft_.c_str());
}

Result<void> FoldSink::submit(OutputBatch&& batch) {
    for (const OutputRecord& record : batch.records) {
        if (record.destination == Destination::Retractions) continue;
        if (record.destination == Destination::DeadLetters) {
            append_fold_rejection(lines_, record);
        } else {
            lines_ += record.value;
        }
        lines_ += '\n';
    }
    if (auto written = write_all(file_, lines_, path_); !written) return written;
    lines_.clear();
    if (lines_.capacity() > kLinesKeptMax) lines_.shrink_to_fit();
    receipts_.push_back(receipt_for(batch));
    return {};
}

Result<void> FoldSink::poll(std::vector<Receipt>& receipts, Duration /*wait*/) {
    std::move(receipts_.begin(), receipts_.end(), std::back_inserter(receipts));
    receipts_.clear();
    return {};
}

Result<void> FoldSink::close(std::vector<Receipt>& receipts, Deadline /*deadline*/) {
    return poll(receipts, Duration::zero());
}

Result<void> FoldSink::publish() {
    if (draft_.empty()) return {};
    if (auto synced = sync_file(file_, path_); !synced) return synced;
    if (auto renamed = rename_file(draft_, path_); !renamed) return renamed;
    draft_.clear();
    return {};
}

}  // namespace wirefold
