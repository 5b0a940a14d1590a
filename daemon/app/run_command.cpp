#include "daemon/app/run_command.hpp"

#include <csignal>
#include <cstdlib>

#include <atomic>

#include <malloc.h>

#include "daemon/app/config_commands.hpp"
#include "daemon/app/configuration.hpp"
#include "daemon/app/ends.hpp"
#include "daemon/app/kafka_metrics.hpp"
#include "daemon/config/memory_sum.hpp"
#include "daemon/http/probes.hpp"
#include "daemon/http/server.hpp"
#include "daemon/pipeline/pipeline.hpp"

namespace wirefold {

namespace {

/// A loop that works longer than this on one thing is stuck. Longer than any deadline inside the loops.
constexpr Duration kStuckAfter = std::chrono::minutes{2};

/// Batches are made by one thread and freed by another. With an arena of the allocator for each thread what
/// is free lies scattered over all of them: seventy megabytes under a firehose. A wish; nothing depends on
/// it.
void share_memory_between_threads() {
    constexpr int kArenas = 2;
    static_cast<void>(mallopt(M_ARENA_MAX, kArenas));
}

/// One run of the daemon: what it is made of, in the order in which it must be destroyed backwards.
class Daemon {
public:
    Daemon(LoadedConfig loaded, std::string config_path)
        : config_(std::move(loaded.config)), config_path_(std::move(config_path)), judge_(config_.index) {}

    [[nodiscard]] ExitCode run() {
        set_log_level(config_.log_level);
        publish_constants();
        auto ends = open_ends(config_, clock_, metrics_);
        if (!ends) return failed("start", ends.error());
        ends_ = std::move(*ends);
        pipeline_.emplace(config_.pipeline, stage_options(config_),
                          Pipeline::Parts{*ends_.source, *ends_.log, *ends_.sink, judge_, metrics_});
        auto server = HttpServer::start(
            config_.http, routes(),
            {.numbers = {SIGTERM, SIGINT, SIGHUP}, .on_signal = [this](int number) { on_signal(number); }});
        if (!server) return failed("start http", server.error());
        if (config_.http.enabled) {
            log_info(
                LogLine{"listening"}.with("address", config_.http.address).with("port", (*server)->port()));
        }
        const ExitCode code = restore_and_flow();
        (*server)->stop();
        log_info(LogLine{"stopped"}.with("exit_code", code));
        return code;
    }

private:
    [[nodiscard]] ExitCode restore_and_flow() {
        const Gauge remaining_gauge = metrics_.gauge(MetricId::RestoreRemaining);
        const auto progress = [&](std::uint64_t remaining) {
            restore_remaining_ = remaining;
            remaining_gauge.set(remaining);
        };
        if (auto restored = pipeline_->restore(progress); !restored)
            return failed("restore the log", restored.error());
        restored_ = true;
        log_info(LogLine{"window restored"}.with("entries",
                                                 static_cast<std::int64_t>(judge_.index_stats().articles)));
        const auto end = pipeline_->run();
        if (!end) return failed("run", end.error());
        if (!end->drained)
            log_warn(LogLine{"stopped before everything in flight was published; it will be read again"});
        return end->drained ? kExitDone : kExitFailed;
    }

    [[nodiscard]] static ExitCode failed(std::string_view action, const Error& error) {
        log_error(LogLine{"failed"}.with("to", action).with("reason", describe(error)));
        return error.code == Errc::ConfigRejected ? kExitConfig : kExitFailed;
    }

    void publish_constants() {
        metrics_.gauge(MetricId::BuildInfo, {version_text()}).set(1);
        metrics_.gauge(MetricId::MemoryBudgetBytes).set(config_.memory_budget_bytes);
        for (const MemoryBound& bound : memory_bounds(config_)) {
            metrics_.gauge(MetricId::MemoryBoundsBytes, {bound.name}).set(bound.bytes);
        }
        ready_gauge_ = metrics_.gauge(MetricId::Ready);
    }

    [[nodiscard]] std::vector<HttpRoute> routes() {
        std::vector<HttpRoute> routes;
        routes.push_back(probe_route("/livez", [this] { return live_checks(); }));
        routes.push_back(probe_route("/readyz", [this] { return ready_checks(); }));
        routes.push_back({"/metrics", [this](const HttpRequest&) { return metrics_page(); }});
        return routes;
    }

    [[nodiscard]] HttpResponse metrics_page() {
        ends_.kafka_metrics->publish();
        for (const QueueState& queue : pipeline_->queue_states()) {
            metrics_.gauge(MetricId::QueueBytes, {queue.stage}).set(queue.bytes);
        }
        bool ready = true;
        for (const ProbeCheck& check : ready_checks()) ready = ready && check.ok;
        ready_gauge_.set(ready ? 1 : 0);
        HttpResponse response;
        response.content_type = Metrics::kContentType;
        response.body = metrics_.text();
        return response;
    }

    [[nodiscard]] std::vector<ProbeCheck> live_checks() const {
        std::vector<ProbeCheck> checks;
        for (const LoopState& state : pipeline_->loop_states()) {
            checks.push_back(
                {.name = std::string{state.loop} + " loop",
                 .ok = state.busy_for < kStuckAfter,
                 .reason = "at one piece of work for " + std::to_string(state.busy_for.count()) + " ms"});
        }
        return checks;
    }

    [[nodiscard]] std::vector<ProbeCheck> ready_checks() const {
        const std::string source = ends_.source->not_ready_reason();
        const std::string sink = ends_.sink->not_ready_reason();
        return {{.name = "configured", .ok = true, .reason = {}},
                {.name = "restored",
                 .ok = restored_,
                 .reason = std::to_string(restore_remaining_) + " log entries to read"},
                {.name = "source", .ok = source.empty(), .reason = source},
                {.name = "sink", .ok = sink.empty(), .reason = sink},
                {.name = "running", .ok = !stopping_, .reason = "stopping"}};
    }

    void on_signal(int number) {
        if (number == SIGHUP) return reload();
        if (stopping_.exchange(true)) {
            // Offsets are committed only behind acknowledged outputs: whatever is cut off here is read again.
            log_warn(LogLine{"second signal, ending at once"});
            std::_Exit(kExitFailed);
        }
        log_info(LogLine{"draining"}.with("signal", number));
        pipeline_->request_stop();
    }

    void reload() {
        auto fresh = load_configuration(config_path_);
        if (std::holds_alternative<ExitCode>(fresh)) {
            return log_warn(
                LogLine{"configuration not reloaded, the old one stays"}.with("file", config_path_));
        }
        const ReloadPlan plan = reload_into(config_, std::get<LoadedConfig>(fresh).config);
        set_log_level(config_.log_level);
        for (const std::string& key : plan.applied)
            log_info(LogLine{"configuration reloaded"}.with("key", key));
        for (const std::string& key : plan.needs_restart)
            log_warn(LogLine{"change needs a restart"}.with("key", key));
    }

    Config config_;
    std::string config_path_;
    SystemClock clock_;
    Metrics metrics_;
    Gauge ready_gauge_;
    Judge judge_;
    Ends ends_;
    std::optional<Pipeline> pipeline_;
    std::atomic<bool> restored_{false};
    std::atomic<std::uint64_t> restore_remaining_{0};
    std::atomic<bool> stopping_{false};
};

}  // namespace

ExitCode run(const RunCommand& command) {
    auto loaded = load_configuration(command.config);
    if (const auto* code = std::get_if<ExitCode>(&loaded)) return *code;
    share_memory_between_threads();
    Daemon daemon{std::move(std::get<LoadedConfig>(loaded)), command.config};
    return daemon.run();
}

}  // namespace wirefold
