#include "daemon/app/kafka_metrics.hpp"

#include <algorithm>

namespace wirefold {

namespace {

[[nodiscard]] double seconds(Duration duration) {
    return std::chrono::duration<double>(duration).count();
}

}  // namespace

KafkaMetrics::KafkaMetrics(Metrics& metrics)
    : metrics_(metrics),
      assigned_(metrics.counter(MetricId::Rebalances, {"assigned"})),
      revoked_(metrics.counter(MetricId::Rebalances, {"revoked"})),
      lost_(metrics.counter(MetricId::Rebalances, {"lost"})),
      assigned_partitions_(metrics.gauge(MetricId::AssignedPartitions)),
      commit_seconds_(metrics.histogram(MetricId::CommitDuration)),
      rebalance_seconds_(metrics.histogram(MetricId::RebalanceDuration)) {}

void KafkaMetrics::publish() {
    if (source_ != nullptr) publish_source(source_->stats());
    publish_errors();
}

void KafkaMetrics::publish_source(const KafkaSourceStats& stats) {
    const std::uint64_t rebalances = stats.assigned_events + stats.revoked_events + stats.lost_events;
    const std::uint64_t rebalances_before = last_.assigned_events + last_.revoked_events + last_.lost_events;
    assigned_.add(stats.assigned_events - last_.assigned_events);
    revoked_.add(stats.revoked_events - last_.revoked_events);
    lost_.add(stats.lost_events - last_.lost_events);
    if (rebalances != rebalances_before) rebalance_seconds_.observe(seconds(stats.last_rebalance));
    const std::uint64_t kept = KafkaSourceStats::kRecentCommits;
    const std::uint64_t first =
        stats.commits > kept ? std::max(last_.commits, stats.commits - kept) : last_.commits;
    for (std::uint64_t commit = first; commit < stats.commits; ++commit) {
        commit_seconds_.observe(seconds(stats.commit_took[commit % kept]));
    }
    assigned_partitions_.set(stats.partitions.size());
    std::vector<Metrics::Series> lags;
    std::vector<Metrics::Series> ages;
    for (const KafkaPartitionStats& partition : stats.partitions) {
        if (partition.lag_records < 0) continue;
        const std::vector<std::string> labels{partition.topic, std::to_string(partition.partition.raw())};
        lags.push_back({labels, static_cast<double>(partition.lag_records)});
        ages.push_back({labels, seconds(partition.lag)});
    }
    metrics_.replace(MetricId::PartitionLag, lags);
    metrics_.replace(MetricId::PartitionLagSeconds, ages);
    last_ = stats;
}

void KafkaMetrics::publish_errors() {
    kafka::ErrorCounts errors{};
    const auto add = [&](const kafka::ErrorCounts& more) {
        for (std::size_t i = 0; i < errors.size(); ++i) errors[i] += more[i];
    };
    if (source_ != nullptr) add(source_->stats().errors);
    if (sink_ != nullptr) add(sink_->stats().errors);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (errors[i] == 0) continue;
        metrics_.counter(MetricId::KafkaErrors, {name_of(kafka::kErrorCodes[i])})
            .add(errors[i] - last_errors_[i]);
    }
    last_errors_ = errors;
}

}  // namespace wirefold
