#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/source/compressed_reader.hpp"

namespace wirefold {

enum class LineOutcome : std::uint8_t {
    Line,    ///< `text` and `bytes` hold the next line
    NotYet,  ///< a pipe has not said the whole line before the deadline
    End,     ///< the input is read to its end
};

struct LineRead {
    LineOutcome outcome = LineOutcome::End;
    std::string_view text{};  ///< Valid until the next call. At most `line_bytes_max` bytes.
    std::uint64_t bytes = 0;  ///< Of the whole line, without its ending.
};

/// Splits an input into lines.
///
/// Shape: a line ends with "\n" or "\r\n"; a last one without either counts when it has a byte. Empty lines
///        are lines. A byte order mark before the first line is skipped.
/// Bound: about twice `line_bytes_max` for a line that crosses chunks, however long it is; a line inside one
///        chunk is not copied.
/// Errors: those of the input, once everything before them, an unfinished line included, was given.
/// Threads: one at a time.
class LineReader {
public:
    LineReader(CompressedReader input, std::size_t line_bytes_max);

    [[nodiscard]] Result<LineRead> next(Deadline deadline);
    [[nodiscard]] const CompressedReader& input() const { return input_; }

private:
    void keep(std::string_view piece);
    [[nodiscard]] LineRead finish_line(std::string_view piece);
    [[nodiscard]] LineRead trimmed(std::string_view kept, std::uint64_t bytes, char last);
    [[nodiscard]] Result<LineRead> finish_input();

    CompressedReader input_;
    std::size_t line_bytes_max_;
    std::string_view chunk_;  ///< What of the input's current chunk is not given yet.
    std::string carry_;       ///< Start of a line that crosses chunks, cut a little above line_bytes_max_.
    std::uint64_t carried_bytes_ = 0;  ///< Size of that start, uncut.
    char last_carried_ = '\0';
    bool line_given_ = false;  ///< What carry_ holds was given by the last call.
    bool first_line_ = true;
    bool ended_ = false;
    std::optional<Error> failure_;  ///< Said once the line before it was given.
};

}  // namespace wirefold
