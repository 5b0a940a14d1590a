#pragma once

#include <array>

#include "daemon/kafka/errors.hpp"
#include "daemon/metrics/metrics.hpp"
#include "daemon/sink/kafka_sink.hpp"
#include "daemon/source/kafka_source.hpp"

namespace wirefold {

/// Carries what the Kafka source and sink count themselves over to the metrics, for each scrape.
///
/// Threads: watch() before the first publish(); publish() on the io thread.
class KafkaMetrics {
public:
    explicit KafkaMetrics(Metrics& metrics);

    /// Borrowed; must outlive the last publish().
    void watch(const KafkaSource& source) { source_ = &source; }
    void watch(const KafkaSink& sink) { sink_ = &sink; }
    void publish();

private:
    void publish_source(const KafkaSourceStats& stats);
    void publish_errors();

    Metrics& metrics_;
    const KafkaSource* source_ = nullptr;
    const KafkaSink* sink_ = nullptr;
    Counter assigned_;
    Counter revoked_;
    Counter lost_;
    Gauge assigned_partitions_;
    Histogram commit_seconds_;
    Histogram rebalance_seconds_;
    KafkaSourceStats last_;  ///< As of the scrape before.
    kafka::ErrorCounts last_errors_{};
};

}  // namespace wirefold
