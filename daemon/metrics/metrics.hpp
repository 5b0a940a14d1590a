#pragma once

#include <concepts>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "daemon/metrics/catalogue.hpp"
#include "daemon/metrics/local_histogram.hpp"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace wirefold {

template <class T>
concept MetricNumber = std::is_arithmetic_v<T>;

/// Handles are resolved once, copied freely and used from any thread; they borrow from the `Metrics` that
/// made them, which must outlive them. A default-constructed handle only keeps a place (in an array, say):
/// using it is a broken invariant. A value that is not finite is ignored: it would stay in the series.
class Counter {
public:
    Counter() = default;
    /// Amounts below zero are ignored: a counter never falls.
    template <MetricNumber T = int>
    void add(T amount = 1) const {
        add_amount(static_cast<double>(amount));
    }

private:
    friend class Metrics;
    explicit Counter(prometheus::Counter& target) : target_(&target) {}
    void add_amount(double amount) const;
    prometheus::Counter* target_ = nullptr;
};

class Gauge {
public:
    Gauge() = default;
    template <MetricNumber T>
    void set(T value) const {
        set_value(static_cast<double>(value));
    }

private:
    friend class Metrics;
    explicit Gauge(prometheus::Gauge& target) : target_(&target) {}
    void set_value(double value) const;
    prometheus::Gauge* target_ = nullptr;
};

class Histogram {
public:
    Histogram() = default;
    /// One observation, under a mutex: for rare events. Per-record values go through a LocalHistogram.
    template <MetricNumber T>
    void observe(T value) const {
        observe_value(static_cast<double>(value));
    }
    /// Publishes what was collected, of this metric, and empties it, so that nothing counts twice.
    void observe_many(LocalHistogram& collected) const;

private:
    friend class Metrics;
    Histogram(prometheus::Histogram& target, MetricId id) : target_(&target), id_(id) {}
    void observe_value(double value) const;
    prometheus::Histogram* target_ = nullptr;
    MetricId id_{};
};

/// All metrics of the process, as the catalogue lists them.
///
/// Threads: any, for every call and every handle.
/// Bound:   one series per set of label values ever asked for; label values come from closed sets.
/// Errors:  a metric asked for as what it is not, or with a wrong number of labels, is a broken invariant.
class Metrics {
public:
    /// What text() is, for the Content-Type header.
    static constexpr std::string_view kContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// Series without labels exist from here on, at zero; labeled ones from when they are first asked for.
    Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;
    ~Metrics();

    using LabelValues = std::initializer_list<std::string_view>;  ///< In the order of the catalogue; UTF-8.

    /// Finds or makes a series. Under a mutex and with a lookup: once at start, not per batch.
    [[nodiscard]] Counter counter(MetricId id, LabelValues values = {});
    [[nodiscard]] Gauge gauge(MetricId id, LabelValues values = {});
    [[nodiscard]] Histogram histogram(MetricId id, LabelValues values = {});

    struct Series {
        std::vector<std::string> label_values;
        double value = 0;
    };
    /// Makes `series` the only ones of a `MetricKind::GaugeSet`: a partition that was given away must not
    /// keep its last lag on the page. A scrape sees all of the old ones or all of the new ones.
    void replace(MetricId id, const std::vector<Series>& series);

    /// Everything in the Prometheus text format, with the process's own figures as of now.
    [[nodiscard]] std::string text();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace wirefold
