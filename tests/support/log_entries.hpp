#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "daemon/core/hash.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold::test {

/// A log entry under construction. Its text is stood for by shingle numbers: entries that share numbers share
/// text.
class EntryBuilder {
public:
    explicit EntryBuilder(std::int64_t offset) {
        entry_.coordinate = {.origin_hash = 1, .partition = PartitionId{0}, .offset = Offset{offset}};
        entry_.item_id = "urn:test:" + std::to_string(offset);
        entry_.source_hash = static_cast<std::uint64_t>(offset) + 100;
        entry_.fingerprint.content = hash128(entry_.item_id);
        time(Timestamp{std::chrono::hours{24 * 365 * 50}});
    }
    EntryBuilder& item(std::string id, std::string version = "") {
        entry_.item_id = std::move(id);
        entry_.version = std::move(version);
        return *this;
    }
    EntryBuilder& source(std::uint64_t hash) {
        entry_.source_hash = hash;
        return *this;
    }
    EntryBuilder& time(Timestamp at) {
        entry_.event_time = at;
        entry_.has_event_time = true;
        return *this;
    }
    EntryBuilder& status(ItemStatus status) {
        entry_.status = status;
        return *this;
    }
    EntryBuilder& numbers(std::vector<std::uint32_t> numbers) {
        std::sort(numbers.begin(), numbers.end());
        std::copy(numbers.begin(), numbers.end(), entry_.fingerprint.numbers.begin());
        entry_.fingerprint.number_count = static_cast<std::uint8_t>(numbers.size());
        return *this;
    }
    /// Keys `first` … `last` - 1, every shingle selected (window 1).
    EntryBuilder& keys(std::uint32_t first, std::uint32_t last) {
        Fingerprint& fingerprint = entry_.fingerprint;
        for (std::uint32_t key = first; key < last; ++key) {
            fingerprint.keys[fingerprint.key_count] = static_cast<std::uint32_t>(mix64(key));
            fingerprint.positions[fingerprint.key_count] = fingerprint.key_count;
            ++fingerprint.key_count;
        }
        fingerprint.shingles = fingerprint.key_count;
        fingerprint.tokens = fingerprint.shingles + 4;
        fingerprint.window = 1;
        return *this;
    }
    EntryBuilder& content(std::string_view text) {
        entry_.fingerprint.content = hash128(text);
        return *this;
    }
    [[nodiscard]] LogEntry make() const { return entry_; }

private:
    LogEntry entry_;
};

}  // namespace wirefold::test
