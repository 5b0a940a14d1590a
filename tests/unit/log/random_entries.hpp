#pragma once

#include <string>

#include "daemon/model/log_entry.hpp"
#include "tests/support/seeds.hpp"

namespace wirefold::test {

/// Any entry at all, from the empty to the full one, with values of every magnitude.
[[nodiscard]] inline LogEntry random_entry(SeededBytes& random) {
    const auto any = [&] { return random.next() >> random.up_to(63); };
    const auto any32 = [&] { return static_cast<std::uint32_t>(random.next() >> (32 + random.up_to(31))); };
    LogEntry entry;
    entry.coordinate = {.origin_hash = any(),
                        .partition = PartitionId{static_cast<std::int32_t>(any32())},
                        .offset = Offset{static_cast<std::int64_t>(any())}};
    entry.event_time = Timestamp{Duration{static_cast<std::int64_t>(any())}};
    entry.has_event_time = random.one_in(2);
    entry.status = static_cast<ItemStatus>(random.up_to(2));
    entry.source_hash = random.one_in(3) ? 0 : any();
    entry.item_id = random.bytes(random.up_to(random.one_in(10) ? 3000 : 60));
    entry.version = random.bytes(random.up_to(5));
    Fingerprint& print = entry.fingerprint;
    print.content = {.high = any(), .low = any()};
    print.title_hash = random.one_in(3) ? 0 : any();
    print.url_hash = random.one_in(3) ? 0 : any();
    print.tokens = any32();
    print.shingles = any32();
    print.window = any32();
    print.numbers_truncated = random.one_in(2);
    print.key_count = static_cast<std::uint8_t>(random.up_to(Fingerprint::kKeysMax));
    print.number_count = static_cast<std::uint8_t>(random.up_to(Fingerprint::kNumbersMax));
    for (std::size_t i = 0; i < print.key_count; ++i) {
        print.keys[i] = any32();
        print.positions[i] = any32();
    }
    for (std::size_t i = 0; i < print.number_count; ++i) print.numbers[i] = any32();
    return entry;
}

[[nodiscard]] inline bool same(const Fingerprint& a, const Fingerprint& b) {
    return a.content == b.content && a.title_hash == b.title_hash && a.url_hash == b.url_hash &&
           a.tokens == b.tokens && a.shingles == b.shingles && a.window == b.window &&
           a.key_count == b.key_count && a.number_count == b.number_count &&
           a.numbers_truncated == b.numbers_truncated && a.keys == b.keys && a.positions == b.positions &&
           a.numbers == b.numbers;
}

[[nodiscard]] inline bool same(const LogEntry& a, const LogEntry& b) {
    return a.coordinate == b.coordinate && a.event_time == b.event_time &&
           a.has_event_time == b.has_event_time && a.status == b.status && a.source_hash == b.source_hash &&
           a.item_id == b.item_id && a.version == b.version && same(a.fingerprint, b.fingerprint);
}

}  // namespace wirefold::test
