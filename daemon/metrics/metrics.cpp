#include "daemon/metrics/metrics.hpp"

#include <cmath>
#include <mutex>
#include <optional>
#include <variant>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "daemon/core/invariant.hpp"
#include "daemon/metrics/process_facts.hpp"

namespace wirefold {

namespace {

using CounterFamily = prometheus::Family<prometheus::Counter>;
using GaugeFamily = prometheus::Family<prometheus::Gauge>;
using HistogramFamily = prometheus::Family<prometheus::Histogram>;
using AnyFamily = std::variant<CounterFamily*, GaugeFamily*, HistogramFamily*>;

[[nodiscard]] AnyFamily register_family(prometheus::Registry& registry, const MetricInfo& info) {
    const std::string name{info.name};
    const std::string help{info.help};
    switch (info.kind) {
        case MetricKind::Counter: return &prometheus::BuildCounter().Name(name).Help(help).Register(registry);
        case MetricKind::Histogram:
            return &prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
        case MetricKind::Gauge:
        case MetricKind::GaugeSet: break;
    }
    return &prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

template <class Values>
[[nodiscard]] prometheus::Labels labels_of(const MetricInfo& info, const Values& values) {
    WIREFOLD_INVARIANT(values.size() == info.label_count(), "a series has one value for each label");
    prometheus::Labels labels;
    std::size_t place = 0;
    for (const auto& value : values) labels.emplace(info.labels[place++], value);
    return labels;
}

[[nodiscard]] prometheus::Histogram::BucketBoundaries boundaries_of(const MetricInfo& info) {
    return {info.buckets.begin(), info.buckets.end()};
}

}  // namespace

void Counter::add_amount(double amount) const {
    WIREFOLD_INVARIANT(target_ != nullptr, "a counter is resolved before it is used");
    // The library ignores amounts below zero, but would add infinity and NaN.
    if (std::isfinite(amount)) target_->Increment(amount);
}

void Gauge::set_value(double value) const {
    WIREFOLD_INVARIANT(target_ != nullptr, "a gauge is resolved before it is used");
    if (std::isfinite(value)) target_->Set(value);
}

void Histogram::observe_value(double value) const {
    WIREFOLD_INVARIANT(target_ != nullptr, "a histogram is resolved before it is used");
    if (std::isfinite(value)) target_->Observe(value);
}

void Histogram::observe_many(LocalHistogram& collected) const {
    WIREFOLD_INVARIANT(target_ != nullptr, "a histogram is resolved before it is used");
    WIREFOLD_INVARIANT(collected.id() == id_, "what was collected belongs to this metric");
    if (collected.empty()) return;
    const auto counts = collected.counts();
    target_->ObserveMultiple({counts.begin(), counts.end()}, collected.sum());
    collected.clear();
}

struct Metrics::Impl {
    // A family registered twice would be a wrong catalogue: throw instead of merging the two.
    prometheus::Registry registry{prometheus::Registry::InsertBehavior::Throw};
    std::vector<AnyFamily> families;  ///< By MetricId; constant after construction.
    /// Makes replace() and the refresh of process figures whole in the eyes of text().
    std::mutex mutex;
    std::vector<std::vector<prometheus::Gauge*>> replaced{kMetricCount};  ///< By MetricId; guarded by mutex.

    template <class Metric>
    [[nodiscard]] prometheus::Family<Metric>& family(MetricId id) {
        return *std::get<prometheus::Family<Metric>*>(families[static_cast<std::size_t>(id)]);
    }
    void set(MetricId id, const std::optional<double>& value) {
        if (value) family<prometheus::Gauge>(id).Add({}).Set(*value);
    }
    void refresh_process_figures();
};

void Metrics::Impl::refresh_process_figures() {
    const ProcessFacts facts = read_process_facts();
    set(MetricId::ProcessResidentMemory, facts.resident_bytes);
    set(MetricId::ProcessOpenFds, facts.open_fds);
    set(MetricId::ProcessStartTime, facts.start_time_seconds);
    auto& cpu = family<prometheus::Counter>(MetricId::ProcessCpu).Add({});
    if (facts.cpu_seconds) cpu.Increment(*facts.cpu_seconds - cpu.Value());
}

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {
    for (const MetricInfo& info : metric_catalogue()) {
        impl_->families.push_back(register_family(impl_->registry, info));
        if (info.label_count() > 0) continue;
        switch (info.kind) {
            case MetricKind::Counter: static_cast<void>(counter(info.id)); break;
            case MetricKind::Gauge: static_cast<void>(gauge(info.id)); break;
            case MetricKind::Histogram: static_cast<void>(histogram(info.id)); break;
            case MetricKind::GaugeSet: break;
        }
    }
}

Metrics::~Metrics() = default;

Counter Metrics::counter(MetricId id, LabelValues values) {
    const MetricInfo& info = info_of(id);
    WIREFOLD_INVARIANT(info.kind == MetricKind::Counter, "asked for as a counter, which it is not");
    return Counter{impl_->family<prometheus::Counter>(id).Add(labels_of(info, values))};
}

Gauge Metrics::gauge(MetricId id, LabelValues values) {
    const MetricInfo& info = info_of(id);
    WIREFOLD_INVARIANT(info.kind == MetricKind::Gauge, "asked for as a gauge, which it is not");
    return Gauge{impl_->family<prometheus::Gauge>(id).Add(labels_of(info, values))};
}

Histogram Metrics::histogram(MetricId id, LabelValues values) {
    const MetricInfo& info = info_of(id);
    WIREFOLD_INVARIANT(info.kind == MetricKind::Histogram, "asked for as a histogram, which it is not");
    return {impl_->family<prometheus::Histogram>(id).Add(labels_of(info, values), boundaries_of(info)), id};
}

void Metrics::replace(MetricId id, const std::vector<Series>& series) {
    const MetricInfo& info = info_of(id);
    WIREFOLD_INVARIANT(info.kind == MetricKind::GaugeSet, "only a set of gauges is replaced as a whole");
    auto& family = impl_->family<prometheus::Gauge>(id);
    const std::lock_guard lock{impl_->mutex};
    auto& present = impl_->replaced[static_cast<std::size_t>(id)];
    for (prometheus::Gauge* gone : present) family.Remove(gone);
    present.clear();
    for (const Series& one : series) {
        prometheus::Gauge& gauge = family.Add(labels_of(info, one.label_values));
        if (std::isfinite(one.value)) gauge.Set(one.value);
        present.push_back(&gauge);
    }
}

std::string Metrics::text() {
    std::vector<prometheus::MetricFamily> collected;
    {
        const std::lock_guard lock{impl_->mutex};
        impl_->refresh_process_figures();
        collected = impl_->registry.Collect();
    }
    return prometheus::TextSerializer{}.Serialize(collected);
}

}  // namespace wirefold
