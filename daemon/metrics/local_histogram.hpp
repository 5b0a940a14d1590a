#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "daemon/metrics/catalogue.hpp"

namespace wirefold {

/// Counts observations of one histogram metric in plain integers, to be published once per batch.
///
/// Threads: one at a time; a value that may travel with a batch.
/// Bound:   fixed size, no heap.
class LocalHistogram {
public:
    static constexpr std::size_t kBucketsMax = 16;

    explicit LocalHistogram(MetricId id);

    /// Counts `value` `times` times, in the first bucket whose bound is not below it. A value that is not
    /// finite is left out: one of them would make the published sum useless for the life of the process.
    void observe(double value, std::uint64_t times = 1);
    /// Adds what `other`, of the same metric, has counted.
    void add(const LocalHistogram& other);
    void clear();

    [[nodiscard]] MetricId id() const { return id_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] double sum() const { return sum_; }
    /// Observations per bucket, not cumulative; the last is what lies above every bound.
    [[nodiscard]] std::span<const std::uint64_t> counts() const {
        return {counts_.data(), bounds_.size() + 1};
    }

private:
    MetricId id_;
    std::span<const double> bounds_;  ///< Of the catalogue: static storage.
    std::array<std::uint64_t, kBucketsMax + 1> counts_{};
    std::uint64_t count_ = 0;
    double sum_ = 0;
};

}  // namespace wirefold
