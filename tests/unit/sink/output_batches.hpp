#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "daemon/model/output.hpp"

namespace wirefold::test {

/// An output batch under construction: each call adds an input line and what became of it.
class OutputBatchBuilder {
public:
    explicit OutputBatchBuilder(const Origin& origin, std::int64_t first_line = 0)
        : origin_(origin), next_line_(first_line) {
        batch_.input.records.reserve(kRecordsMax);  // outputs point at them
    }

    OutputBatchBuilder& published(Destination destination, std::string_view value) {
        const RawRecord& input = add_input(value, value.size());
        return add_output(destination, value, input);
    }
    /// Says the last record again on the retractions.
    OutputBatchBuilder& retracted(std::string_view value) {
        return add_output(Destination::Retractions, value, batch_.input.records.back());
    }
    OutputBatchBuilder& rejected(std::string_view payload, Rejected why, std::uint64_t payload_bytes = 0) {
        const RawRecord& input = add_input(payload, payload_bytes == 0 ? payload.size() : payload_bytes);
        OutputRecord record;
        record.destination = Destination::DeadLetters;
        record.input = &input;
        record.rejected = std::move(why);
        batch_.records.push_back(std::move(record));
        return *this;
    }
    OutputBatchBuilder& sequence(std::uint64_t number) {
        batch_.input.sequence = BatchSequence{number};
        batch_.input.charge = 100 + number;
        return *this;
    }
    [[nodiscard]] OutputBatch take() { return std::move(batch_); }

private:
    static constexpr std::size_t kRecordsMax = 100;

    const RawRecord& add_input(std::string_view payload, std::uint64_t payload_bytes) {
        RawRecord record;
        record.origin = &origin_;
        record.offset = Offset{next_line_++};
        record.payload = batch_.input.arena.copy(payload);
        record.payload_bytes = payload_bytes;
        batch_.input.add(record, 0);
        return batch_.input.records.back();
    }
    OutputBatchBuilder& add_output(Destination destination, std::string_view value, const RawRecord& input) {
        OutputRecord record;
        record.destination = destination;
        record.input = &input;
        record.value = batch_.arena.copy(value);
        batch_.records.push_back(std::move(record));
        return *this;
    }

    const Origin& origin_;
    std::int64_t next_line_;
    OutputBatch batch_;
};

}  // namespace wirefold::test
