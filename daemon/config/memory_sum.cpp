#include "daemon/config/memory_sum.hpp"

#include <algorithm>
#include <numeric>

#include "daemon/core/units.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kBaseBytes = 40 * kMiB;
constexpr std::size_t kLogQueueShare = 8;
constexpr std::size_t kParserBytesPerByte = 6;
constexpr std::size_t kBytesPerToken = 160;
constexpr std::size_t kConnectionBytes = 64 * kKiB;
constexpr std::size_t kFetchShare = 8;
constexpr std::size_t kFetchExpansion = 4;
constexpr std::size_t kRequestBuffers = 10;

/// Largest record that a worker is always ready for.
[[nodiscard]] std::size_t usual_record_bytes(const Config& config) {
    return std::min(config.decode.record_bytes_max, config.pipeline.batch_bytes_max);
}

[[nodiscard]] std::size_t worker_bytes(const Config& config) {
    return kParserBytesPerByte * usual_record_bytes(config) + kBytesPerToken * config.normalize.tokens_max;
}

[[nodiscard]] MemoryBound workers_bound(const Config& config) {
    return {
        "workers",
        "`pipeline.workers` × (6 × R + 160B × `normalize.tokens_max`), R: the smaller of "
        "`decode.record_bytes_max` and `pipeline.batch_bytes_max`",
        {"pipeline.workers", "pipeline.batch_bytes_max", "decode.record_bytes_max", "normalize.tokens_max"},
        std::max(1U, config.pipeline.workers) * worker_bytes(config)};
}

[[nodiscard]] MemoryBound largest_record_bound(const Config& config) {
    const std::size_t parsed =
        kParserBytesPerByte * (config.decode.record_bytes_max - usual_record_bytes(config));
    return {"largest record",
            "the larger of 6 × (`decode.record_bytes_max` − R) and `sink.kafka.dead_letter_bytes_max`",
            {"decode.record_bytes_max", "sink.kafka.dead_letter_bytes_max"},
            std::max(parsed, config.sink_kafka.dead_letter_bytes_max)};
}

[[nodiscard]] MemoryBound http_bound(const Config& config) {
    const std::size_t each = config.http.header_bytes_max + kConnectionBytes;
    return {"http",
            "`http.connections_max` × (`http.header_bytes_max` + 64KiB), when `http.enabled`",
            {"http.connections_max", "http.header_bytes_max"},
            config.http.enabled ? config.http.connections_max * each : 0};
}

[[nodiscard]] MemoryBound consumer_bound(const Config& config) {
    const std::size_t queue = config.source_kafka.prefetch_bytes_max;
    const std::size_t fetch = std::clamp(queue / kFetchShare, kMiB, 8 * kMiB);
    return {
        "consumer",
        "`source.kafka.prefetch_bytes_max` + 4 × an eighth of it (1MiB to 8MiB), when `source.kind` is kafka",
        {"source.kafka.prefetch_bytes_max"},
        config.source_kind == SourceKind::Kafka ? queue + kFetchExpansion * fetch : 0};
}

[[nodiscard]] MemoryBound producer_bound(const Config& config) {
    const KafkaSinkOptions& options = config.sink_kafka;
    const std::size_t requests =
        kRequestBuffers * std::max(options.record_bytes_max, options.dead_letter_bytes_max);
    return {
        "producer",
        "10 × the larger of `sink.kafka.record_bytes_max` and `sink.kafka.dead_letter_bytes_max`, at most "
        "`pipeline.inflight_bytes_max`, when `sink.kind` is kafka",
        {"sink.kafka.dead_letter_bytes_max", "sink.kafka.record_bytes_max"},
        config.sink_kind == SinkKind::Kafka ? std::min(requests, config.pipeline.inflight_bytes_max) : 0};
}

}  // namespace

std::vector<MemoryBound> memory_bounds(const Config& config) {
    return {
        {"base", "40MiB", {}, kBaseBytes},
        {"index", "`index.bytes_max`", {"index.bytes_max"}, config.index.bytes_max},
        {"in flight",
         "`pipeline.inflight_bytes_max`",
         {"pipeline.inflight_bytes_max"},
         config.pipeline.inflight_bytes_max},
        {"log queue",
         "`pipeline.inflight_bytes_max` ÷ 8",
         {"pipeline.inflight_bytes_max"},
         config.pipeline.inflight_bytes_max / kLogQueueShare},
        workers_bound(config),
        largest_record_bound(config),
        http_bound(config),
        consumer_bound(config),
        producer_bound(config),
    };
}

std::size_t memory_sum(const std::vector<MemoryBound>& bounds) {
    return std::accumulate(bounds.begin(), bounds.end(), std::size_t{0},
                           [](std::size_t sum, const MemoryBound& bound) { return sum + bound.bytes; });
}

unsigned workers_for(const Config& config, unsigned cores) {
    Config alone = config;
    alone.pipeline.workers = 1;
    const std::size_t sum = memory_sum(memory_bounds(alone));
    const std::size_t each = std::max<std::size_t>(1, worker_bytes(config));
    const std::size_t more = sum < config.memory_budget_bytes ? (config.memory_budget_bytes - sum) / each : 0;
    constexpr unsigned kWorkersMax = 256;
    return static_cast<unsigned>(std::min<std::size_t>(std::clamp(cores, 1U, kWorkersMax), more + 1));
}

std::string describe(std::vector<MemoryBound> bounds) {
    std::stable_sort(bounds.begin(), bounds.end(),
                     [](const MemoryBound& a, const MemoryBound& b) { return a.bytes > b.bytes; });
    std::string text;
    for (const MemoryBound& bound : bounds) {
        if (bound.bytes == 0) continue;
        text.append(text.empty() ? "" : ", ")
            .append(bound.name)
            .append(" ")
            .append(rounded_up_text(bound.bytes));
        std::string keys;
        for (const std::string_view key : bound.keys) keys.append(keys.empty() ? "" : ", ").append(key);
        if (!keys.empty()) text.append(" (").append(keys).append(")");
    }
    return text;
}

std::string rounded_up_text(std::size_t bytes) {
    return std::to_string((bytes + kMiB - 1) / kMiB) + "MiB";
}

}  // namespace wirefold
