#include "daemon/log/segment_file.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

const SegmentHeader kHeader{.parameters = 7, .first = LogPosition{42}};

[[nodiscard]] SegmentReader open_segment(const std::string& path) {
    auto reader = SegmentReader::open(path);
    REQUIRE_MESSAGE(reader.has_value(), reader.error().context);
    return std::move(*reader);
}

[[nodiscard]] std::string record_of(std::string_view entry) {
    std::string bytes;
    append_segment_record(bytes, Timestamp{Duration{1000}}, entry);
    return bytes;
}

}  // namespace

TEST_SUITE("log/segment_file") {
    TEST_CASE("names sort as positions do, and only they are names") {
        CHECK(segment_name(LogPosition{1024}) == "00000000000000001024.log");
        CHECK(segment_name(LogPosition{9}) < segment_name(LogPosition{10}));
        for (const std::uint64_t position : {std::uint64_t{0}, std::uint64_t{1024}, UINT64_MAX}) {
            CHECK(parse_segment_name(segment_name(LogPosition{position})) == LogPosition{position});
        }
        for (const char* const name : {"", "lock", "1024.log", "0000000000000000102x.log",
                                       "00000000000000001024.log.old", "99999999999999999999.log"}) {
            CHECK_FALSE(parse_segment_name(name).has_value());
        }
    }

    TEST_CASE("a header comes back, and no byte of it may differ") {
        const std::string bytes = encode_segment_header(kHeader);
        REQUIRE(bytes.size() == kSegmentHeaderBytes);
        CHECK(*decode_segment_header(bytes) == kHeader);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            CAPTURE(i);
            std::string changed = bytes;
            changed[i] = static_cast<char>(changed[i] ^ 0x10);
            REQUIRE_FALSE(decode_segment_header(changed).has_value());
            REQUIRE_FALSE(decode_segment_header(bytes.substr(0, i)).has_value());
        }
    }

    TEST_CASE("records of any size come back, whatever a read brings") {
        for (const std::uint64_t seed : test_seeds(10)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::vector<std::string> entries;
            std::string file = encode_segment_header(kHeader);
            for (int i = 0; i < 200; ++i) {
                entries.push_back(
                    random.bytes(random.one_in(20) ? random.up_to(600'000) : random.up_to(1000)));
                append_segment_record(file, Timestamp{Duration{i}}, entries.back());
            }
            const TemporaryFolder folder;
            SegmentReader reader = open_segment(folder.write("segment", file));
            CHECK(reader.header() == kHeader);
            for (int i = 0; i < 200; ++i) {
                const auto record = reader.next();
                REQUIRE(record.has_value());
                REQUIRE(record->outcome == RecordOutcome::Record);
                REQUIRE(record->append_time == Timestamp{Duration{i}});
                REQUIRE(record->entry == entries[static_cast<std::size_t>(i)]);
            }
            CHECK(reader.next()->outcome == RecordOutcome::End);
            CHECK(reader.byte() == file.size());
        }
    }

    TEST_CASE("no changed byte of a record goes unnoticed") {
        const std::string header = encode_segment_header(kHeader);
        const std::string record = record_of("some entry");
        const TemporaryFolder folder;
        for (std::size_t i = 0; i < record.size(); ++i) {
            CAPTURE(i);
            std::string changed = record;
            changed[i] = static_cast<char>(changed[i] ^ 0x01);
            SegmentReader reader = open_segment(folder.write("segment", header + changed));
            REQUIRE(reader.next()->outcome == RecordOutcome::Damaged);
            REQUIRE(reader.byte() == kSegmentHeaderBytes);
            REQUIRE_FALSE(*reader.finds_later_record());
        }
    }

    TEST_CASE("a whole record behind damage is found, wherever it lies") {
        const std::string header = encode_segment_header(kHeader);
        const TemporaryFolder folder;
        for (std::size_t noise = 0; noise < 40; ++noise) {
            CAPTURE(noise);
            const std::string damage = "x" + std::string(noise, '\xB7');
            SegmentReader reader =
                open_segment(folder.write("segment", header + damage + record_of("entry") + "tail"));
            REQUIRE(reader.next()->outcome == RecordOutcome::Damaged);
            REQUIRE(*reader.finds_later_record());
        }
    }
}
