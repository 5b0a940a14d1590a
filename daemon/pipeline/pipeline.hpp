#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string_view>

#include "daemon/core/error.hpp"
#include "daemon/log/log.hpp"
#include "daemon/metrics/metrics.hpp"
#include "daemon/pipeline/article_stages.hpp"
#include "daemon/pipeline/flow_metrics.hpp"
#include "daemon/pipeline/judge.hpp"
#include "daemon/pipeline/options.hpp"
#include "daemon/sink/sink.hpp"
#include "daemon/source/source.hpp"

namespace wirefold {

/// How a run ended.
struct PipelineEnd {
    bool drained = false;  ///< Everything taken was published and committed; else it will be read again.
};

/// How long each loop has been at one piece of work, for /livez.
struct LoopState {
    std::string_view loop;
    Duration busy_for{0};
};

/// What waits in front of a stage.
struct QueueState {
    std::string_view stage;
    std::size_t bytes = 0;
};

/// The flow: source → workers → log → apply → workers → sink, with receipts going back.
///
/// Owns:    the threads and the queues between them. Borrows the parts, which outlive it.
/// Threads: run() makes the caller the source thread and adds apply, sink and the workers. request_stop() and
///          the readings are for any thread.
/// Bound:   everything in flight together weighs at most `inflight_bytes_max` (plus one batch).
/// Ending:  in flow order: stop polling → drain → workers, log, apply → sink → source.
class Pipeline {
public:
    struct Parts {
        Source& source;
        Log& log;
        Sink& sink;
        Judge& judge;
        Metrics& metrics;
    };
    Pipeline(const PipelineOptions& options, const StageOptions& stages, Parts parts);
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;
    ~Pipeline();

    /// Reads what the log holds into the window. Before run(), on the same thread. `progress` is told the
    /// entries that are left, piece by piece.
    [[nodiscard]] Result<void> restore(const std::function<void(std::uint64_t)>& progress);
    /// Until the source ends, a stop is asked for, or something fails.
    [[nodiscard]] Result<PipelineEnd> run();
    void request_stop();

    [[nodiscard]] std::array<LoopState, 3> loop_states() const;
    [[nodiscard]] std::array<QueueState, 3> queue_states() const;
    [[nodiscard]] FlowTotals totals() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold
