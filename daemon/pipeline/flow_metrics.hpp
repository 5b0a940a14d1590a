#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/index/index.hpp"
#include "daemon/metrics/metrics.hpp"
#include "daemon/model/draft_batch.hpp"
#include "daemon/model/output.hpp"

namespace wirefold {

/// Stages that are timed. Closed, because each is a metric label.
enum class Stage : std::uint8_t { Decode, Normalize, Fingerprint, Apply, Enrich };
inline constexpr std::array kStages{Stage::Decode, Stage::Normalize, Stage::Fingerprint, Stage::Apply,
                                    Stage::Enrich};
[[nodiscard]] std::string_view name_of(Stage stage);

/// Seconds each stage worked on one batch.
using StageSeconds = std::array<double, kStages.size()>;

/// What a run did so far, for its summary.
struct FlowTotals {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    std::array<std::uint64_t, kDestinations.size()> outputs{};  ///< Acknowledged, by destination.
    std::array<std::uint64_t, kRelations.size()> relations{};
    std::array<std::uint64_t, kRejectReasons.size()> rejected{};
};

/// Publishes what the stages counted, once per batch. The stages themselves know nothing of it.
///
/// Invariant: every record counted as consumed is counted in exactly one of unique, duplicates, dead_letters,
///            once its output is acknowledged.
/// Threads:   any.
class FlowMetrics {
public:
    explicit FlowMetrics(Metrics& metrics);

    /// A batch was decoded, normalized and fingerprinted.
    void parsed(const DraftBatch& batch, const StageSeconds& seconds);
    /// Its drafts got their verdicts; `seconds` since the apply thread took its entries.
    void judged(const Verdict& verdict, bool replayed);
    void applied(double seconds, std::size_t entries, const IndexStats& index);
    void enriched(double seconds);
    void finished(const Receipt& receipt);
    void restored(std::size_t entries);
    void inflight(std::size_t bytes);

    [[nodiscard]] FlowTotals totals() const;

private:
    void count_consumed(const RawRecord& record, std::string_view profile);

    Metrics& metrics_;
    Counter bytes_consumed_;
    std::array<Counter, 3> outcomes_;  ///< Unique, duplicates, dead letters.
    std::array<Counter, kDestinations.size()> outputs_;
    std::array<Counter, kRelations.size()> relations_;
    std::array<Histogram, kRelations.size()> similarity_;
    std::array<Counter, kRejectReasons.size()> dead_letters_;
    std::array<Histogram, kStages.size()> stage_seconds_;
    Histogram end_to_end_;
    Histogram record_bytes_;
    Histogram group_size_;
    Counter late_;
    Counter candidates_;
    Counter evicted_by_window_;
    Counter evicted_by_capacity_;
    Counter log_appended_;
    Counter log_restored_;
    Counter log_replayed_;
    Gauge inflight_bytes_;
    Gauge index_entries_;
    Gauge index_bytes_;
    Gauge index_bytes_max_;
    Gauge index_oldest_;

    mutable std::mutex totals_mutex_;
    FlowTotals totals_;  ///< Guarded by totals_mutex_.

    std::mutex consumed_mutex_;
    std::map<std::pair<std::string, std::string>, Counter> consumed_;  ///< By topic and profile. Guarded.

    // Of the apply thread alone:
    std::array<std::uint64_t, kRelations.size()> relation_counts_{};
    LocalHistogram group_sizes_{MetricId::GroupSize};
    std::uint64_t late_count_ = 0;
    std::uint64_t replayed_count_ = 0;
    IndexStats last_index_;
};

}  // namespace wirefold
