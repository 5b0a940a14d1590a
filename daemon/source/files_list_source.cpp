#include "daemon/source/files_list_source.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "daemon/core/file.hpp"
#include "daemon/source/pause.hpp"

namespace wirefold {

namespace {

struct InputFacts {
    std::uint64_t bytes = 0;
    bool known = false;  ///< Whether `bytes` is.
};

[[nodiscard]] Result<InputFacts> look_at(const std::string& path) {
    if (path == "-") return InputFacts{};
    struct ::stat about {};
    if (::stat(path.c_str(), &about) != 0 || ::access(path.c_str(), R_OK) != 0) {
        return io_error("open", path, errno);
    }
    if (S_ISDIR(about.st_mode)) return io_error("read", path, EISDIR);
    if (!S_ISREG(about.st_mode)) return InputFacts{};
    return InputFacts{.bytes = static_cast<std::uint64_t>(about.st_size), .known = true};
}

}  // namespace

Result<std::unique_ptr<FilesListSource>> FilesListSource::open(const std::vector<std::string>& inputs,
                                                               std::size_t record_bytes_max) {
    std::deque<Input> known;
    std::unordered_map<std::string, unsigned> times_named;
    std::uint64_t bytes_total = 0;
    bool all_known = true;
    for (const std::string& path : inputs) {
        const unsigned earlier = times_named[path]++;
        if (earlier > 0 && path == "-") {
            return Error{Errc::ConfigRejected, "standard input can be read only once"};
        }
        const auto facts = look_at(path);
        if (!facts) return facts.error();
        all_known = all_known && facts->known;
        bytes_total += facts->bytes;
        const std::string hashed = earlier == 0 ? path : path + '\n' + std::to_string(earlier);
        known.push_back({.origin = {.name = path, .hash = hash64(hashed)}, .bytes = facts->bytes});
    }
    return std::make_unique<FilesListSource>(std::move(known), all_known ? bytes_total : 0, record_bytes_max);
}

FilesListSource::FilesListSource(std::deque<Input> inputs, std::uint64_t bytes_total,
                                 std::size_t record_bytes_max)
    : inputs_(std::move(inputs)), bytes_total_(bytes_total), record_bytes_max_(record_bytes_max) {}

Result<PollOutcome> FilesListSource::poll(RawBatch& batch, const PollLimits& limits) {
    if (limits.batch_bytes_max == 0 || limits.records_max == 0) {
        pause_for(limits.wait);
        return PollOutcome::Nothing;
    }
    FillOutcome filled = FillOutcome::End;
    if (!failure_) {
        auto outcome = fill(batch, limits);
        if (outcome) {
            filled = *outcome;
        } else {
            failure_ = outcome.error();
        }
    }
    bytes_read_.store(bytes_before_ + (current_ ? current_->input().position() : 0),
                      std::memory_order_relaxed);
    if (!batch.records.empty()) return PollOutcome::Records;
    if (failure_) return *failure_;
    return filled == FillOutcome::End ? PollOutcome::Ended : PollOutcome::Nothing;
}

Result<FillOutcome> FilesListSource::fill(RawBatch& batch, const PollLimits& limits) {
    const Deadline deadline = Deadline::after(limits.wait);
    while (true) {
        if (!current_) {
            if (next_input_ == inputs_.size()) return FillOutcome::End;
            if (auto opened = open_next(); !opened) return opened.error();
        }
        auto outcome = current_->fill(batch, limits, deadline);
        if (!outcome || *outcome != FillOutcome::End) return outcome;
        bytes_before_ += current_->input().position();
        current_.reset();
    }
}

Result<void> FilesListSource::open_next() {
    const Input& input = inputs_[next_input_];
    auto reader = CompressedReader::open(input.origin.name);
    if (!reader) return reader.error();
    current_.emplace(std::move(*reader), record_bytes_max_, input.origin);
    ++next_input_;
    return {};
}

void FilesListSource::finished(const Receipt& /*receipt*/) {}  // nothing to remember: a new run starts anew

Result<void> FilesListSource::close(Deadline /*deadline*/) {
    current_.reset();
    return {};
}

FilesProgress FilesListSource::progress() const {
    return {.bytes_read = bytes_read_.load(std::memory_order_relaxed), .bytes_total = bytes_total_};
}

}  // namespace wirefold
