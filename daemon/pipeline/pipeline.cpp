#include "daemon/pipeline/pipeline.hpp"

#include <thread>

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include "daemon/core/invariant.hpp"
#include "daemon/core/logging.hpp"
#include "daemon/enrich/enrich.hpp"
#include "daemon/pipeline/loops.hpp"
#include "daemon/pipeline/resequencer.hpp"
#include "daemon/pipeline/scratch_pool.hpp"

namespace wirefold {

namespace {

[[nodiscard]] unsigned worker_count(const PipelineOptions& options) {
    if (options.workers != 0) return options.workers;
    const unsigned cores = std::thread::hardware_concurrency();
    return cores == 0 ? 1 : cores;
}

[[nodiscard]] double seconds_since(SteadyTime begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

class Pipeline::Impl {
public:
    Impl(const PipelineOptions& options, const StageOptions& stages, Parts parts)
        : options_(options),
          stages_(stages),
          parts_(parts),
          metrics_(parts.metrics),
          budget_(options.inflight_bytes_max),
          receipts_(options.inflight_bytes_max),
          drafts_(options.inflight_bytes_max),
          outputs_(options.inflight_bytes_max),
          source_loop_(options, {parts.source, budget_, receipts_, metrics_, failure_}),
          apply_loop_({parts.log, parts.judge, drafts_, metrics_}),
          sink_loop_({parts.sink, outputs_, receipts_, failure_}),
          scratch_(worker_count(options), stages) {}

    [[nodiscard]] Result<void> restore(const std::function<void(std::uint64_t)>& progress) {
        while (!stop_requested_) {
            auto batch = parts_.log.restore();
            if (!batch) return batch.error();
            if (batch->entries.empty()) return {};
            parts_.judge.judge_all(batch->entries, [](const LoggedEntry&, const Judge::Judgement&) {});
            metrics_.restored(batch->entries.size());
            progress(parts_.log.entries_to_restore());
        }
        return {};
    }

    [[nodiscard]] Result<PipelineEnd> run() {
        boost::asio::thread_pool workers{worker_count(options_)};
        workers_ = &workers;
        std::jthread apply{
            [&] { apply_loop_.run([&](DraftBatch&& batch) { post_enrich(std::move(batch)); }); }};
        std::jthread sink{[&] { sink_loop_.run(options_.drain_deadline); }};

        const bool drained = source_loop_.run([&](RawBatch&& batch) { post_parse(std::move(batch)); });
        const auto failed = failure_.error();
        // An abandoned run must not wait for outputs that may never be acknowledged: a reported failure and
        // closed queues let every loop run out.
        if (!drained) {
            abandoned_ = true;
            failure_.report({Errc::Timeout, "records are still in flight; they will be read again"});
        }
        parts_.log.close();
        drafts_.close();
        apply.join();
        workers.join();
        outputs_.close();
        sink.join();
        receipts_.close();
        while (const auto receipt = receipts_.pop()) parts_.source.finished(*receipt);
        const auto closed = parts_.source.close(Deadline::after(options_.drain_deadline));
        if (failed) return *failed;
        if (const auto error = failure_.error(); error && drained) return *error;
        if (!closed) return closed.error();
        return PipelineEnd{.drained = drained};
    }

    void request_stop() {
        stop_requested_ = true;
        source_loop_.request_stop();
    }

    [[nodiscard]] std::array<LoopState, 3> loop_states() const {
        return {LoopState{"source", source_loop_.heartbeat().busy_for()},
                LoopState{"apply", apply_loop_.heartbeat().busy_for()},
                LoopState{"sink", sink_loop_.heartbeat().busy_for()}};
    }
    [[nodiscard]] std::array<QueueState, 3> queue_states() const {
        return {QueueState{"apply", drafts_.bytes()}, QueueState{"sink", outputs_.bytes()},
                QueueState{"source", receipts_.bytes()}};
    }
    [[nodiscard]] FlowTotals totals() const { return metrics_.totals(); }

private:
    void post_parse(RawBatch&& raw) {
        boost::asio::post(*workers_, [this, batch = std::move(raw)]() mutable {
            if (abandoned_) return;
            StageSeconds seconds{};
            const BatchSequence sequence = batch.sequence;
            auto scratch = scratch_.borrow();
            DraftBatch drafts = scratch->parse(std::move(batch), seconds);
            metrics_.parsed(drafts, seconds);
            parsed_.offer(sequence, std::move(drafts),
                          [this](DraftBatch&& ready) { log_or_pass_on(std::move(ready)); });
        });
    }

    /// Under the resequencer's lock, in source order: the log's order is the order of arrival.
    void log_or_pass_on(DraftBatch&& batch) {
        if (batch.entries.empty()) return post_enrich(std::move(batch));
        std::vector<LogEntry> entries = std::move(batch.entries);
        batch.entries.clear();
        if (!drafts_.push(batch)) return;
        if (const auto appended = parts_.log.append(std::move(entries)); !appended)
            failure_.report(appended.error());
    }

    void post_enrich(DraftBatch&& batch) {
        boost::asio::post(*workers_, [this, judged = std::move(batch)]() mutable {
            if (abandoned_) return;
            const auto begin = std::chrono::steady_clock::now();
            const BatchSequence sequence = judged.raw.sequence;
            OutputBatch output = enrich(std::move(judged), stages_.enrich);
            metrics_.enriched(seconds_since(begin));
            encoded_.offer(sequence, std::move(output), [this](OutputBatch&& ready) {
                if (!outputs_.push(ready)) log_debug(LogLine{"output came after the sink was closed"});
            });
        });
    }

    PipelineOptions options_;
    StageOptions stages_;
    Parts parts_;
    FlowMetrics metrics_;
    Failure failure_;
    InflightBudget budget_;
    BoundedQueue<Receipt> receipts_;
    BoundedQueue<DraftBatch> drafts_;
    BoundedQueue<OutputBatch> outputs_;
    Resequencer<DraftBatch> parsed_;
    Resequencer<OutputBatch> encoded_;
    SourceLoop source_loop_;
    ApplyLoop apply_loop_;
    SinkLoop sink_loop_;
    ScratchPool scratch_;
    boost::asio::thread_pool* workers_ = nullptr;  ///< Borrowed from run()'s frame.
    std::atomic<bool> stop_requested_{false};
    std::atomic<bool> abandoned_{false};
};

Pipeline::Pipeline(const PipelineOptions& options, const StageOptions& stages, Parts parts)
    : impl_(std::make_unique<Impl>(options, stages, parts)) {}
Pipeline::~Pipeline() = default;

Result<void> Pipeline::restore(const std::function<void(std::uint64_t)>& progress) {
    return impl_->restore(progress);
}
Result<PipelineEnd> Pipeline::run() {
    return impl_->run();
}
void Pipeline::request_stop() {
    impl_->request_stop();
}
std::array<LoopState, 3> Pipeline::loop_states() const {
    return impl_->loop_states();
}
std::array<QueueState, 3> Pipeline::queue_states() const {
    return impl_->queue_states();
}
FlowTotals Pipeline::totals() const {
    return impl_->totals();
}

}  // namespace wirefold
