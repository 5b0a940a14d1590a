#include "daemon/metrics/local_histogram.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/core/invariant.hpp"

namespace wirefold {

LocalHistogram::LocalHistogram(MetricId id) : id_(id), bounds_(info_of(id).buckets) {
    WIREFOLD_INVARIANT(info_of(id).kind == MetricKind::Histogram, "only a histogram metric has buckets");
}

void LocalHistogram::observe(double value, std::uint64_t times) {
    if (!std::isfinite(value)) return;
    const auto bucket = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
    counts_[static_cast<std::size_t>(bucket)] += times;
    count_ += times;
    sum_ += value * static_cast<double>(times);
}

void LocalHistogram::add(const LocalHistogram& other) {
    WIREFOLD_INVARIANT(id_ == other.id_, "only counts of one metric can be added");
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    count_ += other.count_;
    sum_ += other.sum_;
}

void LocalHistogram::clear() {
    counts_.fill(0);
    count_ = 0;
    sum_ = 0;
}

}  // namespace wirefold
