#include "daemon/source/line_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace wirefold {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// What may be cut off a line again: a byte order mark and a carriage return.
constexpr std::size_t kTrimmedBytesMax = 4;

}  // namespace

LineReader::LineReader(CompressedReader input, std::size_t line_bytes_max)
    : input_(std::move(input)), line_bytes_max_(line_bytes_max) {}

Result<LineRead> LineReader::next(Deadline deadline) {
    if (std::exchange(line_given_, false)) {
        carry_.clear();
        carried_bytes_ = 0;
    }
    while (true) {
        if (chunk_.empty()) {
            if (ended_) return finish_input();
            if (!input_.ready_before(deadline)) return LineRead{.outcome = LineOutcome::NotYet};
            auto chunk = input_.next();
            if (!chunk) failure_ = chunk.error();
            ended_ = !chunk || chunk->empty();
            if (ended_) continue;
            chunk_ = *chunk;
        }
        const void* const newline = std::memchr(chunk_.data(), '\n', chunk_.size());
        if (newline == nullptr) {
            keep(std::exchange(chunk_, {}));
            continue;
        }
        const auto length = static_cast<std::size_t>(static_cast<const char*>(newline) - chunk_.data());
        const std::string_view piece = chunk_.substr(0, length);
        chunk_.remove_prefix(length + 1);
        return finish_line(piece);
    }
}

void LineReader::keep(std::string_view piece) {
    if (piece.empty()) return;
    const std::size_t room = line_bytes_max_ + kTrimmedBytesMax - carry_.size();
    carry_.append(piece.substr(0, room));
    carried_bytes_ += piece.size();
    last_carried_ = piece.back();
}

LineRead LineReader::finish_line(std::string_view piece) {
    line_given_ = true;
    if (carried_bytes_ == 0) return trimmed(piece, piece.size(), piece.empty() ? '\0' : piece.back());
    keep(piece);
    return trimmed(carry_, carried_bytes_, last_carried_);
}

/// `kept` is the line's start: all of it, or at least line_bytes_max_ + kTrimmedBytesMax bytes.
LineRead LineReader::trimmed(std::string_view kept, std::uint64_t bytes, char last) {
    if (std::exchange(first_line_, false) && kept.starts_with(kByteOrderMark)) {
        kept.remove_prefix(kByteOrderMark.size());
        bytes -= kByteOrderMark.size();
    }
    if (bytes > 0 && last == '\r') --bytes;
    const std::uint64_t text_bytes = std::min<std::uint64_t>({bytes, kept.size(), line_bytes_max_});
    return {.outcome = LineOutcome::Line, .text = kept.substr(0, text_bytes), .bytes = bytes};
}

Result<LineRead> LineReader::finish_input() {
    const bool only_mark = first_line_ && carry_ == kByteOrderMark;
    if (carried_bytes_ > 0 && !only_mark) return finish_line({});
    if (failure_) return *failure_;
    return LineRead{.outcome = LineOutcome::End};
}

}  // namespace wirefold
