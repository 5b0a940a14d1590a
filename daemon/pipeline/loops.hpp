#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "daemon/core/bounded_queue.hpp"
#include "daemon/core/error.hpp"
#include "daemon/log/log.hpp"
#include "daemon/model/draft_batch.hpp"
#include "daemon/model/output.hpp"
#include "daemon/pipeline/flow_metrics.hpp"
#include "daemon/pipeline/heartbeat.hpp"
#include "daemon/pipeline/inflight_budget.hpp"
#include "daemon/pipeline/judge.hpp"
#include "daemon/pipeline/options.hpp"
#include "daemon/sink/sink.hpp"
#include "daemon/source/source.hpp"

namespace wirefold {

/// The first failure of any loop; it ends the run.
class Failure {
public:
    void report(Error error) {
        const std::lock_guard lock{mutex_};
        if (!error_) error_ = std::move(error);
        failed_ = true;
    }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::optional<Error> error() const {
        const std::lock_guard lock{mutex_};
        return error_;
    }

private:
    mutable std::mutex mutex_;
    std::optional<Error> error_;  ///< Guarded by mutex_.
    std::atomic<bool> failed_{false};
};

/// Takes records from the source, gives receipts back to it, and keeps the in-flight budget.
///
/// Threads: run() is the source thread; stop requests and readings come from any.
class SourceLoop final : private Drain {
public:
    struct Parts {
        Source& source;
        InflightBudget& budget;
        BoundedQueue<Receipt>& receipts;
        FlowMetrics& metrics;
        Failure& failure;
    };
    SourceLoop(const PipelineOptions& options, Parts parts) : options_(options), parts_(parts) {}

    /// Hands each batch to `take` until the source ends, a stop is asked for, or something failed. Then
    /// waits, up to the drain deadline, for what is in flight. True when nothing is in flight any more.
    [[nodiscard]] bool run(const std::function<void(RawBatch&&)>& take);
    void request_stop() { stopping_ = true; }
    [[nodiscard]] const Heartbeat& heartbeat() const { return heartbeat_; }

private:
    [[nodiscard]] bool drain_into(Source& source, Deadline deadline) override;
    [[nodiscard]] bool poll_once(const std::function<void(RawBatch&&)>& take);
    void settle(const Receipt& receipt);
    void settle_waiting_receipts();

    PipelineOptions options_;
    Parts parts_;
    std::atomic<bool> stopping_{false};
    std::uint64_t next_sequence_ = 0;
    Heartbeat heartbeat_;
};

/// Reads the log, judges every entry in its order, and sends drafts on with their verdicts.
///
/// Threads: run() is the apply thread.
class ApplyLoop {
public:
    struct Parts {
        Log& log;
        Judge& judge;
        BoundedQueue<DraftBatch>& drafts;  ///< In the order in which their entries were appended.
        FlowMetrics& metrics;
    };
    explicit ApplyLoop(Parts parts) : parts_(parts) {}

    /// Ends when the log is closed and drained.
    void run(const std::function<void(DraftBatch&&)>& judged);
    [[nodiscard]] const Heartbeat& heartbeat() const { return heartbeat_; }

private:
    void resolve(const LogEntry& entry, const Verdict& verdict,
                 const std::function<void(DraftBatch&&)>& judged);
    [[nodiscard]] bool take_front();

    Parts parts_;
    std::optional<DraftBatch> front_;  ///< The batch whose drafts are being judged.
    std::size_t cursor_ = 0;           ///< Next element of front_->drafts to look at.
    std::size_t unjudged_ = 0;         ///< Drafts of front_ without a verdict.
    std::uint64_t batches_ = 0;
    Heartbeat heartbeat_;
};

/// Publishes encoded batches and sends their receipts back.
///
/// Threads: run() is the sink thread.
class SinkLoop {
public:
    struct Parts {
        Sink& sink;
        BoundedQueue<OutputBatch>& outputs;
        BoundedQueue<Receipt>& receipts;
        Failure& failure;
    };
    explicit SinkLoop(Parts parts) : parts_(parts) {}

    /// Ends when the queue is closed and drained and the sink closed, or on the sink's first error.
    void run(Duration close_deadline);
    [[nodiscard]] const Heartbeat& heartbeat() const { return heartbeat_; }

private:
    void prepare_until_ready();
    [[nodiscard]] Result<void> publish_until_drained();
    [[nodiscard]] Result<void> submit_waiting();
    void send_back(std::vector<Receipt>& receipts);

    Parts parts_;
    std::size_t submitted_ = 0;
    std::size_t receipted_ = 0;
    Heartbeat heartbeat_;
};

}  // namespace wirefold
