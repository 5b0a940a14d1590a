#include "daemon/app/configuration.hpp"

#include <iostream>
#include <thread>

#include "daemon/core/hash.hpp"
#include "daemon/decode/profile.hpp"
#include "daemon/kafka/client_options.hpp"

namespace wirefold {

namespace {

[[nodiscard]] LoadOptions load_options() {
    return {.environment = process_environment(),
            .refused_property = [](std::string_view name) -> std::optional<std::string> {
                const auto reason = kafka::refused_property(name);
                if (!reason) return std::nullopt;
                return std::string{*reason};
            },
            .cores = std::max(1U, std::thread::hardware_concurrency())};
}

/// What only the folders beneath can check.
[[nodiscard]] std::vector<std::string> further_problems(const Config& config) {
    std::vector<std::string> problems;
    if (config.decode.profile != "auto" && find_profile(config.decode.profile) == nullptr) {
        std::string known = "auto";
        for (const Profile& profile : built_in_profiles()) known += ", " + std::string{profile.name};
        problems.push_back("decode.profile: no profile \"" + config.decode.profile + "\"; known are " +
                           known);
    }
    const bool uses_kafka = config.source_kind == SourceKind::Kafka || config.sink_kind == SinkKind::Kafka;
    if (!uses_kafka) return problems;
    for (const Error& error : kafka::check_client_options(config.kafka)) problems.push_back(error.context);
    return problems;
}

}  // namespace

std::variant<LoadedConfig, ExitCode> load_configuration(const std::string& path) {
    auto loaded = path.empty() ? load_embedded(load_options()) : load_file(path, load_options());
    if (!loaded) {
        std::cerr << describe(loaded.error());
        return kExitConfig;
    }
    const auto problems = further_problems(loaded->config);
    for (const std::string& problem : problems)
        std::cerr << (path.empty() ? "defaults" : path) << ": " << problem << '\n';
    if (!problems.empty()) return kExitConfig;
    return std::move(*loaded);
}

std::uint64_t parameters_stamp(const Config& config) {
    constexpr std::string_view kFormat = "wirefold log 10";
    std::string text{kFormat};
    for (const std::uint64_t value : {config.fingerprint.seed, std::uint64_t{config.normalize.tokens_max},
                                      std::uint64_t{config.index.bytes_max},
                                      static_cast<std::uint64_t>(config.index.window_exact.count()),
                                      static_cast<std::uint64_t>(config.index.window_copy.count()),
                                      static_cast<std::uint64_t>(config.index.window_story.count())}) {
        text += ' ' + std::to_string(value);
    }
    return hash64(text);
}

StageOptions stage_options(const Config& config) {
    // Headers of a published record, beside its key and value.
    constexpr std::size_t kHeaderBytes = 2048;
    StageOptions stages{.decode = config.decode,
                        .normalize = config.normalize,
                        .fingerprint = config.fingerprint,
                        .enrich = config.enrich};
    if (config.sink_kind == SinkKind::Kafka) {
        stages.enrich.output_bytes_max = config.sink_kafka.record_bytes_max - kHeaderBytes;
    }
    const auto hours = config.index.window_copy.count();
    stages.enrich.window =
        hours % 24 == 0 ? "P" + std::to_string(hours / 24) + "D" : "PT" + std::to_string(hours) + "H";
    stages.enrich.parameters = to_hex(parameters_stamp(config));
    return stages;
}

}  // namespace wirefold
