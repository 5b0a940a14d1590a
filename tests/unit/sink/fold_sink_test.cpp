#include "daemon/sink/fold_sink.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/temporary_folder.hpp"
#include "tests/unit/sink/output_batches.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

const Origin kOrigin{.name = "feed.ndjson", .hash = 1};

[[nodiscard]] std::unique_ptr<FoldSink> open_sink(const std::string& path) {
    auto sink = FoldSink::open(path);
    REQUIRE_MESSAGE(sink.has_value(), sink.error().context);
    return std::move(*sink);
}

[[nodiscard]] Result<void> close(FoldSink& sink) {
    std::vector<Receipt> receipts;
    return sink.close(receipts, Deadline::after(Duration{1000}));
}

[[nodiscard]] Result<void> finish(FoldSink& sink) {
    if (auto closed = close(sink); !closed) return closed;
    return sink.publish();
}

[[nodiscard]] OutputBatch one_line(std::string_view value) {
    return OutputBatchBuilder{kOrigin}.published(Destination::Unique, value).take();
}

}  // namespace

TEST_SUITE("sink/fold_sink") {
    TEST_CASE("one line for each input, in input order, whatever became of it") {
        const TemporaryFolder folder;
        const auto sink = open_sink(folder.path_of("out"));
        const Rejected why{
            .reason = RejectReason::TruncatedJson, .stage = RejectStage::Decode, .detail = "at byte 3"};
        REQUIRE(sink->submit(OutputBatchBuilder{kOrigin}
                                 .published(Destination::Duplicates, "{\"n\":0}")
                                 .rejected("{\"a", why)
                                 .published(Destination::Unique, "{\"n\":2}")
                                 .retracted("{\"n\":2,\"again\":true}")
                                 .take())
                    .has_value());
        REQUIRE(
            sink->submit(OutputBatchBuilder{kOrigin, 3}.published(Destination::Unique, "{\"n\":3}").take())
                .has_value());
        REQUIRE(finish(*sink).has_value());
        CHECK(
            folder.read("out") ==
            "{\"n\":0}\n"
            R"({"dedup":{"relation":"rejected"},"error":{"reason":"truncated_json","stage":"decode","detail":"at byte 3",)"
            "\"origin\":\"feed.ndjson\",\"line\":2}}\n{\"n\":2}\n{\"n\":3}\n");
    }

    TEST_CASE("the file appears when the run went well, and replaces what was there") {
        const TemporaryFolder folder;
        folder.write("out", "old");
        const auto sink = open_sink(folder.path_of("out"));
        REQUIRE(sink->submit(one_line("{}")).has_value());
        CHECK(folder.read("out") == "old");
        REQUIRE(finish(*sink).has_value());
        CHECK(folder.read("out") == "{}\n");
        CHECK(folder.names() == std::vector<std::string>{"out"});
    }

    TEST_CASE("a run that failed leaves what was there, and no draft") {
        const TemporaryFolder folder;
        folder.write("out", "old");
        {
            const auto sink = open_sink(folder.path_of("out"));
            REQUIRE(sink->submit(one_line("{}")).has_value());
            REQUIRE(close(*sink).has_value());  // the pipeline closes what it ends with, come what may
        }
        CHECK(folder.read("out") == "old");
        CHECK(folder.names() == std::vector<std::string>{"out"});
    }

    TEST_CASE("a link stays a link, and the mode of what it leads to is kept") {
        const TemporaryFolder folder;
        folder.write("real", "old");
        std::filesystem::permissions(folder.path_of("real"), std::filesystem::perms{0640});
        std::filesystem::create_symlink("real", folder.path_of("link"));
        const auto sink = open_sink(folder.path_of("link"));
        REQUIRE(sink->submit(one_line("{}")).has_value());
        REQUIRE(finish(*sink).has_value());
        CHECK(std::filesystem::is_symlink(folder.path_of("link")));
        CHECK(folder.read("real") == "{}\n");
        CHECK(std::filesystem::status(folder.path_of("real")).permissions() == std::filesystem::perms{0640});
    }

    TEST_CASE("a device is written to, not replaced") {
        const auto sink = open_sink("/dev/null");
        REQUIRE(sink->submit(one_line("{}")).has_value());
        REQUIRE(finish(*sink).has_value());
        CHECK(std::filesystem::is_character_file("/dev/null"));
    }

    TEST_CASE("a full disk is an error that names the output, and earns no receipt") {
        const auto sink = open_sink("/dev/full");
        const auto submitted = sink->submit(one_line("{}"));
        REQUIRE_FALSE(submitted.has_value());
        CHECK(describe(submitted.error()) == "io: write /dev/full: no space left on device");
        std::vector<Receipt> receipts;
        REQUIRE(sink->poll(receipts, Duration::zero()).has_value());
        CHECK(receipts.empty());
    }

    TEST_CASE("a folder that is missing is an error before any work") {
        const TemporaryFolder folder;
        CHECK_FALSE(FoldSink::open(folder.path_of("absent/out")).has_value());
        CHECK_FALSE(FoldSink::open(folder.path()).has_value());
    }

    TEST_CASE("standard output gets each batch at once, and a reader that went away is an error") {
        const auto before = std::signal(SIGPIPE, SIG_IGN);
        int ends[2] = {-1, -1};
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        const int kept = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
        REQUIRE(::dup2(ends[1], STDOUT_FILENO) == STDOUT_FILENO);
        auto opened = FoldSink::open("-");
        ::dup2(kept, STDOUT_FILENO);
        ::close(kept);
        ::close(ends[1]);
        REQUIRE(opened.has_value());

        REQUIRE((*opened)->submit(one_line("{\"n\":0}")).has_value());
        std::string said(100, '\0');
        const ssize_t taken = ::read(ends[0], said.data(), said.size());
        CHECK(said.substr(0, static_cast<std::size_t>(taken)) == "{\"n\":0}\n");

        ::close(ends[0]);
        const auto submitted = (*opened)->submit(one_line("{\"n\":1}"));
        REQUIRE_FALSE(submitted.has_value());
        CHECK(submitted.error().context == "write standard output: broken pipe");
        std::signal(SIGPIPE, before);
    }

    TEST_CASE("receipts come in the order of submission") {
        const auto sink = open_sink("/dev/null");
        for (std::uint64_t number = 1; number <= 3; ++number) {
            REQUIRE(sink->submit(OutputBatchBuilder{kOrigin}.sequence(number).take()).has_value());
        }
        std::vector<Receipt> receipts;
        REQUIRE(sink->poll(receipts, Duration::zero()).has_value());
        REQUIRE(receipts.size() == 3);
        for (std::uint64_t number = 1; number <= 3; ++number) {
            CHECK(receipts[number - 1].sequence == BatchSequence{number});
        }
    }
}
