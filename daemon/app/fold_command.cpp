#include "daemon/app/fold_command.hpp"

#include <chrono>
#include <iostream>
#include <optional>

#include "daemon/app/configuration.hpp"
#include "daemon/app/progress_bar.hpp"
#include "daemon/app/summary.hpp"
#include "daemon/decode/profile.hpp"
#include "daemon/log/memory_log.hpp"
#include "daemon/metrics/metrics.hpp"
#include "daemon/pipeline/pipeline.hpp"
#include "daemon/sink/fold_sink.hpp"
#include "daemon/source/files_list_source.hpp"

namespace wirefold {

namespace {

[[nodiscard]] ExitCode failed(const Error& error) {
    std::cerr << "wirefold fold: " << describe(error) << '\n';
    return kExitFailed;
}

}  // namespace

ExitCode fold(const FoldCommand& command) {
    const auto begin = std::chrono::steady_clock::now();
    auto loaded = load_configuration(command.config);
    if (const auto* code = std::get_if<ExitCode>(&loaded)) return *code;
    Config config = std::move(std::get<LoadedConfig>(loaded).config);
    // Outputs are lines of a file here, whatever the daemon would write to.
    config.sink_kind = SinkKind::Files;
    if (!command.profile.empty()) config.decode.profile = command.profile;
    if (command.workers) config.pipeline.workers = *command.workers;
    if (config.decode.profile != "auto" && find_profile(config.decode.profile) == nullptr) {
        std::cerr << "wirefold fold: --profile: no profile \"" << command.profile << "\"\n";
        return kExitUsage;
    }

    auto source = FilesListSource::open(command.inputs, config.decode.record_bytes_max);
    if (!source) return failed(source.error());
    auto sink = FoldSink::open(command.output);
    if (!sink) return failed(sink.error());
    MemoryLog log{config.pipeline.inflight_bytes_max};
    Judge judge{config.index};
    Metrics metrics;
    Pipeline pipeline{config.pipeline, stage_options(config), {**source, log, **sink, judge, metrics}};

    std::optional<ProgressBar> bar;
    if (!command.quiet && ProgressBar::is_wanted()) {
        bar.emplace([&] {
            const FilesProgress progress = (*source)->progress();
            return ProgressBar::State{.bytes_read = progress.bytes_read,
                                      .bytes_total = progress.bytes_total,
                                      .records = pipeline.totals().records};
        });
    }
    const auto end = pipeline.run();
    bar.reset();
    if (!end) return failed(end.error());
    if (end->drained) {
        if (auto published = (*sink)->publish(); !published) return failed(published.error());
    }
    if (!command.quiet)
        std::cerr << summary_text(pipeline.totals(), std::chrono::steady_clock::now() - begin);
    return end->drained ? kExitDone : kExitFailed;
}

}  // namespace wirefold
