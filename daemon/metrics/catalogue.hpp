#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace wirefold {

/// Every metric the daemon has. The order is that of the table in catalogue.cpp.
enum class MetricId : std::uint8_t {
    // In flow order.
    RecordsConsumed,
    BytesConsumed,
    Outcomes,
    Relations,
    DeadLetters,
    Rebalances,
    KafkaErrors,
    Candidates,
    LateArticles,
    IndexEvictions,
    OutputRecords,
    LogEntries,
    // How things stand.
    PartitionLag,
    PartitionLagSeconds,
    AssignedPartitions,
    InflightBytes,
    QueueBytes,
    MemoryBudgetBytes,
    MemoryBoundsBytes,
    IndexEntries,
    IndexBytes,
    IndexBytesMax,
    IndexOldest,
    RestoreRemaining,
    Ready,
    BuildInfo,
    // Distributions.
    EndToEnd,
    StageDuration,
    RecordBytes,
    Similarity,
    GroupSize,
    RebalanceDuration,
    CommitDuration,
    // The process.
    ProcessResidentMemory,
    ProcessCpu,
    ProcessOpenFds,
    ProcessStartTime,
};
inline constexpr std::size_t kMetricCount = static_cast<std::size_t>(MetricId::ProcessStartTime) + 1;

enum class MetricKind : std::uint8_t {
    Counter,   ///< only rises
    Gauge,     ///< rises and falls
    GaugeSet,  ///< a gauge whose series come and go (partitions): written only as a whole
    Histogram,
};

/// One row of the table: all there is to know about a metric, but its values.
struct MetricInfo {
    static constexpr std::size_t kLabelsMax = 2;

    MetricId id;
    MetricKind kind;
    std::string_view name;  ///< As served, in full, so that a search finds it.
    std::string_view unit;  ///< "records", "bytes", "seconds" …; "1" for yes or no.
    std::string_view help;  ///< One line; says the unit.
    std::array<std::string_view, kLabelsMax> labels{};  ///< Unused places are empty.
    std::span<const double> buckets{};                  ///< Upper bounds, rising, without infinity.

    [[nodiscard]] constexpr std::size_t label_count() const {
        std::size_t names = 0;
        for (const std::string_view label : labels) names += label.empty() ? 0U : 1U;
        return names;
    }
};

/// The table. Static storage.
[[nodiscard]] std::span<const MetricInfo, kMetricCount> metric_catalogue();
[[nodiscard]] const MetricInfo& info_of(MetricId id);
/// As Prometheus calls it: "counter", "gauge", "histogram".
[[nodiscard]] std::string_view name_of(MetricKind kind);

}  // namespace wirefold
