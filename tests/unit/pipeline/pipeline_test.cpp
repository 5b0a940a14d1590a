#include "daemon/pipeline/pipeline.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/log/memory_log.hpp"
#include "tests/support/raw_records.hpp"

using namespace wirefold;

namespace {

/// Gives `total` articles and remembers how far receipts have come.
class ListSource final : public Source {
public:
    explicit ListSource(std::int64_t total) : origin_(test::origin_named("list")), total_(total) {}
    [[nodiscard]] Result<PollOutcome> poll(RawBatch& batch, const PollLimits& limits) override {
        if (limits.records_max == 0) return PollOutcome::Nothing;
        for (std::size_t i = 0; i < std::min<std::size_t>(limits.records_max, 7) && next_ < total_; ++i)
            add(batch);
        if (batch.records.empty()) return ends_ ? PollOutcome::Ended : PollOutcome::Nothing;
        return PollOutcome::Records;
    }
    void finished(const Receipt& receipt) override {
        for (const Progress& progress : receipt.progress) {
            CHECK(progress.next > finished_);
            finished_ = progress.next;
        }
    }
    [[nodiscard]] Result<void> close(Deadline /*deadline*/) override { return {}; }
    [[nodiscard]] std::string not_ready_reason() const override { return {}; }

    Offset finished_{0};
    bool ends_ = true;

private:
    void add(RawBatch& batch) {
        const std::string number = std::to_string(next_);
        std::string text = next_ % 10 == 9
                               ? "{broken"
                               : R"({"uri":"urn:)" + number + R"(","body_text":"article number )" + number +
                                     R"( says little"})";
        RawRecord record;
        record.origin = &origin_;
        record.offset = Offset{next_++};
        record.payload = batch.arena.copy(text);
        record.payload_bytes = text.size();
        batch.add(record, 0);
    }
    Origin origin_;
    std::int64_t total_;
    std::int64_t next_ = 0;
};

/// Acknowledges only while it is open, in order, like an output that may be away.
class GateSink final : public Sink {
public:
    [[nodiscard]] Result<void> submit(OutputBatch&& batch) override {
        for (const OutputRecord& record : batch.records) offsets_.push_back(record.input->offset.raw());
        held_.push_back(receipt_for(batch));
        return {};
    }
    [[nodiscard]] Result<void> poll(std::vector<Receipt>& receipts, Duration wait) override {
        if (!open_) std::this_thread::yield();
        static_cast<void>(wait);
        while (open_ && !held_.empty()) {
            receipts.push_back(std::move(held_.front()));
            held_.pop_front();
        }
        return {};
    }
    [[nodiscard]] Result<void> close(std::vector<Receipt>& receipts, Deadline /*deadline*/) override {
        return poll(receipts, Duration{0});
    }
    [[nodiscard]] std::string not_ready_reason() const override { return {}; }

    std::atomic<bool> open_{true};
    std::vector<std::int64_t> offsets_;  ///< Read after run().

private:
    std::deque<Receipt> held_;
};

struct Run {
    ListSource source;
    MemoryLog log{kMiB};
    GateSink sink;
    IndexOptions index;
    Judge judge;
    Metrics metrics;
    PipelineOptions options;
    std::optional<Pipeline> pipeline;

    explicit Run(std::int64_t total, unsigned workers = 3)
        : source(total), judge((index.bytes_max = kMiB, index)) {
        options.workers = workers;
        options.inflight_bytes_max = 256 * kKiB;
        pipeline.emplace(options, StageOptions{}, Pipeline::Parts{source, log, sink, judge, metrics});
    }
};

}  // namespace

TEST_SUITE("pipeline/pipeline") {
    TEST_CASE("every record comes out once, in the source's order, and is accounted for") {
        for (const unsigned workers : {1U, 4U}) {
            CAPTURE(workers);
            Run run{2000, workers};
            const auto end = run.pipeline->run();
            REQUIRE(end.has_value());
            CHECK(end->drained);
            REQUIRE(run.sink.offsets_.size() == 2000);
            for (std::int64_t i = 0; i < 2000; ++i)
                REQUIRE(run.sink.offsets_[static_cast<std::size_t>(i)] == i);
            CHECK(run.source.finished_ == Offset{2000});
            const FlowTotals totals = run.pipeline->totals();
            CHECK(totals.records == 2000);
            CHECK(totals.outputs[0] + totals.outputs[1] + totals.outputs[2] == 2000);
            CHECK(totals.outputs[static_cast<std::size_t>(Destination::DeadLetters)] == 200);
            CHECK(totals.rejected[static_cast<std::size_t>(RejectReason::TruncatedJson)] == 200);
        }
    }

    TEST_CASE("a stop drains what is in flight and takes nothing more") {
        Run run{1'000'000};
        run.source.ends_ = false;
        std::jthread stopper{[&] {
            while (run.pipeline->totals().records < 100) std::this_thread::yield();
            run.pipeline->request_stop();
        }};
        const auto end = run.pipeline->run();
        REQUIRE(end.has_value());
        CHECK(end->drained);
        CHECK(run.source.finished_ == Offset{static_cast<std::int64_t>(run.sink.offsets_.size())});
        CHECK(run.sink.offsets_.size() < 1'000'000);
    }

    TEST_CASE("while the output is away, what is taken stays within the budget") {
        Run run{100'000};
        run.sink.open_ = false;
        std::jthread opener{[&] {
            // The budget is used up when the number of records taken stands still over many looks.
            std::uint64_t before = 0;
            for (int still = 0; still < 20'000;) {
                const std::uint64_t now = run.pipeline->totals().records;
                still = now == before && now > 0 ? still + 1 : 0;
                before = now;
                std::this_thread::yield();
            }
            CHECK(before < 1000);
            run.sink.open_ = true;
        }};
        const auto end = run.pipeline->run();
        REQUIRE(end.has_value());
        CHECK(run.sink.offsets_.size() == 100'000);
    }
}
