#include "daemon/config/cross_checks.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "daemon/config/memory_sum.hpp"
#include "daemon/config/quantity.hpp"

namespace wirefold {

namespace {

using Conflicts = std::vector<Conflict>;

struct OutputTopic {
    std::string_view key;
    const std::string& topic;
};

[[nodiscard]] std::array<OutputTopic, 4> output_topics(const KafkaSinkOptions& options) {
    return {{{"sink.kafka.unique_topic", options.unique_topic},
             {"sink.kafka.duplicates_topic", options.duplicates_topic},
             {"sink.kafka.retractions_topic", options.retractions_topic},
             {"sink.kafka.dead_letters_topic", options.dead_letters_topic}}};
}

void check_topics(const Config& config, Conflicts& conflicts) {
    const auto& inputs = config.source_kafka.topics;
    const bool reads_kafka = config.source_kind == SourceKind::Kafka;
    if (reads_kafka && inputs.empty()) {
        conflicts.push_back({{"source.kafka.topics", "source.kind"},
                             "must name at least one topic, because source.kind is kafka"});
    }
    if (config.sink_kind != SinkKind::Kafka) return;
    const auto outputs = output_topics(config.sink_kafka);
    for (const OutputTopic& output : outputs) {
        if (reads_kafka && std::find(inputs.begin(), inputs.end(), output.topic) != inputs.end()) {
            conflicts.push_back({{output.key, "source.kafka.topics"},
                                 "\"" + output.topic +
                                     "\" is also in source.kafka.topics: the daemon would read its "
                                     "own output; must be another topic"});
        }
        for (const OutputTopic& earlier : outputs) {
            if (&earlier == &output) break;
            if (earlier.topic != output.topic) continue;
            conflicts.push_back({{output.key, earlier.key},
                                 "\"" + output.topic + "\" is also " + std::string{earlier.key} +
                                     ": readers could not tell the records apart; must be another topic"});
        }
    }
}

[[nodiscard]] std::filesystem::path plain(const std::string& path) {
    std::filesystem::path normal = std::filesystem::path{path}.lexically_normal();
    if (!normal.has_filename()) normal = normal.parent_path();  // "spool/" is "spool"
    return normal.empty() ? std::filesystem::path{"."} : normal;
}

/// A watched folder must hold nothing the daemon writes itself.
void check_folders(const Config& config, Conflicts& conflicts) {
    if (config.source_kind != SourceKind::Files) return;
    const std::filesystem::path spool = plain(config.source_files.folder);
    const auto check = [&](std::string_view key, const std::filesystem::path& folder) {
        if (folder != spool) return;
        conflicts.push_back(
            {{key, "source.files.folder"},
             "lies in source.files.folder, where the daemon would read what it writes; must be "
             "another folder"});
    };
    if (config.sink_kind == SinkKind::Files) check("sink.files.folder", plain(config.sink_files.folder));
    if (!config.log.folder.empty()) check("log.folder", plain(config.log.folder));
    if (!config.source_files.progress_file.empty()) {
        check("source.files.progress_file",
              plain(plain(config.source_files.progress_file).parent_path().string()));
    }
}

void check_secrets(const Config& config, Conflicts& conflicts) {
    if (!config.fingerprint_secret_file.empty() && config.fingerprint_secret != Config{}.fingerprint_secret) {
        conflicts.push_back({{"fingerprint.secret_file", "fingerprint.secret"},
                             "fingerprint.secret is set as well; must be one of the two"});
    }
}

void check_sizes(const Config& config, Conflicts& conflicts) {
    const auto must_not_exceed = [&](std::string_view key, std::size_t bytes, std::string_view limit_key,
                                     std::size_t limit) {
        if (bytes <= limit) return;
        conflicts.push_back({{key, limit_key},
                             bytes_text(static_cast<std::int64_t>(bytes)) + " is more than " +
                                 std::string{limit_key} + " allows (" +
                                 bytes_text(static_cast<std::int64_t>(limit)) + "); must not be larger"});
    };
    const std::size_t in_flight = config.pipeline.inflight_bytes_max;
    must_not_exceed("pipeline.batch_bytes_max", config.pipeline.batch_bytes_max,
                    "pipeline.inflight_bytes_max", in_flight);
    must_not_exceed("decode.record_bytes_max", config.decode.record_bytes_max, "pipeline.inflight_bytes_max",
                    in_flight);
    if (config.index.window_exact < config.index.window_copy) {
        conflicts.push_back(
            {{"index.window_exact", "index.window_copy"},
             "is shorter than index.window_copy: a new version of an article still compared would not "
             "be known as such; must be at least as long"});
    }
    if (config.index.window_copy < config.index.window_story) {
        conflicts.push_back(
            {{"index.window_copy", "index.window_story"},
             "is shorter than index.window_story: a rewrite is told from a copy by its wording; "
             "must be at least as long"});
    }
}

void check_memory(const Config& config, Conflicts& conflicts) {
    const std::vector<MemoryBound> bounds = memory_bounds(config);
    const std::size_t sum = memory_sum(bounds);
    if (sum <= config.memory_budget_bytes) return;
    Conflict conflict{{"memory.budget_bytes"},
                      "the bounds add up to " + rounded_up_text(sum) + ", more than " +
                          bytes_text(static_cast<std::int64_t>(config.memory_budget_bytes)) + ": " +
                          describe(bounds) + "; must be at least " + rounded_up_text(sum) +
                          ", or lower the keys named here"};
    for (const MemoryBound& bound : bounds) {
        if (bound.bytes > 0) conflict.keys.insert(conflict.keys.end(), bound.keys.begin(), bound.keys.end());
    }
    conflicts.push_back(std::move(conflict));
}

}  // namespace

std::vector<Conflict> find_conflicts(const Config& config) {
    Conflicts conflicts;
    for (const auto check : {check_topics, check_folders, check_secrets, check_sizes, check_memory})
        check(config, conflicts);
    return conflicts;
}

}  // namespace wirefold
