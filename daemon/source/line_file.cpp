#include "daemon/source/line_file.hpp"

#include <chrono>
#include <cstring>

namespace wirefold {

namespace {

[[nodiscard]] bool has_room_for(const RawBatch& batch, const LineRead& line, const PollLimits& limits) {
    if (batch.records.size() >= limits.records_max) return false;
    return batch.records.empty() || batch.arena.bytes() + line.text.size() <= limits.batch_bytes_max;
}

/// A place of its own even for an empty line: every payload promises padding behind it.
[[nodiscard]] std::string_view copy_into(Arena& arena, std::string_view text) {
    char* const place = arena.allocate(text.size());
    if (!text.empty()) std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
}

}  // namespace

Result<FillOutcome> LineFile::fill(RawBatch& batch, const PollLimits& limits, Deadline deadline) {
    const Deadline at_once{SteadyTime{}};
    while (true) {
        if (!waiting_) {
            auto line = lines_.next(batch.records.empty() ? deadline : at_once);
            if (!line) return line.error();
            if (line->outcome == LineOutcome::End) return FillOutcome::End;
            if (line->outcome == LineOutcome::NotYet) return FillOutcome::NotYet;
            waiting_ = *line;
        }
        if (!has_room_for(batch, *waiting_, limits)) return FillOutcome::Full;
        batch.add({.origin = &origin_,
                   .offset = Offset{static_cast<std::int64_t>(next_line_)},
                   .payload = copy_into(batch.arena, waiting_->text),
                   .payload_bytes = waiting_->bytes},
                  0);
        ++next_line_;
        waiting_.reset();
    }
}

Result<void> LineFile::skip_to(std::uint64_t line) {
    while (next_line_ < line) {
        auto passed = lines_.next(Deadline{SteadyTime::max()});
        if (!passed) return passed.error();
        if (passed->outcome != LineOutcome::Line) return {};
        ++next_line_;
    }
    return {};
}

}  // namespace wirefold
