#include "daemon/pipeline/flow_metrics.hpp"

namespace wirefold {

namespace {

constexpr std::array kOutcomes{Destination::Unique, Destination::Duplicates, Destination::DeadLetters};

template <class Enum>
[[nodiscard]] constexpr std::size_t index_of(Enum value) {
    return static_cast<std::size_t>(value);
}

[[nodiscard]] std::string_view profile_of(const DraftOrRejected& draft) {
    if (const auto* rejected = std::get_if<Rejected>(&draft))
        return rejected->profile.empty() ? "none" : rejected->profile;
    return std::get<Draft>(draft).document.profile;
}

}  // namespace

std::string_view name_of(Stage stage) {
    switch (stage) {
        case Stage::Decode: return "decode";
        case Stage::Normalize: return "normalize";
        case Stage::Fingerprint: return "fingerprint";
        case Stage::Apply: return "apply";
        case Stage::Enrich: return "enrich";
    }
    return "unknown";
}

FlowMetrics::FlowMetrics(Metrics& metrics)
    : metrics_(metrics),
      bytes_consumed_(metrics.counter(MetricId::BytesConsumed)),
      end_to_end_(metrics.histogram(MetricId::EndToEnd)),
      record_bytes_(metrics.histogram(MetricId::RecordBytes)),
      group_size_(metrics.histogram(MetricId::GroupSize)),
      late_(metrics.counter(MetricId::LateArticles)),
      candidates_(metrics.counter(MetricId::Candidates)),
      evicted_by_window_(metrics.counter(MetricId::IndexEvictions, {"window"})),
      evicted_by_capacity_(metrics.counter(MetricId::IndexEvictions, {"capacity"})),
      log_appended_(metrics.counter(MetricId::LogEntries, {"appended"})),
      log_restored_(metrics.counter(MetricId::LogEntries, {"restored"})),
      log_replayed_(metrics.counter(MetricId::LogEntries, {"replayed"})),
      inflight_bytes_(metrics.gauge(MetricId::InflightBytes)),
      index_entries_(metrics.gauge(MetricId::IndexEntries)),
      index_bytes_(metrics.gauge(MetricId::IndexBytes)),
      index_bytes_max_(metrics.gauge(MetricId::IndexBytesMax)),
      index_oldest_(metrics.gauge(MetricId::IndexOldest)) {
    for (const Destination outcome : kOutcomes) {
        outcomes_[index_of(outcome)] = metrics.counter(MetricId::Outcomes, {name_of(outcome)});
    }
    for (const Destination destination : kDestinations) {
        outputs_[index_of(destination)] = metrics.counter(MetricId::OutputRecords, {name_of(destination)});
    }
    for (const Relation relation : kRelations) {
        relations_[index_of(relation)] = metrics.counter(MetricId::Relations, {name_of(relation)});
        similarity_[index_of(relation)] = metrics.histogram(MetricId::Similarity, {name_of(relation)});
    }
    for (const RejectReason reason : kRejectReasons) {
        dead_letters_[index_of(reason)] = metrics.counter(MetricId::DeadLetters, {name_of(reason)});
    }
    for (const Stage stage : kStages) {
        stage_seconds_[index_of(stage)] = metrics.histogram(MetricId::StageDuration, {name_of(stage)});
    }
}

void FlowMetrics::parsed(const DraftBatch& batch, const StageSeconds& seconds) {
    LocalHistogram sizes{MetricId::RecordBytes};
    std::uint64_t bytes = 0;
    const std::lock_guard lock{consumed_mutex_};
    // Records of one topic and one shape come in runs: one look-up a run.
    std::size_t run_begin = 0;
    for (std::size_t i = 0; i < batch.drafts.size(); ++i) {
        const RawRecord& record = batch.raw.records[i];
        bytes += record.payload_bytes;
        sizes.observe(static_cast<double>(record.payload_bytes));
        const bool run_goes_on = i + 1 < batch.drafts.size() &&
                                 batch.raw.records[i + 1].origin == record.origin &&
                                 profile_of(batch.drafts[i + 1]) == profile_of(batch.drafts[i]);
        if (run_goes_on) continue;
        const std::pair<std::string, std::string> labels{record.origin->metric_label,
                                                         profile_of(batch.drafts[i])};
        auto found = consumed_.find(labels);
        if (found == consumed_.end()) {
            found = consumed_
                        .emplace(labels,
                                 metrics_.counter(MetricId::RecordsConsumed, {labels.first, labels.second}))
                        .first;
        }
        found->second.add(i + 1 - run_begin);
        run_begin = i + 1;
    }
    bytes_consumed_.add(bytes);
    record_bytes_.observe_many(sizes);
    for (const Stage stage : {Stage::Decode, Stage::Normalize, Stage::Fingerprint}) {
        stage_seconds_[index_of(stage)].observe(seconds[index_of(stage)]);
    }
    const std::lock_guard totals_lock{totals_mutex_};
    totals_.records += batch.drafts.size();
    totals_.bytes += bytes;
}

void FlowMetrics::judged(const Verdict& verdict, bool replayed) {
    ++relation_counts_[index_of(verdict.relation)];
    group_sizes_.observe(static_cast<double>(verdict.group_size));
    late_count_ += verdict.late ? 1 : 0;
    replayed_count_ += replayed ? 1 : 0;
    if (verdict.has_evidence)
        similarity_[index_of(verdict.relation)].observe(verdict.evidence.overlap.jaccard());
}

void FlowMetrics::applied(double seconds, std::size_t entries, const IndexStats& index) {
    stage_seconds_[index_of(Stage::Apply)].observe(seconds);
    for (const Relation relation : kRelations)
        relations_[index_of(relation)].add(relation_counts_[index_of(relation)]);
    {
        const std::lock_guard lock{totals_mutex_};
        for (const Relation relation : kRelations)
            totals_.relations[index_of(relation)] += relation_counts_[index_of(relation)];
    }
    relation_counts_.fill(0);
    group_size_.observe_many(group_sizes_);
    late_.add(late_count_);
    log_replayed_.add(replayed_count_);
    late_count_ = replayed_count_ = 0;
    log_appended_.add(entries);
    candidates_.add(index.candidates - last_index_.candidates);
    evicted_by_window_.add(index.expired - last_index_.expired);
    evicted_by_capacity_.add(index.evicted - last_index_.evicted);
    index_entries_.set(index.articles);
    index_bytes_.set(index.bytes_used);
    index_bytes_max_.set(index.bytes_reserved);
    index_oldest_.set(std::chrono::duration<double>(index.oldest_age).count());
    last_index_ = index;
}

void FlowMetrics::enriched(double seconds) {
    stage_seconds_[index_of(Stage::Enrich)].observe(seconds);
}

void FlowMetrics::finished(const Receipt& receipt) {
    for (const Destination outcome : kOutcomes)
        outcomes_[index_of(outcome)].add(receipt.outputs[index_of(outcome)]);
    for (const Destination destination : kDestinations) {
        outputs_[index_of(destination)].add(receipt.outputs[index_of(destination)]);
    }
    {
        const std::lock_guard lock{totals_mutex_};
        for (std::size_t i = 0; i < receipt.outputs.size(); ++i) totals_.outputs[i] += receipt.outputs[i];
        for (std::size_t i = 0; i < receipt.rejected.size(); ++i) totals_.rejected[i] += receipt.rejected[i];
    }
    for (std::size_t i = 0; i < receipt.rejected.size(); ++i) dead_letters_[i].add(receipt.rejected[i]);
    LocalHistogram latency{MetricId::EndToEnd};
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - receipt.taken_at;
    latency.observe(elapsed.count(), receipt.records);
    end_to_end_.observe_many(latency);
}

void FlowMetrics::restored(std::size_t entries) {
    log_restored_.add(entries);
}

FlowTotals FlowMetrics::totals() const {
    const std::lock_guard lock{totals_mutex_};
    return totals_;
}

void FlowMetrics::inflight(std::size_t bytes) {
    inflight_bytes_.set(bytes);
}

}  // namespace wirefold
