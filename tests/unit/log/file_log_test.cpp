#include "daemon/log/file_log.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/file_size_limit.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/log/random_entries.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

constexpr std::uint64_t kParameters = 0xABCD;

/// A folder for a log, and the time.
struct Shelf {
    TemporaryFolder folder;
    ManualClock clock;
    LogOptions options{.folder = folder.path_of("log"), .segment_bytes_max = 1UL << 20};

    [[nodiscard]] Result<std::unique_ptr<FileLog>> try_open(std::uint64_t parameters = kParameters) const {
        return FileLog::open(options, {.parameters = parameters, .queue_bytes_max = 1UL << 26}, clock);
    }
    [[nodiscard]] std::unique_ptr<FileLog> open() const {
        auto log = try_open();
        REQUIRE_MESSAGE(log.has_value(), log.error().context);
        return std::move(*log);
    }
    [[nodiscard]] std::vector<std::string> segments() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator{options.folder}) {
            const std::string name = entry.path().filename().string();
            if (name != "lock") found.push_back("log/" + name);
        }
        std::sort(found.begin(), found.end());
        return found;
    }
};

/// Entry number `i` of every test: the same bytes each time.
[[nodiscard]] LogEntry entry_of(std::uint64_t i) {
    SeededBytes random{i + 1};
    LogEntry entry = random_entry(random);
    entry.item_id = "item " + std::to_string(i);
    return entry;
}

[[nodiscard]] std::vector<LogEntry> entries_of(std::uint64_t first, std::uint64_t last) {
    std::vector<LogEntry> entries;
    for (std::uint64_t i = first; i < last; ++i) entries.push_back(entry_of(i));
    return entries;
}

[[nodiscard]] std::vector<LoggedEntry> restore_all(FileLog& log) {
    std::vector<LoggedEntry> restored;
    while (true) {
        auto piece = log.restore();
        REQUIRE_MESSAGE(piece.has_value(), piece.error().context);
        if (piece->entries.empty()) return restored;
        CHECK(piece->entries.size() <= 1024);
        for (LoggedEntry& entry : piece->entries) restored.push_back(std::move(entry));
    }
}

/// Whether these are the entries first, first + 1 …, each at its place.
[[nodiscard]] bool are_entries_from(const std::vector<LoggedEntry>& logged, std::uint64_t first) {
    for (std::size_t i = 0; i < logged.size(); ++i) {
        if (logged[i].position != LogPosition{first + i} || !same(logged[i].entry, entry_of(first + i))) {
            return false;
        }
    }
    return true;
}

/// What restoring this log says: the number of entries, or the error.
[[nodiscard]] std::string outcome_of(const Shelf& shelf) {
    const auto log = shelf.try_open();
    if (!log) return describe(log.error());
    std::size_t entries = 0;
    while (true) {
        const auto piece = (*log)->restore();
        if (!piece) return describe(piece.error());
        if (piece->entries.empty()) return std::to_string(entries);
        entries += piece->entries.size();
    }
}

/// Three segments of two entries each; the last has three.
void fill_three_segments(Shelf& shelf) {
    shelf.options.segment_bytes_max = 1;
    const auto log = shelf.open();
    REQUIRE(log->append(entries_of(0, 2)).has_value());
    REQUIRE(log->append(entries_of(2, 4)).has_value());
    REQUIRE(log->append(entries_of(4, 7)).has_value());
    REQUIRE(shelf.segments().size() == 3);
}

}  // namespace

TEST_SUITE("log/file_log") {
    TEST_CASE("what is appended is read at once, with place and time, and restored by the next process") {
        Shelf shelf;
        {
            const auto log = shelf.open();
            CHECK(restore_all(*log).empty());
            REQUIRE(log->append(entries_of(0, 3)).has_value());
            shelf.clock.advance(Duration{500});
            REQUIRE(log->append(entries_of(3, 5)).has_value());
            const auto first = log->read();
            const auto second = log->read();
            REQUIRE((first && second));
            CHECK(are_entries_from(first->entries, 0));
            CHECK(are_entries_from(second->entries, 3));
            CHECK(second->entries[0].append_time - first->entries[0].append_time == Duration{500});
            log->close();
            CHECK_FALSE(log->read().has_value());
        }
        const auto log = shelf.open();
        const std::vector<LoggedEntry> restored = restore_all(*log);
        REQUIRE(restored.size() == 5);
        CHECK(are_entries_from(restored, 0));
        CHECK(restored[3].append_time - restored[2].append_time == Duration{500});
        REQUIRE(log->append(entries_of(5, 6)).has_value());
        CHECK(are_entries_from(log->read()->entries, 5));
        CHECK(restore_all(*log).empty());
    }

    TEST_CASE("what is appended while it restores comes once, by reading") {
        Shelf shelf;
        REQUIRE(shelf.open()->append(entries_of(0, 3)).has_value());
        const auto log = shelf.open();
        REQUIRE(log->append(entries_of(3, 5)).has_value());
        CHECK(restore_all(*log).size() == 3);
        CHECK(are_entries_from(log->read()->entries, 3));
    }

    TEST_CASE("an entry is in the file before it can be read") {
        Shelf shelf;
        const auto log = shelf.open();
        REQUIRE(log->append(entries_of(0, 1)).has_value());
        const auto before = std::filesystem::file_size(shelf.folder.path_of(shelf.segments().at(0)));
        std::uintmax_t seen = 0;
        std::jthread reader{[&] {
            if (log->read() && log->read()) {
                seen = std::filesystem::file_size(shelf.folder.path_of(shelf.segments().at(0)));
            }
        }};
        REQUIRE(log->append(entries_of(1, 2)).has_value());
        reader.join();
        CHECK(seen > before);
    }

    TEST_CASE("restores any number of segments in pieces, oldest first") {
        Shelf shelf;
        shelf.options.segment_bytes_max = 100'000;
        {
            const auto log = shelf.open();
            for (std::uint64_t first = 0; first < 3000; first += 100) {
                REQUIRE(log->append(entries_of(first, first + 100)).has_value());
                REQUIRE(log->read().has_value());
            }
        }
        CHECK(shelf.segments().size() > 5);
        const auto log = shelf.open();
        CHECK(log->entries_to_restore() == 3000);
        REQUIRE(log->append(entries_of(3000, 3001)).has_value());
        CHECK(log->entries_to_restore() == 3000);
        const auto restored = restore_all(*log);
        CHECK(log->entries_to_restore() == 0);
        CHECK(restored.size() == 3000);
        CHECK(are_entries_from(restored, 0));
    }

    TEST_CASE("an append that the disk refuses is an error that names the file, and leaves nothing in it") {
        Shelf shelf;
        {
            const auto log = shelf.open();
            REQUIRE(log->append(entries_of(0, 2)).has_value());
            const std::string segment = shelf.folder.path_of(shelf.segments().at(0));
            const auto bytes = std::filesystem::file_size(segment);
            {
                const FileSizeLimit limit{bytes + 100};
                const auto refused = log->append(entries_of(100, 110));
                REQUIRE_FALSE(refused.has_value());
                CHECK(describe(refused.error()) == "io: write " + segment + ": file too large");
            }
            CHECK(std::filesystem::file_size(segment) == bytes);
            REQUIRE(log->append(entries_of(2, 3)).has_value());
        }
        const auto log = shelf.open();
        const auto restored = restore_all(*log);
        CHECK(restored.size() == 3);
        CHECK(are_entries_from(restored, 0));
    }

    TEST_CASE("a tail torn at any byte is cut, and the log goes on behind what is whole") {
        Shelf shelf;
        REQUIRE(shelf.open()->append(entries_of(0, 2)).has_value());
        const std::string segment = shelf.segments().at(0);
        const std::size_t two = shelf.folder.read(segment).size();
        REQUIRE(shelf.open()->append(entries_of(2, 3)).has_value());
        const std::string whole = shelf.folder.read(segment);
        for (std::size_t cut = two; cut < whole.size(); ++cut) {
            CAPTURE(cut);
            shelf.folder.write(segment, whole.substr(0, cut));
            {
                const auto log = shelf.open();
                const auto restored = restore_all(*log);
                REQUIRE(restored.size() == 2);
                REQUIRE(are_entries_from(restored, 0));
                REQUIRE(log->append(entries_of(2, 3)).has_value());
                REQUIRE(are_entries_from(log->read()->entries, 2));
            }
            REQUIRE(outcome_of(shelf) == "3");
        }
    }

    TEST_CASE("a tail that a power cut left as zeros or noise is cut") {
        Shelf shelf;
        REQUIRE(shelf.open()->append(entries_of(0, 2)).has_value());
        const std::string segment = shelf.segments().at(0);
        const std::string whole = shelf.folder.read(segment);
        SeededBytes random{1};
        for (const std::string& tail : {std::string(5000, '\0'), random.bytes(5000)}) {
            shelf.folder.write(segment, whole + tail);
            CHECK(outcome_of(shelf) == "2");
            CHECK(shelf.folder.read(segment) == whole);
        }
    }

    TEST_CASE("a last segment torn inside its header holds nothing and goes") {
        Shelf shelf;
        fill_three_segments(shelf);
        const std::string last = shelf.segments().at(2);
        const std::string bytes = shelf.folder.read(last);
        for (std::size_t cut = 0; cut < kSegmentHeaderBytes; ++cut) {
            CAPTURE(cut);
            shelf.folder.write(last, bytes.substr(0, cut));
            {
                const auto log = shelf.open();
                REQUIRE(restore_all(*log).size() == 4);
                REQUIRE(log->append(entries_of(4, 7)).has_value());
            }
            REQUIRE(outcome_of(shelf) == "7");
        }
    }

    TEST_CASE("a torn header is damage where records before it are gone, and stays so") {
        Shelf shelf;
        fill_three_segments(shelf);
        shelf.folder.write(shelf.segments().at(2), "WFLOG");
        std::filesystem::remove(shelf.folder.path_of(shelf.segments().at(1)));
        CHECK(outcome_of(shelf).starts_with("corrupt: "));
        CHECK(outcome_of(shelf).starts_with("corrupt: "));
        std::filesystem::remove(shelf.folder.path_of(shelf.segments().at(0)));
        CHECK(outcome_of(shelf).starts_with("corrupt: "));
    }

    TEST_CASE(
        "any changed byte of a log is an error that names the file, or a cut tail, never other entries") {
        Shelf shelf;
        fill_three_segments(shelf);
        const std::vector<std::string> segments = shelf.segments();
        for (std::size_t number = 0; number < segments.size(); ++number) {
            const std::string bytes = shelf.folder.read(segments[number]);
            for (std::size_t i = 0; i < bytes.size(); i += 7) {
                CAPTURE(number);
                CAPTURE(i);
                std::string changed = bytes;
                changed[i] = static_cast<char>(changed[i] ^ 0x20);
                shelf.folder.write(segments[number], changed);
                const std::string outcome = outcome_of(shelf);
                const bool cut_tail = number == 2 && outcome == "6";
                const bool named = outcome.find(shelf.folder.path_of(segments[number])) != std::string::npos;
                REQUIRE_MESSAGE((cut_tail || named), outcome);
                shelf.folder.write(segments[number], bytes);
            }
        }
        CHECK(outcome_of(shelf) == "7");
    }

    TEST_CASE("damage is named by file and byte") {
        Shelf shelf;
        fill_three_segments(shelf);
        const std::string segment = shelf.segments().at(1);
        std::string bytes = shelf.folder.read(segment);
        bytes[kSegmentHeaderBytes + kRecordHeaderBytes] ^= 1;
        shelf.folder.write(segment, bytes);
        CHECK(outcome_of(shelf).starts_with("corrupt: log segment " + shelf.folder.path_of(segment) +
                                            ": damaged record at byte " +
                                            std::to_string(kSegmentHeaderBytes)));
    }

    TEST_CASE("a segment cut short, or missing between two others, is an error") {
        Shelf shelf;
        fill_three_segments(shelf);
        const std::string middle = shelf.segments().at(1);
        const std::string bytes = shelf.folder.read(middle);
        for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
            CAPTURE(cut);
            shelf.folder.write(middle, bytes.substr(0, cut));
            REQUIRE(outcome_of(shelf).starts_with("corrupt: "));
        }
        std::filesystem::remove(shelf.folder.path_of(middle));
        CHECK(outcome_of(shelf).find("records are missing") != std::string::npos);
    }

    TEST_CASE("a log of other parameters or of another format is refused with what to do") {
        Shelf shelf;
        REQUIRE(shelf.open()->append(entries_of(0, 1)).has_value());
        const auto other = shelf.try_open(kParameters + 1);
        REQUIRE_FALSE(other.has_value());
        CHECK(other.error().code == Errc::ConfigRejected);
        CHECK(other.error().context.find("restore those settings, or move the folder away") !=
              std::string::npos);

        const std::string segment = shelf.segments().at(0);
        std::string bytes = shelf.folder.read(segment);
        bytes[8] = '\x02';
        shelf.folder.write(segment, bytes);
        const auto newer = shelf.try_open();
        REQUIRE_FALSE(newer.has_value());
        CHECK(newer.error().code == Errc::ConfigRejected);
        CHECK(newer.error().context.find("format 2") != std::string::npos);
    }

    TEST_CASE("a segment under another's name is refused") {
        Shelf shelf;
        REQUIRE(shelf.open()->append(entries_of(0, 1)).has_value());
        std::filesystem::rename(shelf.folder.path_of(shelf.segments().at(0)),
                                shelf.options.folder + "/" + segment_name(LogPosition{9}));
        CHECK(outcome_of(shelf).starts_with("corrupt: "));
    }

    TEST_CASE("two processes never share a folder") {
        Shelf shelf;
        auto first = shelf.open();
        const auto second = shelf.try_open();
        REQUIRE_FALSE(second.has_value());
        CHECK(second.error().context.find("in use by another process") != std::string::npos);
        first.reset();
        CHECK(shelf.try_open().has_value());
    }

    TEST_CASE("forgetting deletes whole segments below the position, and never the last") {
        Shelf shelf;
        fill_three_segments(shelf);
        {
            const auto log = shelf.open();
            CHECK(restore_all(*log).size() == 7);
            log->forget_before(LogPosition{1});
            CHECK(shelf.segments().size() == 3);
            log->forget_before(LogPosition{3});
            CHECK(shelf.segments().size() == 2);
            log->forget_before(LogPosition{1000});
            CHECK(shelf.segments() == std::vector<std::string>{"log/" + segment_name(LogPosition{4})});
            REQUIRE(log->append(entries_of(7, 8)).has_value());
        }
        const auto log = shelf.open();
        const auto restored = restore_all(*log);
        CHECK(restored.size() == 4);
        CHECK(are_entries_from(restored, 4));
    }

    TEST_CASE("a start that appends nothing leaves no trace but the lock") {
        Shelf shelf;
        shelf.open().reset();
        CHECK(shelf.segments().empty());
        CHECK(outcome_of(shelf) == "0");
    }

    TEST_CASE("a closed log refuses entries and gives what is left") {
        Shelf shelf;
        const auto log = shelf.open();
        REQUIRE(log->append(entries_of(0, 1)).has_value());
        log->close();
        CHECK_FALSE(log->append(entries_of(1, 2)).has_value());
        CHECK(log->read().has_value());
        CHECK_FALSE(log->read().has_value());
        CHECK(std::filesystem::exists(shelf.options.folder));
    }

    TEST_CASE("a writer and a reader at once agree on the order") {
        Shelf shelf;
        shelf.options.segment_bytes_max = 20'000;
        const auto log = shelf.open();
        std::jthread writer{[&] {
            for (std::uint64_t first = 0; first < 1000; first += 10) {
                if (!log->append(entries_of(first, first + 10)).has_value()) break;
            }
            log->close();
        }};
        std::vector<LoggedEntry> read;
        while (auto batch = log->read()) {
            for (LoggedEntry& entry : batch->entries) read.push_back(std::move(entry));
            log->forget_before(read.back().position);
        }
        CHECK(read.size() == 1000);
        CHECK(are_entries_from(read, 0));
        CHECK(shelf.segments().size() <= 2);
    }
}
