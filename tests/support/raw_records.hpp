#pragma once

#include <cstdint>
#include <string_view>

#include "daemon/core/hash.hpp"
#include "daemon/model/raw_batch.hpp"

namespace wirefold::test {

/// A raw batch under construction, as a source would make it.
class RawBatchBuilder {
public:
    explicit RawBatchBuilder(const Origin& origin) : origin_(origin) {}
    RawBatchBuilder& add(std::string_view payload) {
        RawRecord record;
        record.origin = &origin_;
        record.offset = Offset{next_offset_++};
        record.payload = batch_.arena.copy(payload);
        record.payload_bytes = payload.size();
        batch_.add(record, 0);
        return *this;
    }
    [[nodiscard]] RawBatch take(std::uint64_t sequence = 0) {
        batch_.sequence = BatchSequence{sequence};
        RawBatch taken = std::move(batch_);
        batch_ = RawBatch{};
        return taken;
    }

private:
    const Origin& origin_;
    RawBatch batch_;
    std::int64_t next_offset_ = 0;
};

inline Origin origin_named(std::string_view name) {
    return Origin{std::string{name}, hash64(name)};
}

}  // namespace wirefold::test
