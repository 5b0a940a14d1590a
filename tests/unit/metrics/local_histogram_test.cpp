#include "daemon/metrics/local_histogram.hpp"

#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] std::uint64_t total(const LocalHistogram& histogram) {
    const auto counts = histogram.counts();
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace

TEST_SUITE("metrics/local_histogram") {
    TEST_CASE("a value equal to a bound belongs to that bound's bucket, one above it to the next") {
        const auto bounds = info_of(MetricId::GroupSize).buckets;
        LocalHistogram sizes{MetricId::GroupSize};
        for (const double bound : bounds) sizes.observe(bound);
        for (std::size_t i = 0; i < bounds.size(); ++i) CHECK(sizes.counts()[i] == 1);
        CHECK(sizes.counts().back() == 0);
        sizes.observe(bounds[0] + 0.5);
        CHECK(sizes.counts()[1] == 2);
    }

    TEST_CASE("what lies outside all bounds is still counted") {
        LocalHistogram sizes{MetricId::GroupSize};
        sizes.observe(-5);
        sizes.observe(1e12, 3);
        CHECK(sizes.counts().front() == 1);
        CHECK(sizes.counts().back() == 3);
        CHECK(sizes.sum() == doctest::Approx(3e12 - 5));
    }

    TEST_CASE("buckets and count agree for every metric that has buckets") {
        for (const MetricInfo& info : metric_catalogue()) {
            if (info.kind != MetricKind::Histogram) continue;
            CAPTURE(info.name);
            LocalHistogram histogram{info.id};
            CHECK(histogram.empty());
            CHECK(histogram.counts().size() == info.buckets.size() + 1);
            for (int i = 0; i < 100; ++i) histogram.observe(0.001 * i * i, 2);
            CHECK(histogram.count() == 200);
            CHECK(total(histogram) == 200);
        }
    }

    TEST_CASE("a value that is no number does not spoil the sum") {
        LocalHistogram ratios{MetricId::Similarity};
        ratios.observe(0.5);
        ratios.observe(std::numeric_limits<double>::quiet_NaN());
        ratios.observe(std::numeric_limits<double>::infinity());
        CHECK(ratios.count() == 1);
        CHECK(ratios.sum() == 0.5);
    }

    TEST_CASE("counts of two workers add up") {
        LocalHistogram first{MetricId::RecordBytes};
        LocalHistogram second{MetricId::RecordBytes};
        first.observe(100);
        second.observe(100);
        second.observe(1e9);
        first.add(second);
        CHECK(first.count() == 3);
        CHECK(first.counts().front() == 2);
        CHECK(first.counts().back() == 1);
        CHECK(first.sum() == doctest::Approx(1e9 + 200));
    }

    TEST_CASE("clear starts again from nothing") {
        LocalHistogram sizes{MetricId::RecordBytes};
        sizes.observe(100);
        sizes.clear();
        CHECK(sizes.empty());
        CHECK(total(sizes) == 0);
        CHECK(sizes.sum() == 0);
    }
}
