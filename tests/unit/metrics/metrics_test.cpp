#include "daemon/metrics/metrics.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/metrics/process_facts.hpp"
#include "tests/unit/metrics/exposition.hpp"

using namespace wirefold;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

[[nodiscard]] Exposition page_of(Metrics& metrics) {
    Exposition page = parse_exposition(metrics.text());
    REQUIRE(page.malformed_lines == 0);
    return page;
}

[[nodiscard]] std::string text_of(std::string_view text) {
    return std::string{text};
}

}  // namespace

TEST_SUITE("metrics/metrics") {
    TEST_CASE("every metric without labels is there from the start, at zero") {
        Metrics metrics;
        const Exposition page = page_of(metrics);
        for (const MetricInfo& info : metric_catalogue()) {
            if (info.label_count() > 0) continue;
            CAPTURE(info.name);
            const bool histogram = info.kind == MetricKind::Histogram;
            const std::string series = text_of(info.name) + (histogram ? "_count" : "");
            REQUIRE(page.has(series));
            if (info.name.rfind("process_", 0) != 0) CHECK(page.at(series) == 0);
        }
    }

    TEST_CASE("help and type are those of the catalogue, and nothing is served that is not in it") {
        Metrics metrics;
        for (const MetricInfo& info : metric_catalogue()) {
            if (info.label_count() != 1) continue;
            if (info.kind == MetricKind::Counter) metrics.counter(info.id, {"x"}).add(1);
            if (info.kind == MetricKind::Gauge) metrics.gauge(info.id, {"x"}).set(1);
            if (info.kind == MetricKind::Histogram) metrics.histogram(info.id, {"x"}).observe(1);
        }
        metrics.counter(MetricId::RecordsConsumed, {"articles.raw", "ninjs2"}).add();
        metrics.replace(MetricId::PartitionLag, {{{"articles.raw", "0"}, 1}});
        metrics.replace(MetricId::PartitionLagSeconds, {{{"articles.raw", "0"}, 1}});
        const Exposition page = page_of(metrics);
        CHECK(page.help.size() == kMetricCount);
        CHECK(page.type.size() == kMetricCount);
        for (const MetricInfo& info : metric_catalogue()) {
            CAPTURE(info.name);
            CHECK(page.help.at(text_of(info.name)) == info.help);
            CHECK(page.type.at(text_of(info.name)) == name_of(info.kind));
        }
    }

    TEST_CASE("a counter rises by what is added, whatever the type of number") {
        Metrics metrics;
        const Counter bytes = metrics.counter(MetricId::BytesConsumed);
        bytes.add();
        bytes.add(std::uint64_t{41});
        bytes.add(0.5);
        CHECK(page_of(metrics).at("wirefold_bytes_consumed_total") == 42.5);
    }

    TEST_CASE("a counter neither falls nor becomes useless") {
        Metrics metrics;
        const Counter candidates = metrics.counter(MetricId::Candidates);
        candidates.add(5);
        candidates.add(-3);
        candidates.add(kNan);
        candidates.add(std::numeric_limits<double>::infinity());
        CHECK(page_of(metrics).at("wirefold_candidates_total") == 5);
    }

    TEST_CASE("a gauge shows the last value that was a number") {
        Metrics metrics;
        const Gauge bytes = metrics.gauge(MetricId::IndexBytes);
        bytes.set(1e15);
        CHECK(page_of(metrics).at("wirefold_index_bytes") == 1e15);
        bytes.set(7U);
        bytes.set(kNan);
        CHECK(page_of(metrics).at("wirefold_index_bytes") == 7);
        metrics.gauge(MetricId::Ready).set(true);
        CHECK(page_of(metrics).at("wirefold_ready") == 1);
    }

    TEST_CASE("the same labels lead to the same series, others to another") {
        Metrics metrics;
        metrics.counter(MetricId::Relations, {"exact"}).add(1);
        metrics.counter(MetricId::Relations, {"exact"}).add(1);
        metrics.counter(MetricId::Relations, {"near"}).add(1);
        const Exposition page = page_of(metrics);
        CHECK(page.at("wirefold_relations_total{relation=\"exact\"}") == 2);
        CHECK(page.at("wirefold_relations_total{relation=\"near\"}") == 1);
    }

    TEST_CASE("a labeled series registered at start is there before anything is counted") {
        Metrics metrics;
        CHECK_FALSE(page_of(metrics).has("wirefold_dead_letters_total{reason=\"not_json\"}"));
        const Counter resolved = metrics.counter(MetricId::DeadLetters, {"not_json"});
        CHECK(page_of(metrics).at("wirefold_dead_letters_total{reason=\"not_json\"}") == 0);
        resolved.add(2);
        CHECK(page_of(metrics).at("wirefold_dead_letters_total{reason=\"not_json\"}") == 2);
    }

    TEST_CASE("quotes, backslashes and line breaks in a label value cannot break the page") {
        Metrics metrics;
        metrics.counter(MetricId::KafkaErrors, {"a\"b\\c\nd"}).add(1);
        const std::string text = metrics.text();
        CHECK(parse_exposition(text).malformed_lines == 0);
        CHECK(text.find(R"(code="a\"b\\c\nd")") != std::string::npos);
    }

    TEST_CASE("a collected histogram arrives with its buckets, count and sum, and counts once") {
        Metrics metrics;
        const Histogram sizes = metrics.histogram(MetricId::GroupSize);
        LocalHistogram collected{MetricId::GroupSize};
        collected.observe(1);
        collected.observe(2, 2);
        collected.observe(99'999);
        sizes.observe_many(collected);
        CHECK(collected.empty());
        sizes.observe_many(collected);
        sizes.observe(2);
        sizes.observe(kNan);
        const Exposition page = page_of(metrics);
        CHECK(page.at("wirefold_group_size_count") == 5);
        CHECK(page.at("wirefold_group_size_sum") == 1 + 3 * 2 + 99'999);
        CHECK(page.at("wirefold_group_size_bucket{le=\"1\"}") == 1);
        CHECK(page.at("wirefold_group_size_bucket{le=\"2\"}") == 4);
        CHECK(page.at("wirefold_group_size_bucket{le=\"10000\"}") == 4);
        CHECK(page.at("wirefold_group_size_bucket{le=\"+Inf\"}") == 5);
    }

    TEST_CASE("one by one or collected, a histogram shows the same") {
        Metrics singly;
        Metrics together;
        LocalHistogram collected{MetricId::EndToEnd};
        for (int i = 0; i < 500; ++i) {
            const double seconds = 0.0005 * i * i;
            singly.histogram(MetricId::EndToEnd).observe(seconds);
            collected.observe(seconds);
        }
        together.histogram(MetricId::EndToEnd).observe_many(collected);
        const Exposition expected = page_of(singly);
        const Exposition page = page_of(together);
        for (const auto& sample : expected.samples) {
            if (sample.first.rfind("wirefold_end_to_end", 0) != 0) continue;
            CAPTURE(sample.first);
            CHECK(page.at(sample.first) == doctest::Approx(sample.second));
        }
    }

    TEST_CASE("a partition given away leaves the page") {
        Metrics metrics;
        metrics.replace(MetricId::PartitionLag, {{{"raw", "0"}, 10}, {{"raw", "1"}, 20}});
        CHECK(page_of(metrics).at("wirefold_partition_lag_records{partition=\"1\",topic=\"raw\"}") == 20);
        metrics.replace(MetricId::PartitionLag, {{{"raw", "0"}, 11}});
        const Exposition page = page_of(metrics);
        CHECK(page.at("wirefold_partition_lag_records{partition=\"0\",topic=\"raw\"}") == 11);
        CHECK_FALSE(page.has("wirefold_partition_lag_records{partition=\"1\",topic=\"raw\"}"));
        metrics.replace(MetricId::PartitionLag, {});
        CHECK(metrics.text().find("wirefold_partition_lag") == std::string::npos);
    }

    TEST_CASE("the process's own figures are fresh and plausible") {
        Metrics metrics;
        CHECK(page_of(metrics).at("process_cpu_seconds_total") > 0);
        const auto before = read_process_facts().cpu_seconds;
        double spin = 0;
        for (int i = 0; i < 2'000'000; ++i) spin += std::sqrt(static_cast<double>(i));
        CHECK(spin > 0);
        const Exposition page = page_of(metrics);
        const auto after = read_process_facts().cpu_seconds;
        CHECK(page.at("process_cpu_seconds_total") > before);
        CHECK(page.at("process_cpu_seconds_total") <= after);
        CHECK(page.at("process_resident_memory_bytes") > 1e6);
        CHECK(page.at("process_open_fds") >= 3);
        CHECK(page.at("process_start_time_seconds") > 1.6e9);
    }

    TEST_CASE("threads may resolve, count, publish and scrape at once, and nothing is lost") {
        Metrics metrics;
        constexpr int kThreads = 4;
        constexpr int kRounds = 2'000;
        {
            std::vector<std::jthread> workers;
            for (int worker = 0; worker < kThreads; ++worker) {
                workers.emplace_back([&metrics, worker] {
                    const Counter candidates = metrics.counter(MetricId::Candidates);
                    LocalHistogram collected{MetricId::RecordBytes};
                    for (int round = 0; round < kRounds; ++round) {
                        candidates.add(1);
                        metrics.counter(MetricId::Relations, {round % 2 == 0 ? "near" : "exact"}).add(1);
                        metrics.gauge(MetricId::InflightBytes).set(worker);
                        collected.observe(round);
                        if (round % 10 == 9) metrics.histogram(MetricId::RecordBytes).observe_many(collected);
                        if (round % 50 == 0)
                            metrics.replace(MetricId::PartitionLag, {{{"raw", std::to_string(round)}, 1}});
                        if (round % 200 == 0) CHECK(parse_exposition(metrics.text()).malformed_lines == 0);
                    }
                });
            }
        }
        const Exposition page = page_of(metrics);
        CHECK(page.at("wirefold_candidates_total") == kThreads * kRounds);
        CHECK(page.at("wirefold_relations_total{relation=\"near\"}") == kThreads * kRounds / 2);
        CHECK(page.at("wirefold_record_bytes_count") == kThreads * kRounds);
        CHECK(page.at("wirefold_record_bytes_bucket{le=\"+Inf\"}") == kThreads * kRounds);
    }

    TEST_CASE("a scrape sees a replaced set whole, never half") {
        Metrics metrics;
        const std::vector<Metrics::Series> even{{{"raw", "0"}, 1}, {{"raw", "2"}, 1}};
        const std::vector<Metrics::Series> odd{{{"raw", "1"}, 1}, {{"raw", "3"}, 1}};
        metrics.replace(MetricId::PartitionLag, even);
        std::jthread writer{[&](const std::stop_token& stop) {
            for (int round = 0; !stop.stop_requested(); ++round)
                metrics.replace(MetricId::PartitionLag, round % 2 == 0 ? odd : even);
        }};
        for (int scrape = 0; scrape < 200; ++scrape) {
            const Exposition page = page_of(metrics);
            const auto has = [&](const std::string& partition) {
                return page.has("wirefold_partition_lag_records{partition=\"" + partition +
                                "\",topic=\"raw\"}");
            };
            REQUIRE(has("0") == has("2"));
            REQUIRE(has("1") == has("3"));
            REQUIRE(has("0") != has("1"));
        }
    }
}
