#include "daemon/source/spool_source.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/manual_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/source/compressed.hpp"

using namespace wirefold;
using namespace wirefold::test;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const PollLimits kPlenty{.batch_bytes_max = 1'000'000, .records_max = 1000};
const PollLimits kOneRecord{.batch_bytes_max = 1'000'000, .records_max = 1};
const PollLimits kNoRoom{.batch_bytes_max = 0, .records_max = 1000};

/// A spool folder, where its progress is kept, and the time.
struct Spool {
    TemporaryFolder folder;
    TemporaryFolder state;
    ManualClock clock;
    FilesSourceOptions options{.folder = folder.path(),
                               .settle = milliseconds{1000},
                               .scan_interval = milliseconds{500},
                               .progress_file = state.path_of("progress")};

    [[nodiscard]] std::unique_ptr<SpoolSource> open() const {
        auto source = SpoolSource::open(options, 1000, clock);
        REQUIRE_MESSAGE(source.has_value(), source.error().context);
        return std::move(*source);
    }
    /// Opens, and lets the files that lie there settle.
    [[nodiscard]] std::unique_ptr<SpoolSource> open_settled() {
        auto source = open();
        clock.advance(seconds{2});
        return source;
    }
};

[[nodiscard]] Receipt receipt_of(const RawBatch& batch) {
    Receipt receipt;
    receipt.progress = batch.progress;
    receipt.records = batch.records.size();
    return receipt;
}

[[nodiscard]] std::vector<std::string> said_by(const RawBatch& batch) {
    std::vector<std::string> said;
    for (const RawRecord& record : batch.records) {
        said.push_back(record.origin->name + ":" + std::to_string(record.offset.raw()) + ":" +
                       std::string{record.payload});
    }
    return said;
}

/// Polls once, with time to scan in, and keeps what came in flight.
[[nodiscard]] RawBatch poll_once(Spool& spool, SpoolSource& source, const PollLimits& limits = kPlenty) {
    spool.clock.advance(milliseconds{500});
    RawBatch batch;
    const auto outcome = source.poll(batch, limits);
    REQUIRE(outcome.has_value());
    CHECK(*outcome == (batch.records.empty() ? PollOutcome::Nothing : PollOutcome::Records));
    return batch;
}

/// Polls and finishes until nothing comes any more.
[[nodiscard]] std::vector<std::string> take_all(Spool& spool, SpoolSource& source) {
    std::vector<std::string> said;
    for (int quiet = 0; quiet < 4;) {
        const RawBatch batch = poll_once(spool, source);
        for (std::string& record : said_by(batch)) said.push_back(std::move(record));
        source.finished(receipt_of(batch));
        quiet = batch.records.empty() ? quiet + 1 : 0;
    }
    return said;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_SUITE("source/spool_source") {
    TEST_CASE("reads complete files in name order, plain and packed") {
        Spool spool;
        spool.folder.write("b.ndjson", "b0\nb1\n");
        spool.folder.write("c.ndjson", "");
        for (const Packing& packing : kPackings) {
            spool.folder.write("a" + std::string{packing.ending}, pack(packing, "a0\n"));
        }
        const auto source = spool.open_settled();
        CHECK(take_all(spool, *source) ==
              Said{"a.gz:0:a0", "a.xz:0:a0", "a.zst:0:a0", "b.ndjson:0:b0", "b.ndjson:1:b1"});
        CHECK(source->finished_files() == 5);
        CHECK(source->failed_files() == 0);
        CHECK(source->not_ready_reason() == "");
    }

    TEST_CASE("drafts, hidden files, folders and pipes are not read") {
        Spool spool;
        for (const char* const name : {".hidden", "a.tmp", "a.part", "a.swp"}) {
            spool.folder.write(name, "no\n");
        }
        std::filesystem::create_directory(spool.folder.path_of("sub"));
        REQUIRE(::mkfifo(spool.folder.path_of("pipe").c_str(), 0600) == 0);
        spool.folder.write("sub/a.ndjson", "no\n");
        spool.folder.write("tmp", "yes\n");
        const auto source = spool.open_settled();
        CHECK(take_all(spool, *source) == Said{"tmp:0:yes"});
    }

    TEST_CASE("a file that still grows is left alone until it has settled") {
        Spool spool;
        const auto source = spool.open();
        for (int line = 0; line < 5; ++line) {
            spool.folder.write("a", std::string(static_cast<std::size_t>(line + 1), 'x'));
            CHECK(poll_once(spool, *source).records.empty());
        }
        CHECK(poll_once(spool, *source).records.empty());
        CHECK(said_by(poll_once(spool, *source)) == Said{"a:0:xxxxx"});
    }

    TEST_CASE("a later file is not held up by one that still grows") {
        Spool spool;
        spool.folder.write("b", "b0\n");
        const auto source = spool.open_settled();
        spool.folder.write("a", "a0\n");
        CHECK(said_by(poll_once(spool, *source)) == Said{"b:0:b0"});
    }

    TEST_CASE("takes nothing without room, and what waited comes after") {
        Spool spool;
        spool.folder.write("a", "a0\n");
        const auto source = spool.open_settled();
        CHECK(poll_once(spool, *source, kNoRoom).records.empty());
        CHECK(take_all(spool, *source) == Said{"a:0:a0"});
    }

    TEST_CASE(
        "after a crash at any line, reading goes on with the first unfinished one, under the same "
        "coordinate") {
        constexpr std::uint64_t kLines = 6;
        for (const bool closed : {false, true}) {
            for (std::uint64_t done = 0; done <= kLines; ++done) {
                CAPTURE(closed);
                CAPTURE(done);
                Spool spool;
                spool.folder.write("a", "0\n1\n2\n");
                spool.folder.write("b.gz", pack(kPackings[0], "3\n4\n5\n"));
                std::vector<Coordinate> coordinates;
                {
                    const auto source = spool.open_settled();
                    for (std::uint64_t line = 0; line < kLines; ++line) {
                        const RawBatch batch = poll_once(spool, *source, kOneRecord);
                        REQUIRE(batch.records.size() == 1);
                        coordinates.push_back(batch.records[0].coordinate());
                        if (line < done) source->finished(receipt_of(batch));
                    }
                    if (closed) {
                        REQUIRE(source->close(Deadline::after(seconds{1})).has_value());
                    } else {
                        CHECK(poll_once(spool, *source, kNoRoom).records.empty());
                    }
                }
                const auto source = spool.open_settled();
                std::vector<Coordinate> rest;
                while (rest.size() < kLines - done) {
                    const RawBatch batch = poll_once(spool, *source, kOneRecord);
                    REQUIRE(batch.records.size() == 1);
                    rest.push_back(batch.records[0].coordinate());
                }
                REQUIRE(rest ==
                        std::vector<Coordinate>(coordinates.begin() + static_cast<std::ptrdiff_t>(done),
                                                coordinates.end()));
                CHECK(take_all(spool, *source).empty());
            }
        }
    }

    TEST_CASE("a receipt that overtakes an earlier one saves no progress before that has come") {
        Spool spool;
        spool.folder.write("a", "0\n1\n2\n");
        std::vector<RawBatch> batches;
        {
            const auto source = spool.open_settled();
            for (int i = 0; i < 3; ++i) batches.push_back(poll_once(spool, *source, kOneRecord));
            source->finished(receipt_of(batches[2]));
            source->finished(receipt_of(batches[1]));
            REQUIRE(source->close(Deadline::after(seconds{1})).has_value());
        }
        {
            const auto source = spool.open_settled();
            CHECK(said_by(poll_once(spool, *source)) == Said{"a:0:0", "a:1:1", "a:2:2"});
        }
        const auto source = spool.open_settled();
        batches.clear();
        for (int i = 0; i < 3; ++i) batches.push_back(poll_once(spool, *source, kOneRecord));
        source->finished(receipt_of(batches[1]));
        source->finished(receipt_of(batches[0]));
        source->finished(receipt_of(batches[2]));
        CHECK(poll_once(spool, *source).records.empty());
        CHECK(source->finished_files() == 1);
    }

    TEST_CASE("a finished file is not taken again, by the same process or the next") {
        Spool spool;
        spool.folder.write("a", "0\n");
        {
            const auto source = spool.open_settled();
            CHECK(take_all(spool, *source) == Said{"a:0:0"});
            CHECK(take_all(spool, *source).empty());
        }
        const auto source = spool.open_settled();
        CHECK(take_all(spool, *source).empty());
    }

    TEST_CASE("a changed file is another one: read from its start, with coordinates of its own") {
        Spool spool;
        spool.folder.write("a", "0\n");
        const auto source = spool.open_settled();
        const RawBatch before = poll_once(spool, *source);
        REQUIRE(before.records.size() == 1);
        source->finished(receipt_of(before));
        spool.folder.write("a", "0\n1\n");
        RawBatch after = poll_once(spool, *source);
        for (int polls = 0; polls < 5 && after.records.empty(); ++polls) after = poll_once(spool, *source);
        CHECK(said_by(after) == Said{"a:0:0", "a:1:1"});
        CHECK(after.records[0].coordinate() != before.records[0].coordinate());
        CHECK(after.records[0].origin->name == "a");
    }

    TEST_CASE("a damaged file is read as far as it goes, counted once, and blocks nobody") {
        Spool spool;
        const std::string packed = pack(kPackings[0], "a0\na1\n");
        spool.folder.write("a.gz", packed.substr(0, packed.size() - 3));
        spool.folder.write("b.xz", "no xz at all");
        spool.folder.write("c", "c0\n");
        {
            const auto source = spool.open_settled();
            CHECK(take_all(spool, *source) == Said{"a.gz:0:a0", "a.gz:1:a1", "c:0:c0"});
            CHECK(take_all(spool, *source).empty());
            CHECK(source->failed_files() == 2);
            CHECK(source->finished_files() == 1);
        }
        const auto source = spool.open_settled();
        CHECK(take_all(spool, *source).empty());
        CHECK(source->failed_files() == 0);
        spool.folder.write("a.gz", packed);
        CHECK(take_all(spool, *source) == Said{"a.gz:0:a0", "a.gz:1:a1"});
    }

    TEST_CASE("a damaged file whose lines are not finished comes again after a crash") {
        Spool spool;
        const std::string packed = pack(kPackings[0], "a0\n");
        spool.folder.write("a.gz", packed.substr(0, packed.size() - 3));
        {
            const auto source = spool.open_settled();
            CHECK(poll_once(spool, *source).records.size() == 1);
            REQUIRE(source->close(Deadline::after(seconds{1})).has_value());
        }
        CHECK(poll_once(spool, *spool.open_settled()).records.size() == 1);
    }

    TEST_CASE("a file that vanished is remembered for an hour, as its disk may be away") {
        Spool spool;
        spool.folder.write("a", "0\n");
        const auto source = spool.open_settled();
        CHECK(take_all(spool, *source).size() == 1);
        std::filesystem::rename(spool.folder.path_of("a"), spool.state.path_of("a"));
        CHECK(take_all(spool, *source).empty());
        spool.clock.advance(minutes{50});
        CHECK(take_all(spool, *source).empty());
        std::filesystem::rename(spool.state.path_of("a"), spool.folder.path_of("a"));
        CHECK(take_all(spool, *source).empty());
        CHECK(load_spool_progress(spool.options.progress_file)->size() == 1);

        std::filesystem::remove(spool.folder.path_of("a"));
        CHECK(take_all(spool, *source).empty());
        spool.clock.advance(hours{1});
        CHECK(take_all(spool, *source).empty());
        CHECK(load_spool_progress(spool.options.progress_file)->empty());
    }

    TEST_CASE("a folder that goes away makes it unready, not dead") {
        Spool spool;
        const auto source = spool.open_settled();
        std::filesystem::remove(spool.folder.path());
        CHECK(poll_once(spool, *source).records.empty());
        CHECK(source->not_ready_reason() == "spool folder " + spool.folder.path() + " cannot be read");
        std::filesystem::create_directory(spool.folder.path());
        spool.folder.write("a", "0\n");
        CHECK(take_all(spool, *source) == Said{"a:0:0"});
        CHECK(source->not_ready_reason() == "");
    }

    TEST_CASE("a missing folder and a misplaced progress file are refused by the name of their key") {
        Spool spool;
        FilesSourceOptions options = spool.options;
        options.folder = spool.folder.path_of("absent");
        const auto absent = SpoolSource::open(options, 1000, spool.clock);
        REQUIRE_FALSE(absent.has_value());
        CHECK(absent.error().code == Errc::ConfigRejected);
        CHECK(absent.error().context.starts_with("source.files.folder: "));

        options = spool.options;
        options.progress_file = spool.folder.path_of("progress");
        const auto misplaced = SpoolSource::open(options, 1000, spool.clock);
        REQUIRE_FALSE(misplaced.has_value());
        CHECK(misplaced.error().context.starts_with("source.files.progress_file: "));

        options.progress_file = spool.folder.path_of(".progress");
        CHECK(SpoolSource::open(options, 1000, spool.clock).has_value());

        options.progress_file = spool.state.write("file", "") + "/progress";
        const auto unwritable = SpoolSource::open(options, 1000, spool.clock);
        REQUIRE_FALSE(unwritable.has_value());
    }

    TEST_CASE("a damaged progress file is refused, never taken for none") {
        Spool spool;
        spool.state.write("progress", "wirefold-spool-progress 1\nfinished 1");
        const auto source = SpoolSource::open(spool.options, 1000, spool.clock);
        REQUIRE_FALSE(source.has_value());
        CHECK(source.error().code == Errc::Corrupt);
        CHECK(source.error().context.find(spool.options.progress_file) != std::string::npos);
    }

    TEST_CASE("progress that cannot be saved stops nothing, and is said at the close") {
        Spool spool;
        spool.options.progress_file = spool.state.path_of("sub/progress");
        spool.folder.write("a", "0\n");
        const auto source = spool.open_settled();
        std::filesystem::remove_all(spool.state.path_of("sub"));
        CHECK(take_all(spool, *source) == Said{"a:0:0"});
        const auto closed = source->close(Deadline::after(seconds{1}));
        REQUIRE_FALSE(closed.has_value());
        CHECK(closed.error().code == Errc::Io);
        std::filesystem::create_directory(spool.state.path_of("sub"));
        CHECK(source->close(Deadline::after(seconds{1})).has_value());
        CHECK(load_spool_progress(spool.options.progress_file)->size() == 1);
    }

    TEST_CASE("without a progress file every start reads anew") {
        Spool spool;
        spool.options.progress_file = "";
        spool.folder.write("a", "0\n");
        for (int start = 0; start < 2; ++start) {
            const auto source = spool.open_settled();
            CHECK(take_all(spool, *source) == Said{"a:0:0"});
            CHECK(source->close(Deadline::after(seconds{1})).has_value());
        }
    }

    TEST_CASE("an origin stays where it is while its records are in flight") {
        Spool spool;
        for (int file = 0; file < 50; ++file) spool.folder.write("f" + std::to_string(100 + file), "x\n");
        const auto source = spool.open_settled();
        std::vector<RawBatch> batches;
        for (int file = 0; file < 50; ++file) batches.push_back(poll_once(spool, *source, kOneRecord));
        for (std::size_t file = 0; file < batches.size(); ++file) {
            REQUIRE(said_by(batches[file]) == Said{"f" + std::to_string(100 + file) + ":0:x"});
        }
    }
}
