#include "daemon/app/ends.hpp"

#include <algorithm>

#include "daemon/app/configuration.hpp"
#include "daemon/app/kafka_metrics.hpp"
#include "daemon/log/file_log.hpp"
#include "daemon/log/memory_log.hpp"
#include "daemon/sink/files_sink.hpp"
#include "daemon/sink/kafka_sink.hpp"
#include "daemon/source/kafka_source.hpp"
#include "daemon/source/spool_source.hpp"

namespace wirefold {

namespace {

/// A record too large to be judged is still kept whole as a dead letter, where the output takes it.
[[nodiscard]] std::size_t copied_bytes_max(const Config& config) {
    return std::max(config.decode.record_bytes_max, config.sink_kafka.dead_letter_bytes_max);
}

[[nodiscard]] Result<void> open_source(const Config& config, const Clock& clock, Ends& ends,
                                       KafkaMetrics& metrics) {
    if (config.source_kind == SourceKind::Files) {
        auto source = SpoolSource::open(config.source_files, copied_bytes_max(config), clock);
        if (!source) return source.error();
        ends.source = std::move(*source);
        return {};
    }
    auto source = KafkaSource::open(config.kafka, config.source_kafka, copied_bytes_max(config), clock);
    if (!source) return source.error();
    metrics.watch(**source);
    ends.source = std::move(*source);
    return {};
}

[[nodiscard]] Result<void> open_sink(const Config& config, Ends& ends, KafkaMetrics& metrics) {
    if (config.sink_kind == SinkKind::Files) {
        auto sink = FilesSink::open(config.sink_files);
        if (!sink) return sink.error();
        ends.sink = std::move(*sink);
        return {};
    }
    auto sink = KafkaSink::open(config.kafka, config.sink_kafka);
    if (!sink) return sink.error();
    metrics.watch(**sink);
    ends.sink = std::move(*sink);
    return {};
}

[[nodiscard]] Result<void> open_log(const Config& config, const Clock& clock, Ends& ends) {
    // The log holds fingerprints, a fraction of what is in flight.
    const std::size_t queue_bytes_max = config.pipeline.inflight_bytes_max / 8;
    if (config.log.folder.empty()) {
        ends.log = std::make_unique<MemoryLog>(queue_bytes_max);
        return {};
    }
    auto log = FileLog::open(
        config.log, {.parameters = parameters_stamp(config), .queue_bytes_max = queue_bytes_max}, clock);
    if (!log) return log.error();
    ends.log = std::move(*log);
    return {};
}

}  // namespace

Result<Ends> open_ends(const Config& config, const Clock& clock, Metrics& metrics) {
    Ends ends;
    auto kafka_metrics = std::make_unique<KafkaMetrics>(metrics);
    if (auto opened = open_log(config, clock, ends); !opened) return opened.error();
    if (auto opened = open_sink(config, ends, *kafka_metrics); !opened) return opened.error();
    if (auto opened = open_source(config, clock, ends, *kafka_metrics); !opened) return opened.error();
    ends.kafka_metrics = std::move(kafka_metrics);
    return ends;
}

Ends::Ends() = default;
Ends::Ends(Ends&&) noexcept = default;
Ends& Ends::operator=(Ends&&) noexcept = default;
Ends::~Ends() = default;

}  // namespace wirefold
