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
    EntryBuilder& evolved_from(std::string id) {
        entry_.evolved_from = std::move(id);
        return *this;
    }
    EntryBuilder& public_from(Timestamp at) {
        entry_.public_from = at;
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
            fingerprint.positions.push_back(static_cast<std::uint32_t>(fingerprint.keys.size()));
            fingerprint.keys.push_back(static_cast<std::uint32_t>(mix64(key)));
        }
        fingerprint.shingles = static_cast<std::uint32_t>(fingerprint.keys.size());
        fingerprint.tokens = fingerprint.shingles + 4;
        fingerprint.window = 1;
        return *this;
    }
    EntryBuilder& content(std::string_view text) {
        entry_.fingerprint.content = hash128(text);
        return *this;
    }
    EntryBuilder& title(std::string_view text) {
        entry_.fingerprint.title_hash = hash64(text);
        return *this;
    }
    /// What the fingerprint stage made of a text, instead of what was said so far.
    EntryBuilder& print(const Fingerprint& fingerprint) {
        entry_.fingerprint = fingerprint;
        return *this;
    }
    /// One more term; of equal rarity and count all weigh the same.
    EntryBuilder& term(const Term& term) {
        Salience& salience = entry_.fingerprint.salience;
        const auto end = salience.terms.begin() + salience.term_count;
        const auto place = std::find_if(salience.terms.begin(), end,
                                        [&](const Term& known) { return known.key > term.key; });
        std::copy_backward(place, end, end + 1);
        *place = term;
        ++salience.term_count;
        return *this;
    }
    /// Terms that no table knows, with keys `first` … `last` - 1, spread over the text.
    EntryBuilder& terms(std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t key = first; key < last; ++key) {
            const auto position = static_cast<std::uint8_t>((key - first) * 256 / (last - first));
            term({.key = key, .count = 1, .rarity = 15, .position = position});
        }
        return *this;
    }
    EntryBuilder& quote(std::uint32_t hash) {
        Salience& salience = entry_.fingerprint.salience;
        salience.quotes[salience.quote_count++] = hash;
        return *this;
    }
    EntryBuilder& signals(std::uint8_t signals) {
        entry_.fingerprint.signals = signals;
        return *this;
    }
    [[nodiscard]] LogEntry make() const { return entry_; }

private:
    LogEntry entry_;
};

}  // namespace wirefold::test
