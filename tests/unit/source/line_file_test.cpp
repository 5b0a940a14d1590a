#include "daemon/source/line_file.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/temporary_folder.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

const Origin kOrigin{.name = "input", .hash = 1};
const Deadline kNever{SteadyTime::max()};

[[nodiscard]] LineFile open_file_of(const TemporaryFolder& folder, std::string_view text,
                                    std::size_t record_bytes_max = 100) {
    auto input = CompressedReader::open(folder.write("input", text));
    REQUIRE(input.has_value());
    return LineFile{std::move(*input), record_bytes_max, kOrigin};
}

[[nodiscard]] std::vector<std::string> payloads(const RawBatch& batch) {
    std::vector<std::string> found;
    for (const RawRecord& record : batch.records) found.emplace_back(record.payload);
    return found;
}

}  // namespace

TEST_SUITE("source/line_file") {
    TEST_CASE("a line that does not fit begins the next batch") {
        const TemporaryFolder folder;
        LineFile file = open_file_of(folder, "aaaa\nbbbb\ncc\n");
        const PollLimits limits{.batch_bytes_max = 6, .records_max = 10};
        std::vector<std::vector<std::string>> batches;
        FillOutcome outcome = FillOutcome::Full;
        while (outcome == FillOutcome::Full) {
            RawBatch batch;
            outcome = *file.fill(batch, limits, kNever);
            batches.push_back(payloads(batch));
        }
        CHECK(outcome == FillOutcome::End);
        CHECK(batches == std::vector<std::vector<std::string>>{{"aaaa"}, {"bbbb", "cc"}});
    }

    TEST_CASE("one record may exceed the batch alone") {
        const TemporaryFolder folder;
        LineFile file = open_file_of(folder, "a\n" + std::string(50, 'x') + "\nb\n");
        const PollLimits limits{.batch_bytes_max = 6, .records_max = 10};
        RawBatch first;
        RawBatch second;
        CHECK(*file.fill(first, limits, kNever) == FillOutcome::Full);
        CHECK(*file.fill(second, limits, kNever) == FillOutcome::Full);
        CHECK(payloads(first) == std::vector<std::string>{"a"});
        CHECK(payloads(second) == std::vector<std::string>{std::string(50, 'x')});
    }

    TEST_CASE("a record knows its line, its true size and how far it carries the file") {
        const TemporaryFolder folder;
        LineFile file = open_file_of(folder, "one\n\nmuch too long\n", 4);
        RawBatch batch;
        REQUIRE(*file.fill(batch, {.batch_bytes_max = 1000, .records_max = 10}, kNever) == FillOutcome::End);
        REQUIRE(payloads(batch) == std::vector<std::string>{"one", "", "much"});
        CHECK(batch.records[2].offset == Offset{2});
        CHECK(batch.records[2].payload_bytes == 13);
        CHECK(batch.records[2].coordinate() ==
              Coordinate{.origin_hash = 1, .partition = PartitionId{0}, .offset = Offset{2}});
        REQUIRE(batch.progress.size() == 1);
        CHECK(batch.progress[0].origin == &kOrigin);
        CHECK(batch.progress[0].next == Offset{3});
    }

    TEST_CASE("an empty record too is followed by bytes that may be read") {
        const TemporaryFolder folder;
        LineFile file = open_file_of(folder, "\n");
        RawBatch batch;
        REQUIRE(*file.fill(batch, {.batch_bytes_max = 1000, .records_max = 10}, kNever) == FillOutcome::End);
        REQUIRE(batch.records.size() == 1);
        REQUIRE(batch.records[0].payload.data() != nullptr);
        unsigned sum = 0;
        for (std::size_t i = 0; i < Arena::kPadding; ++i) {
            sum += static_cast<unsigned char>(batch.records[0].payload.data()[i]);
        }
        CHECK(sum < 64U * 256U);
    }

    TEST_CASE("skipping gives the line asked for, under its own number") {
        const TemporaryFolder folder;
        LineFile file = open_file_of(folder, "a\nb\nc\n");
        REQUIRE(file.skip_to(2).has_value());
        RawBatch batch;
        REQUIRE(*file.fill(batch, {.batch_bytes_max = 1000, .records_max = 10}, kNever) == FillOutcome::End);
        REQUIRE(payloads(batch) == std::vector<std::string>{"c"});
        CHECK(batch.records[0].offset == Offset{2});
    }

    TEST_CASE("skipping beyond the end is the end") {
        const TemporaryFolder folder;
        LineFile file = open_file_of(folder, "a\nb\n");
        REQUIRE(file.skip_to(9).has_value());
        RawBatch batch;
        CHECK(*file.fill(batch, {.batch_bytes_max = 1000, .records_max = 10}, kNever) == FillOutcome::End);
        CHECK(batch.records.empty());
    }
}
