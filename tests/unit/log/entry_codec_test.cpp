#include "daemon/log/entry_codec.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/unit/log/random_entries.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

[[nodiscard]] std::string encode(const LogEntry& entry) {
    std::string bytes;
    append_entry(bytes, entry);
    return bytes;
}

/// A news article of some 600 words, as the fingerprint stage would make it.
[[nodiscard]] LogEntry typical_entry() {
    SeededBytes random{1};
    LogEntry entry;
    entry.coordinate = {
        .origin_hash = random.next(), .partition = PartitionId{5}, .offset = Offset{81'234'567}};
    entry.event_time = Timestamp{Duration{1'732'966'800'000}};
    entry.has_event_time = true;
    entry.source_hash = random.next();
    entry.item_id = "urn:newsml:example.com:20241130:item-48213";
    entry.version = "2";
    Fingerprint& print = entry.fingerprint;
    print.content = {.high = random.next(), .low = random.next()};
    print.title_hash = random.next();
    print.url_hash = random.next();
    print.tokens = 600;
    print.shingles = 596;
    print.window = 24;
    print.key_count = 46;
    for (std::uint32_t i = 0; i < print.key_count; ++i) {
        print.keys[i] = static_cast<std::uint32_t>(random.next());
        print.positions[i] = i * 13;
    }
    print.number_count = 6;
    for (std::uint32_t i = 0; i < print.number_count; ++i) {
        print.numbers[i] = static_cast<std::uint32_t>(random.next());
    }
    return entry;
}

}  // namespace

TEST_SUITE("log/entry_codec") {
    TEST_CASE("any entry comes back as it went, field by field") {
        for (const std::uint64_t seed : test_seeds(3000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            const LogEntry entry = random_entry(random);
            const auto decoded = decode_entry(encode(entry));
            REQUIRE(decoded.has_value());
            REQUIRE(same(*decoded, entry));
        }
        CHECK(same(*decode_entry(encode(LogEntry{})), LogEntry{}));
    }

    TEST_CASE("the format is what earlier versions wrote") {
        LogEntry entry;
        entry.coordinate = {
            .origin_hash = 0x0102030405060708, .partition = PartitionId{1}, .offset = Offset{-1}};
        entry.event_time = Timestamp{Duration{300}};
        entry.has_event_time = true;
        entry.status = ItemStatus::Withheld;
        entry.item_id = "id";
        entry.fingerprint.tokens = 5;
        entry.fingerprint.key_count = 2;
        entry.fingerprint.keys = {1, 2};
        entry.fingerprint.positions = {3, 200};
        entry.fingerprint.number_count = 1;
        entry.fingerprint.numbers = {0xAABBCCDD};
        const std::string expected =
            std::string{"\x01\x41\x08\x07\x06\x05\x04\x03\x02\x01\x02\x01\xD8\x04\x02id"} +
            std::string(17, '\0') + '\x05' + std::string(2, '\0') + "\x02\x01\x01" + std::string(3, '\0') +
            '\x02' + std::string(3, '\0') + "\x03\xC5\x01\xDD\xCC\xBB\xAA";
        CHECK(encode(entry) == expected);
    }

    TEST_CASE("a typical article costs at most 400 bytes, the largest fingerprint 750") {
        CHECK(encode(typical_entry()).size() <= 400);
        LogEntry largest = typical_entry();
        largest.item_id.clear();
        largest.version.clear();
        largest.fingerprint.key_count = Fingerprint::kKeysMax;
        largest.fingerprint.number_count = Fingerprint::kNumbersMax;
        for (std::uint32_t i = 0; i < Fingerprint::kKeysMax; ++i) largest.fingerprint.positions[i] = i * 5000;
        CHECK(encode(largest).size() <= 750);
    }

    TEST_CASE("no truncation is an entry") {
        for (const std::uint64_t seed : test_seeds(30)) {
            SeededBytes random{seed};
            const std::string bytes = encode(random_entry(random));
            for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
                CAPTURE(seed);
                CAPTURE(cut);
                const auto decoded = decode_entry(bytes.substr(0, cut));
                REQUIRE_FALSE(decoded.has_value());
                REQUIRE(decoded.error().code == Errc::Corrupt);
            }
            REQUIRE_FALSE(decode_entry(bytes + '\0').has_value());
        }
    }

    TEST_CASE("changed bytes are an error, or another entry with that encoding") {
        for (const std::uint64_t seed : test_seeds(5000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::string bytes = encode(random_entry(random));
            for (std::uint64_t changes = 1 + random.up_to(3); changes > 0; --changes) {
                bytes[random.up_to(bytes.size() - 1)] = static_cast<char>(random.next());
            }
            const auto decoded = decode_entry(bytes);
            if (decoded) REQUIRE(encode(*decoded) == bytes);
        }
    }

    TEST_CASE("noise is an error or decodes to what encodes to it") {
        for (const std::uint64_t seed : test_seeds(5000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::string bytes = random.bytes(random.up_to(300));
            if (!bytes.empty()) bytes[0] = static_cast<char>(kEntryFormat);
            const auto decoded = decode_entry(bytes);
            if (decoded) REQUIRE(encode(*decoded) == bytes);
        }
    }

    TEST_CASE("counts beyond the fingerprint, other formats and unknown states are refused by name") {
        LogEntry entry;
        const std::string bytes = encode(entry);
        const std::size_t key_count_at = bytes.size() - 2;
        const auto refused = [&](std::size_t at, int value) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(value);
            const auto decoded = decode_entry(changed);
            return decoded ? std::string{"decoded"} : decoded.error().context;
        };
        CHECK(refused(0, kEntryFormat + 1) == "log entry: format cannot be read");
        CHECK(refused(1, 0x60) == "log entry: flags cannot be read");
        CHECK(refused(1, 0x80) == "log entry: flags cannot be read");
        CHECK(refused(key_count_at, Fingerprint::kKeysMax + 1) == "log entry: key count cannot be read");
        CHECK(refused(key_count_at + 1, Fingerprint::kNumbersMax + 1) ==
              "log entry: number count cannot be read");
        CHECK(refused(key_count_at, 1) == "log entry: keys cannot be read");
    }
}
