#include "daemon/source/files_list_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/temporary_folder.hpp"
#include "tests/unit/source/compressed.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

const PollLimits kPlenty{.batch_bytes_max = 1'000'000, .records_max = 1000};

[[nodiscard]] std::unique_ptr<FilesListSource> open_list(const std::vector<std::string>& inputs) {
    auto source = FilesListSource::open(inputs, 1000);
    REQUIRE_MESSAGE(source.has_value(), source.error().context);
    return std::move(*source);
}

struct Reading {
    std::vector<std::string> records;  ///< "name:line:payload"
    std::string error;
};

[[nodiscard]] Reading read_all(FilesListSource& source, const PollLimits& limits = kPlenty) {
    Reading reading;
    while (true) {
        RawBatch batch;
        const auto outcome = source.poll(batch, limits);
        if (!outcome) {
            reading.error = describe(outcome.error());
            return reading;
        }
        if (*outcome != PollOutcome::Records) {
            CHECK(*outcome == PollOutcome::Ended);
            CHECK(batch.records.empty());
            return reading;
        }
        CHECK(batch.records.size() <= limits.records_max);
        for (const RawRecord& record : batch.records) {
            reading.records.push_back(std::filesystem::path{record.origin->name}.filename().string() + ":" +
                                      std::to_string(record.offset.raw()) + ":" +
                                      std::string{record.payload});
        }
    }
}

}  // namespace

TEST_SUITE("source/files_list_source") {
    TEST_CASE("gives every line of every input, in order, then says that it has ended") {
        const TemporaryFolder folder;
        const auto source = open_list({folder.write("b", "b0\n\nb2"), folder.write("empty", ""),
                                       folder.write("a.gz", pack(kPackings[0], "a0\r\na1\n"))});
        const Reading reading = read_all(*source);
        CHECK(reading.error == "");
        CHECK(reading.records ==
              std::vector<std::string>{"b:0:b0", "b:1:", "b:2:b2", "a.gz:0:a0", "a.gz:1:a1"});
        RawBatch batch;
        CHECK(*source->poll(batch, kPlenty) == PollOutcome::Ended);
    }

    TEST_CASE("small limits give the same records in more batches") {
        const TemporaryFolder folder;
        const std::vector<std::string> inputs{folder.write("a", "1\n22\n333\n"),
                                              folder.write("b", "4444\n\n5\n")};
        const auto expected = read_all(*open_list(inputs)).records;
        REQUIRE(expected.size() == 6);
        for (std::size_t bytes = 1; bytes < 8; ++bytes) {
            for (std::size_t records = 1; records < 4; ++records) {
                const auto source = open_list(inputs);
                CHECK(read_all(*source, {.batch_bytes_max = bytes, .records_max = records}).records ==
                      expected);
            }
        }
    }

    TEST_CASE("takes nothing when there is no room, and loses nothing by it") {
        const TemporaryFolder folder;
        const auto source = open_list({folder.write("a", "1\n2\n")});
        RawBatch batch;
        CHECK(*source->poll(batch, {.batch_bytes_max = 0, .records_max = 10}) == PollOutcome::Nothing);
        CHECK(batch.records.empty());
        CHECK(read_all(*source).records.size() == 2);
    }

    TEST_CASE("an input's origin is its name as it was written, hashed") {
        const TemporaryFolder folder;
        const std::string path = folder.write("a", "1\n");
        const auto source = open_list({path});
        RawBatch batch;
        REQUIRE(*source->poll(batch, kPlenty) == PollOutcome::Records);
        CHECK(batch.records[0].origin->name == path);
        CHECK(batch.records[0].origin->hash == hash64(path));
    }

    TEST_CASE("an input named twice does not repeat its coordinates") {
        const TemporaryFolder folder;
        const std::string path = folder.write("a", "1\n");
        const auto source = open_list({path, path});
        RawBatch batch;
        REQUIRE(*source->poll(batch, kPlenty) == PollOutcome::Records);
        REQUIRE(batch.records.size() == 2);
        CHECK(batch.records[0].coordinate() != batch.records[1].coordinate());
    }

    TEST_CASE("a missing input fails before the first is read, and is named") {
        const TemporaryFolder folder;
        const auto source = FilesListSource::open({folder.write("a", "1\n"), folder.path_of("absent")}, 1000);
        REQUIRE_FALSE(source.has_value());
        CHECK(describe(source.error()) ==
              "io: open " + folder.path_of("absent") + ": no such file or directory");
        CHECK_FALSE(FilesListSource::open({folder.path()}, 1000).has_value());
    }

    TEST_CASE("standard input is read once") {
        const auto source = FilesListSource::open({"-", "-"}, 1000);
        REQUIRE_FALSE(source.has_value());
        CHECK(source.error().code == Errc::ConfigRejected);
    }

    TEST_CASE("reads standard input where the list says so") {
        const TemporaryFolder folder;
        const int kept = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
        const int fed = ::open(folder.write("fed", "x\ny\n").c_str(), O_RDONLY | O_CLOEXEC);
        REQUIRE(::dup2(fed, STDIN_FILENO) == STDIN_FILENO);
        const Reading reading = read_all(*open_list({"-"}));
        ::dup2(kept, STDIN_FILENO);
        ::close(kept);
        ::close(fed);
        CHECK(reading.records == std::vector<std::string>{"-:0:x", "-:1:y"});
    }

    TEST_CASE("a damaged input ends the reading, after every record before the damage") {
        const TemporaryFolder folder;
        const std::string packed = pack(kPackings[0], "p0\n");
        const auto source =
            open_list({folder.write("a", "a0\n"), folder.write("p.gz", packed.substr(0, packed.size() - 4)),
                       folder.write("b", "b0\n")});
        const Reading reading = read_all(*source);
        CHECK(reading.records == std::vector<std::string>{"a:0:a0", "p.gz:0:p0"});
        CHECK(reading.error.find("p.gz: gzip data cut short (at compressed byte ") != std::string::npos);
        RawBatch batch;
        CHECK_FALSE(source->poll(batch, kPlenty).has_value());
    }

    TEST_CASE("a quiet pipe delays no record that has come") {
        const TemporaryFolder folder;
        const std::string path = folder.path_of("pipe");
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
        const int writer = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
        REQUIRE(writer >= 0);
        const auto source = open_list({path});
        RawBatch batch;
        CHECK(*source->poll(batch, kPlenty) == PollOutcome::Nothing);
        REQUIRE(::write(writer, "one\ntw", 6) == 6);
        CHECK(*source->poll(batch, kPlenty) == PollOutcome::Records);
        CHECK(batch.records.size() == 1);
        ::close(writer);
        CHECK(read_all(*source).records == std::vector<std::string>{"pipe:1:tw"});
    }

    TEST_CASE("says how much of its inputs it has read, as they lie on disk") {
        const TemporaryFolder folder;
        const std::string packed = pack(kPackings[0], std::string(1000, 'x') + "\n");
        const auto source = open_list({folder.write("a", "1\n2\n"), folder.write("b.gz", packed)});
        CHECK(source->progress().bytes_total == 4 + packed.size());
        CHECK(source->progress().bytes_read == 0);
        static_cast<void>(read_all(*source));
        CHECK(source->progress().bytes_read == source->progress().bytes_total);
        CHECK(open_list({folder.path_of("a"), "-"})->progress().bytes_total == 0);
    }
}
