#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/model/raw_batch.hpp"
#include "daemon/source/line_reader.hpp"
#include "daemon/source/source.hpp"

namespace wirefold {

enum class FillOutcome : std::uint8_t {
    Full,    ///< the batch took what the limits allow; the input has more
    NotYet,  ///< the input is a pipe with nothing to say now
    End,     ///< every line is in this batch or an earlier one
};

/// One open input as records: a line is a record, its number from 0 the offset, its partition 0.
///
/// Threads: the source thread. Ownership: borrows the origin, which outlives every batch.
class LineFile {
public:
    LineFile(CompressedReader input, std::size_t record_bytes_max, const Origin& origin)
        : lines_(std::move(input), record_bytes_max), origin_(origin) {}

    /// Adds lines to `batch` until it is full. A batch that holds something is never kept waiting for a pipe.
    /// Errors: those of the input; what came before them is in the batch, or in an earlier one.
    [[nodiscard]] Result<FillOutcome> fill(RawBatch& batch, const PollLimits& limits, Deadline deadline);

    /// Passes over the lines before `line`, or all there are. Errors: those of the input.
    [[nodiscard]] Result<void> skip_to(std::uint64_t line);

    [[nodiscard]] std::uint64_t next_line() const {
        return next_line_;
    }  ///< Number of the line fill() gives next.
    [[nodiscard]] const CompressedReader& input() const { return lines_.input(); }

private:
    LineReader lines_;
    const Origin& origin_;
    std::optional<LineRead>
        waiting_;  ///< A line that did not fit into the last batch; valid until lines_ moves on.
    std::uint64_t next_line_ = 0;
};

}  // namespace wirefold
