#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/core/error.hpp"
#include "daemon/source/line_file.hpp"
#include "daemon/source/source.hpp"

namespace wirefold {

/// How far a fixed list of inputs is read, in bytes as they lie on disk (compressed ones compressed).
struct FilesProgress {
    std::uint64_t bytes_read = 0;
    std::uint64_t bytes_total = 0;  ///< 0: unknown, as a pipe is among them.
};

/// `fold`'s source: files, or "-" for standard input, one after the other, then Ended.
///
/// Shape:  one record a line, the empty ones too; a record's origin is named as the operator wrote the input.
///         An input named twice is two origins: its second reading repeats no coordinate of the first.
/// Errors: the first unreadable or damaged input ends the reading, after all records before it were given.
/// Threads: the source thread, except progress() and not_ready_reason().
class FilesListSource final : public Source {
public:
    /// Looks at every input, so that a misspelled name fails before hours of work.
    /// Errors: Io naming the input; ConfigRejected where standard input is named twice.
    [[nodiscard]] static Result<std::unique_ptr<FilesListSource>> open(const std::vector<std::string>& inputs,
                                                                       std::size_t record_bytes_max);
    struct Input {
        Origin origin;
        std::uint64_t bytes = 0;  ///< 0: unknown.
    };
    FilesListSource(std::deque<Input> inputs, std::uint64_t bytes_total, std::size_t record_bytes_max);

    [[nodiscard]] Result<PollOutcome> poll(RawBatch& batch, const PollLimits& limits) override;
    void finished(const Receipt& receipt) override;
    [[nodiscard]] Result<void> close(Deadline deadline) override;
    [[nodiscard]] std::string not_ready_reason() const override { return {}; }

    [[nodiscard]] FilesProgress progress() const;  ///< Threads: any.

private:
    /// Fills from input after input. Full: the batch is.
    [[nodiscard]] Result<FillOutcome> fill(RawBatch& batch, const PollLimits& limits);
    [[nodiscard]] Result<void> open_next();

    const std::deque<Input> inputs_;  ///< Origins at one address for the source's life.
    const std::uint64_t bytes_total_;
    const std::size_t record_bytes_max_;
    std::size_t next_input_ = 0;
    std::optional<LineFile> current_;
    std::uint64_t bytes_before_ = 0;  ///< Of the inputs read to their end.
    std::optional<Error> failure_;    ///< Said once the records before it were given.
    std::atomic<std::uint64_t> bytes_read_{0};
};

}  // namespace wirefold
