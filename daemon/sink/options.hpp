#pragma once

#include <chrono>
#include <string>

#include "daemon/core/units.hpp"

namespace wirefold {

/// NDJSON files `unique.ndjson`, `duplicates.ndjson`, `retractions.ndjson`, `dead_letters.ndjson`.
struct FilesSinkOptions {
    std::string folder = "out";
};

struct KafkaSinkOptions {
    std::string unique_topic = "articles.unique";
    std::string duplicates_topic = "articles.duplicates";
    std::string retractions_topic = "articles.retractions";
    std::string dead_letters_topic = "articles.dlq";
    /// Largest enriched record, key and headers included; must not exceed the topic's max.message.bytes.
    /// A larger one becomes a dead letter.
    std::size_t record_bytes_max = 1000 * kKiB;
    /// Largest dead letter: the topic must take that much, so that originals are kept whole. Of a larger one,
    /// this much is kept and the header `truncated-from` says so.
    std::size_t dead_letter_bytes_max = 32 * kMiB;
    std::chrono::milliseconds linger{10};  ///< Longer: larger, cheaper batches and more latency.
    std::string compression = "lz4";       ///< none, gzip, snappy, lz4 or zstd.
};

}  // namespace wirefold
