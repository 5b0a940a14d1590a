#include "daemon/metrics/catalogue.hpp"

#include "daemon/metrics/local_histogram.hpp"

namespace wirefold {

namespace {

using enum MetricKind;

// The targets are 25 ms and 100 ms at the 99th percentile: the bounds are close together there.
constexpr std::array kEndToEndBuckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,  0.25,
                                      0.5,   1.0,    2.5,   5.0,  10.0,  30.0, 60.0, 300.0};
// A stage takes some microseconds a record and a batch holds up to a few hundred records.
constexpr std::array kStageBuckets{0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005,
                                   0.01,    0.025,  0.05,    0.1,    0.25,  0.5,    1.0};
constexpr std::array kRecordBytesBuckets{256.0,    512.0,    1'024.0,  2'048.0,   4'096.0,     8'192.0,
                                         16'384.0, 32'768.0, 65'536.0, 131'072.0, 1'048'576.0, 8'388'608.0};
// Thresholds stand in the upper half.
constexpr std::array kRatioBuckets{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1.0};
constexpr std::array kGroupBuckets{1.0,  2.0,   3.0,   5.0,   10.0,    20.0,
                                   50.0, 100.0, 200.0, 500.0, 1'000.0, 10'000.0};
constexpr std::array kRebalanceBuckets{0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0};
constexpr std::array kCommitBuckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                    0.25,  0.5,    1.0,   2.5,  5.0,   10.0, 30.0};

/// The table. Labels hold closed sets: names of our enums, configured topics, partition numbers, librdkafka's
/// error names. Never an id, a title, an address or a file name, each of which would grow without limit.
// clang-format off
constexpr std::array<MetricInfo, kMetricCount> kCatalogue{{
    {MetricId::RecordsConsumed, Counter, "wirefold_records_consumed_total", "records",
     "Records taken from the source, by topic and by the input profile that recognized them.",
     {"topic", "profile"}},
    {MetricId::BytesConsumed, Counter, "wirefold_bytes_consumed_total", "bytes",
     "Payload bytes of the records taken from the source."},
    {MetricId::Outcomes, Counter, "wirefold_outcomes_total", "records",
     "Records by where they ended: unique, duplicates or dead_letters. Adds up to the records consumed.",
     {"outcome"}},
    {MetricId::Relations, Counter, "wirefold_relations_total", "records",
     "Records judged, by their relation to what came before.", {"relation"}},
    {MetricId::DeadLetters, Counter, "wirefold_dead_letters_total", "records",
     "Records refused, by reason.", {"reason"}},
    {MetricId::Rebalances, Counter, "wirefold_rebalances_total", "rebalances",
     "Consumer group events: partitions assigned, revoked or lost.", {"event"}},
    {MetricId::KafkaErrors, Counter, "wirefold_kafka_errors_total", "errors",
     "Errors reported by the Kafka client, by error name.", {"code"}},
    {MetricId::Candidates, Counter, "wirefold_candidates_total", "candidates",
     "Earlier articles that were looked at for a new one."},
    {MetricId::LateArticles, Counter, "wirefold_late_articles_total", "records",
     "Records older than the window when they arrived."},
    {MetricId::IndexEvictions, Counter, "wirefold_index_evictions_total", "entries",
     "Articles that left the index: their window had passed (window) or memory was full (capacity).",
     {"cause"}},
    {MetricId::OutputRecords, Counter, "wirefold_output_records_total", "records",
     "Records whose publication was acknowledged, by destination.", {"destination"}},
    {MetricId::LogEntries, Counter, "wirefold_log_entries_total", "entries",
     "Fingerprint log entries appended, read at start (restored), or recognized as seen before (replayed).",
     {"kind"}},

    {MetricId::PartitionLag, GaugeSet, "wirefold_partition_lag_records", "records",
     "Records in the partition that are not finished yet; assigned partitions only.",
     {"topic", "partition"}},
    {MetricId::PartitionLagSeconds, GaugeSet, "wirefold_partition_lag_seconds", "seconds",
     "Seconds since the newest record taken from the partition was written, 0 without a lag.",
     {"topic", "partition"}},
    {MetricId::AssignedPartitions, Gauge, "wirefold_assigned_partitions", "partitions",
     "Partitions this instance consumes."},
    {MetricId::InflightBytes, Gauge, "wirefold_inflight_bytes", "bytes",
     "Bytes charged between the source's poll and the acknowledgment of the outputs."},
    {MetricId::QueueBytes, Gauge, "wirefold_queue_bytes", "bytes",
     "Bytes waiting in front of a stage.", {"stage"}},
    {MetricId::MemoryBudgetBytes, Gauge, "wirefold_memory_budget_bytes", "bytes",
     "Configured memory budget in bytes; wirefold_memory_bounds_bytes adds up to no more."},
    {MetricId::MemoryBoundsBytes, Gauge, "wirefold_memory_bounds_bytes", "bytes",
     "Largest number of bytes a part of the process may hold.", {"part"}},
    {MetricId::IndexEntries, Gauge, "wirefold_index_entries", "entries",
     "Articles the index remembers."},
    {MetricId::IndexBytes, Gauge, "wirefold_index_bytes", "bytes",
     "Bytes the index holds."},
    {MetricId::IndexBytesMax, Gauge, "wirefold_index_bytes_max", "bytes",
     "Bytes the index may hold before the oldest articles leave it."},
    {MetricId::IndexOldest, Gauge, "wirefold_index_oldest_seconds", "seconds",
     "Age of the oldest article in the index, in seconds of log time."},
    {MetricId::RestoreRemaining, Gauge, "wirefold_restore_remaining_records", "records",
     "Log records still to be read before this instance is ready."},
    {MetricId::Ready, Gauge, "wirefold_ready", "1",
     "1 when /readyz says yes, else 0."},
    {MetricId::BuildInfo, Gauge, "wirefold_build_info", "1",
     "Always 1; the label says which build this is.", {"version"}},

    {MetricId::EndToEnd, Histogram, "wirefold_end_to_end_seconds", "seconds",
     "Seconds from a record's poll to the acknowledgment of its output.", {}, kEndToEndBuckets},
    {MetricId::StageDuration, Histogram, "wirefold_stage_seconds", "seconds",
     "Seconds a stage worked on one batch.", {"stage"}, kStageBuckets},
    {MetricId::RecordBytes, Histogram, "wirefold_record_bytes", "bytes",
     "Payload size of consumed records, in bytes.", {}, kRecordBytesBuckets},
    {MetricId::Similarity, Histogram, "wirefold_similarity_ratio", "ratio",
     "Measured similarity of judged pairs as a ratio from 0 to 1, by relation.", {"relation"}, kRatioBuckets},
    {MetricId::GroupSize, Histogram, "wirefold_group_size", "articles",
     "Articles in a group when a new one joined it, itself included.", {}, kGroupBuckets},
    {MetricId::RebalanceDuration, Histogram, "wirefold_rebalance_seconds", "seconds",
     "Seconds from a revocation to the hand-over of its partitions.", {}, kRebalanceBuckets},
    {MetricId::CommitDuration, Histogram, "wirefold_commit_seconds", "seconds",
     "Seconds a commit of input offsets took.", {}, kCommitBuckets},

    // The names every Prometheus client uses for these; dashboards expect them without our prefix.
    {MetricId::ProcessResidentMemory, Gauge, "process_resident_memory_bytes", "bytes",
     "Resident memory of the process, in bytes."},
    {MetricId::ProcessCpu, Counter, "process_cpu_seconds_total", "seconds",
     "Processor seconds the process has used, user and system."},
    {MetricId::ProcessOpenFds, Gauge, "process_open_fds", "descriptors",
     "Open file descriptors."},
    {MetricId::ProcessStartTime, Gauge, "process_start_time_seconds", "seconds",
     "When the process started, in seconds since 1970 UTC."},
}};
// clang-format on

consteval bool rows_stand_in_the_order_of_their_ids() {
    for (std::size_t i = 0; i < kCatalogue.size(); ++i) {
        if (static_cast<std::size_t>(kCatalogue[i].id) != i) return false;
    }
    return true;
}
static_assert(rows_stand_in_the_order_of_their_ids());

consteval bool buckets_rise_and_fit() {
    for (const MetricInfo& info : kCatalogue) {
        if (info.buckets.empty() == (info.kind == Histogram)) return false;
        if (info.buckets.size() > LocalHistogram::kBucketsMax) return false;
        for (std::size_t i = 1; i < info.buckets.size(); ++i) {
            if (info.buckets[i - 1] >= info.buckets[i]) return false;
        }
    }
    return true;
}
static_assert(buckets_rise_and_fit());

}  // namespace

std::span<const MetricInfo, kMetricCount> metric_catalogue() {
    return kCatalogue;
}

const MetricInfo& info_of(MetricId id) {
    return kCatalogue[static_cast<std::size_t>(id)];
}

std::string_view name_of(MetricKind kind) {
    switch (kind) {
        case Counter: return "counter";
        case Gauge:
        case GaugeSet: return "gauge";
        case Histogram: return "histogram";
    }
    return "unknown";
}

}  // namespace wirefold
