#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "daemon/core/logging.hpp"
#include "daemon/core/units.hpp"
#include "daemon/decode/options.hpp"
#include "daemon/enrich/options.hpp"
#include "daemon/fingerprint/options.hpp"
#include "daemon/http/options.hpp"
#include "daemon/index/options.hpp"
#include "daemon/kafka/options.hpp"
#include "daemon/log/options.hpp"
#include "daemon/normalize/options.hpp"
#include "daemon/pipeline/options.hpp"
#include "daemon/sink/options.hpp"
#include "daemon/source/options.hpp"

namespace wirefold {

enum class SourceKind : std::uint8_t { Files, Kafka };
enum class SinkKind : std::uint8_t { Files, Kafka };

/// Everything the operator decides, checked. Each group belongs to the stage that reads it.
///
/// What load.hpp returns has three things filled in that a bare `Config{}` lacks: the seed made from the
/// secret, the paths inside the state folder, and the number of workers.
struct Config {
    LogLevel log_level = LogLevel::Info;
    std::string state_folder = "state";
    std::size_t memory_budget_bytes = 512 * kMiB;

    SourceKind source_kind = SourceKind::Files;
    FilesSourceOptions source_files;
    KafkaSourceOptions source_kafka;

    KafkaOptions kafka;
    /// Client properties whose values are read from files: property → path. Their contents stand in
    /// `kafka.client`.
    std::map<std::string, std::string> kafka_secret_files;

    DecodeOptions decode;
    NormalizeOptions normalize;
    FingerprintOptions fingerprint;
    std::string fingerprint_secret = "wirefold";
    std::string fingerprint_secret_file;  ///< Empty: `fingerprint_secret` is the secret.

    EnrichOptions enrich;
    LogOptions log;
    IndexOptions index;
    PipelineOptions pipeline;

    SinkKind sink_kind = SinkKind::Files;
    FilesSinkOptions sink_files;
    KafkaSinkOptions sink_kafka;

    HttpOptions http;
};

}  // namespace wirefold
