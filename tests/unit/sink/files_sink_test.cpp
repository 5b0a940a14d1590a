#include "daemon/sink/files_sink.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/file_size_limit.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/sink/output_batches.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

const Origin kOrigin{.name = "feed.ndjson", .hash = 1};

[[nodiscard]] std::unique_ptr<FilesSink> open_sink(const TemporaryFolder& folder) {
    auto sink = FilesSink::open({.folder = folder.path_of("out")});
    REQUIRE_MESSAGE(sink.has_value(), sink.error().context);
    return std::move(*sink);
}

[[nodiscard]] std::vector<Receipt> poll(Sink& sink) {
    std::vector<Receipt> receipts;
    REQUIRE(sink.poll(receipts, Duration::zero()).has_value());
    return receipts;
}

[[nodiscard]] Rejected broken_json(std::string detail = "") {
    return {.reason = RejectReason::NotJson, .stage = RejectStage::Decode, .detail = std::move(detail)};
}

[[nodiscard]] std::string dead_letters_of(OutputBatch batch) {
    const TemporaryFolder folder;
    REQUIRE(open_sink(folder)->submit(std::move(batch)).has_value());
    return folder.read("out/dead_letters.ndjson");
}

}  // namespace

TEST_SUITE("sink/files_sink") {
    TEST_CASE("each destination is a file that batches are appended to, across restarts") {
        const TemporaryFolder folder;
        for (int start = 0; start < 2; ++start) {
            const auto sink = open_sink(folder);
            REQUIRE(sink->submit(OutputBatchBuilder{kOrigin}
                                     .published(Destination::Unique, R"({"u":1})")
                                     .published(Destination::Duplicates, R"({"d":1})")
                                     .published(Destination::Unique, R"({"u":2})")
                                     .retracted(R"({"r":1})")
                                     .take())
                        .has_value());
        }
        CHECK(folder.read("out/unique.ndjson") == "{\"u\":1}\n{\"u\":2}\n{\"u\":1}\n{\"u\":2}\n");
        CHECK(folder.read("out/duplicates.ndjson") == "{\"d\":1}\n{\"d\":1}\n");
        CHECK(folder.read("out/retractions.ndjson") == "{\"r\":1}\n{\"r\":1}\n");
        CHECK(folder.read("out/dead_letters.ndjson") == "");
    }

    TEST_CASE("every batch earns its receipt once, in the order of submission, an empty one too") {
        const TemporaryFolder folder;
        const auto sink = open_sink(folder);
        CHECK(poll(*sink).empty());
        for (std::uint64_t number = 1; number <= 3; ++number) {
            OutputBatchBuilder builder{kOrigin};
            if (number != 2) builder.published(Destination::Unique, "{}");
            REQUIRE(sink->submit(builder.sequence(number).take()).has_value());
        }
        const std::vector<Receipt> receipts = poll(*sink);
        REQUIRE(receipts.size() == 3);
        for (std::uint64_t number = 1; number <= 3; ++number) {
            const Receipt& receipt = receipts[number - 1];
            CHECK(receipt.sequence == BatchSequence{number});
            CHECK(receipt.charge == 100 + number);
            CHECK(receipt.records == (number == 2 ? 0 : 1));
        }
        CHECK(receipts[0].progress.at(0).next == Offset{1});
        CHECK(poll(*sink).empty());
        REQUIRE(sink->submit(OutputBatchBuilder{kOrigin}.take()).has_value());
        std::vector<Receipt> last;
        REQUIRE(sink->close(last, Deadline::after(Duration{1000})).has_value());
        CHECK(last.size() == 1);
    }

    TEST_CASE("a line that a crash cut anywhere is cut off at the next start, whole ones stay") {
        const std::string lines = "{\"a\":1}\n{\"b\":22}\n";
        for (std::size_t cut = 0; cut <= lines.size(); ++cut) {
            CAPTURE(cut);
            const TemporaryFolder folder;
            std::filesystem::create_directory(folder.path_of("out"));
            folder.write("out/unique.ndjson", lines.substr(0, cut));
            const auto sink = open_sink(folder);
            const std::string whole = lines.substr(0, cut < 8 ? 0 : cut < lines.size() ? 8 : lines.size());
            REQUIRE(folder.read("out/unique.ndjson") == whole);
            REQUIRE(sink->submit(OutputBatchBuilder{kOrigin}.published(Destination::Unique, "{}").take())
                        .has_value());
            REQUIRE(folder.read("out/unique.ndjson") == whole + "{}\n");
        }
    }

    TEST_CASE("a cut line longer than a read is cut off whole") {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder.path_of("out"));
        folder.write("out/unique.ndjson", "{}\n" + std::string(300'000, 'x'));
        const auto sink = open_sink(folder);
        CHECK(folder.read("out/unique.ndjson") == "{}\n");
    }

    TEST_CASE("a full disk is an error that names the file, and the batch leaves nothing behind") {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder.path_of("out"));
        std::filesystem::create_symlink("/dev/full", folder.path_of("out/duplicates.ndjson"));
        const auto sink = open_sink(folder);
        REQUIRE(
            sink->submit(OutputBatchBuilder{kOrigin}.published(Destination::Unique, "{\"first\":1}").take())
                .has_value());
        const auto submitted = sink->submit(OutputBatchBuilder{kOrigin}
                                                .published(Destination::Unique, "{\"second\":1}")
                                                .published(Destination::Duplicates, "{}")
                                                .take());
        REQUIRE_FALSE(submitted.has_value());
        CHECK(describe(submitted.error()) ==
              "io: write " + folder.path_of("out/duplicates.ndjson") + ": no space left on device");
        CHECK(poll(*sink).size() == 1);
        CHECK(folder.read("out/unique.ndjson") == "{\"first\":1}\n");
    }

    TEST_CASE("a line that the disk took only in part is taken back") {
        const TemporaryFolder folder;
        const auto sink = open_sink(folder);
        REQUIRE(sink->submit(OutputBatchBuilder{kOrigin}.published(Destination::Unique, "{}").take())
                    .has_value());
        {
            const FileSizeLimit limit{10};
            const auto submitted = sink->submit(
                OutputBatchBuilder{kOrigin}.published(Destination::Unique, "{\"longer\":true}").take());
            REQUIRE_FALSE(submitted.has_value());
            CHECK(submitted.error().context ==
                  "write " + folder.path_of("out/unique.ndjson") + ": file too large");
        }
        CHECK(folder.read("out/unique.ndjson") == "{}\n");
        CHECK(poll(*sink).size() == 1);
    }

    TEST_CASE("a second process is kept out while the first writes") {
        const TemporaryFolder folder;
        auto first = open_sink(folder);
        const auto second = FilesSink::open({.folder = folder.path_of("out")});
        REQUIRE_FALSE(second.has_value());
        CHECK(second.error().context.find("another process") != std::string::npos);
        first.reset();
        CHECK(FilesSink::open({.folder = folder.path_of("out")}).has_value());
    }

    TEST_CASE("a folder that cannot be is an error") {
        const TemporaryFolder folder;
        const auto sink = FilesSink::open({.folder = folder.write("file", "") + "/out"});
        REQUIRE_FALSE(sink.has_value());
        CHECK(sink.error().code == Errc::Io);
    }

    TEST_CASE("a dead letter says why, where it came from, and what it was") {
        CHECK(dead_letters_of(OutputBatchBuilder{kOrigin, 41}
                                  .rejected("{\"broken\": \n", broken_json("at byte 11"))
                                  .take()) ==
              R"({"reason":"not_json","stage":"decode","detail":"at byte 11",)"
              R"("origin":{"topic":"feed.ndjson","partition":0,"offset":41},"payload":"{\"broken\": \n"})"
              "\n");
    }

    TEST_CASE("a dead letter names the profile, whoever recognized it") {
        Rejected why = broken_json();
        why.profile = "ninjs1";
        CHECK(dead_letters_of(OutputBatchBuilder{kOrigin}.rejected("{}", why).take())
                  .find("\"profile\":\"ninjs1\"") != std::string::npos);
        OutputBatch batch = OutputBatchBuilder{kOrigin}.rejected("{}", broken_json()).take();
        batch.records[0].profile = "generic";
        CHECK(dead_letters_of(std::move(batch)).find("\"profile\":\"generic\"") != std::string::npos);
    }

    TEST_CASE("bytes that are no text stand in base64, and detail and name never break the line") {
        const Origin odd{.name = "f\xFF\n", .hash = 1};
        const std::string letter =
            dead_letters_of(OutputBatchBuilder{odd}.rejected("\xFF\xFE", broken_json("\xFF")).take());
        CHECK(letter ==
              "{\"reason\":\"not_json\",\"stage\":\"decode\",\"detail\":\"\xEF\xBF\xBD\","
              "\"origin\":{\"topic\":\"f\xEF\xBF\xBD\\n\",\"partition\":0,\"offset\":0},\"payloadBase64\":\"/"
              "/4=\"}\n");
    }

    TEST_CASE("of a record too large to keep, the true size is told") {
        const std::string letter =
            dead_letters_of(OutputBatchBuilder{kOrigin}.rejected("{\"uri", broken_json(), 9'000'000).take());
        CHECK(letter.find("\"truncatedFrom\":9000000,\"payload\":\"{\\\"uri\"") != std::string::npos);
    }
}
