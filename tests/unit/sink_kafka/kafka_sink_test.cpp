#include "daemon/sink/kafka_sink.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/kafka_probe.hpp"
#include "tests/support/mock_cluster.hpp"
#include "tests/support/raw_records.hpp"

using namespace wirefold;
using namespace std::chrono_literals;
using test::KafkaTap;
using test::MockCluster;
using test::ProbeRecord;

namespace {

constexpr Duration kPatience = 30s;
const Origin kOrigin = test::origin_named("raw");
const std::map<std::string, int> kTopics{
    {"articles.unique", 1}, {"articles.duplicates", 1}, {"articles.retractions", 1}, {"articles.dlq", 1}};

/// A cluster with the output topics, and a sink on it.
struct Bench {
    explicit Bench(const KafkaSinkOptions& options = {}) {
        for (const auto& [topic, partitions] : kTopics) cluster.create_topic(topic, partitions);
        auto opened = KafkaSink::open(cluster.options(), options);
        REQUIRE(opened.has_value());
        sink = std::move(*opened);
    }

    void prepare() const { REQUIRE(sink->prepare(Deadline::after(10s)).has_value()); }

    /// One batch, one record for each destination given; values say which.
    void submit(std::uint64_t sequence, std::vector<Destination> destinations, std::size_t value_bytes = 10) {
        OutputBatch batch;
        test::RawBatchBuilder builder{kOrigin};
        for (std::size_t i = 0; i < destinations.size(); ++i) builder.add("original " + name(sequence, i));
        batch.input = builder.take(sequence);
        batch.input.charge = 1000 + sequence;
        for (std::size_t i = 0; i < destinations.size(); ++i) {
            std::string value = name(sequence, i);
            value.resize(std::max(value.size(), value_bytes), '.');
            OutputRecord record;
            record.destination = destinations[i];
            record.input = &batch.input.records[i];
            record.key = batch.arena.copy("key");
            record.value = batch.arena.copy(value);
            record.id = "id";
            batch.records.push_back(record);
        }
        REQUIRE(sink->submit(std::move(batch)).has_value());
    }

    [[nodiscard]] bool poll_until(const std::function<bool()>& holds) {
        const Deadline deadline = Deadline::after(kPatience);
        while (!holds() && !deadline.passed()) REQUIRE(sink->poll(receipts, 20ms).has_value());
        return holds();
    }

    /// Takes the brokers away; what is submitted then gathers, and leaves in one request when they are back.
    [[nodiscard]] bool lose_brokers() {
        const auto troubles = [&] {
            const auto errors = sink->stats().errors;
            return std::accumulate(errors.begin(), errors.end(), std::uint64_t{0});
        };
        const std::uint64_t before = troubles();
        cluster.brokers_down();
        return poll_until([&] { return troubles() > before; });
    }

    [[nodiscard]] static std::string name(std::uint64_t sequence, std::size_t record) {
        return std::to_string(sequence) + "/" + std::to_string(record);
    }

    [[nodiscard]] std::vector<ProbeRecord> in(const std::string& topic) const {
        KafkaTap tap{cluster.options(), {{topic, 1}}};
        REQUIRE(tap.read_to_end());
        return tap.seen();
    }

    MockCluster cluster;
    std::unique_ptr<KafkaSink> sink;
    std::vector<Receipt> receipts;
};

void check_fifo(const std::vector<Receipt>& receipts, std::size_t expected) {
    REQUIRE(receipts.size() == expected);
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        CHECK(receipts[i].sequence == BatchSequence{i});
        CHECK(receipts[i].charge == 1000 + i);
    }
}

}  // namespace

TEST_SUITE("sink/kafka_sink") {
    TEST_CASE("each record goes to its destination's topic, and receipts come in order") {
        Bench bench;
        CHECK(bench.sink->not_ready_reason() == "output topics not checked");
        bench.prepare();
        CHECK(bench.sink->not_ready_reason().empty());
        for (std::uint64_t i = 0; i < 20; ++i) {
            bench.submit(i, {Destination::Unique, Destination::Duplicates, Destination::DeadLetters,
                             Destination::Retractions, Destination::Unique});
        }
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 20; }));
        check_fifo(bench.receipts, 20);
        CHECK(bench.receipts[0].records == 5);
        CHECK(bench.receipts[0].outputs[static_cast<std::size_t>(Destination::Unique)] == 2);
        const auto unique = bench.in("articles.unique");
        REQUIRE(unique.size() == 40);
        CHECK(unique[0].value->substr(0, 3) == "0/0");
        CHECK(unique[1].value->substr(0, 3) == "0/4");
        CHECK(unique[2].value->substr(0, 3) == "1/0");
        CHECK(unique[0].key == "key");
        CHECK(unique[0].header("ce_id") == "id");
        const auto letters = bench.in("articles.dlq");
        REQUIRE(letters.size() == 20);
        CHECK(letters[0].value == "original 0/2");
        CHECK(letters[0].header("origin-topic") == "raw");
        CHECK(letters[0].header("origin-offset") == "2");
        CHECK(bench.in("articles.retractions").size() == 20);

        const KafkaSinkStats stats = bench.sink->stats();
        CHECK(stats.delivered[static_cast<std::size_t>(Destination::Unique)] == 40);
        CHECK(stats.delivered[static_cast<std::size_t>(Destination::DeadLetters)] == 20);
        CHECK(stats.inflight_batches == 0);
        CHECK(stats.inflight_bytes == 0);
        CHECK(bench.sink->close(bench.receipts, Deadline::after(10s)).has_value());
        CHECK(bench.sink->not_ready_reason() == "closed");
    }

    TEST_CASE("a batch without outputs earns its receipt in its turn") {
        Bench bench;
        bench.prepare();
        bench.submit(0, {Destination::Unique});
        bench.submit(1, {});
        bench.submit(2, {Destination::Unique});
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 3; }));
        check_fifo(bench.receipts, 3);
        CHECK(bench.sink->close(bench.receipts, Deadline::after(10s)).has_value());
    }

    TEST_CASE("a missing output topic is named before anything is sent") {
        Bench bench;
        bench.cluster.hide_topic("articles.retractions");
        const auto prepared = bench.sink->prepare(Deadline::after(10s));
        REQUIRE(prepared.has_error());
        CHECK(prepared.error().code == Errc::KafkaRejected);
        CHECK(prepared.error().context.find("articles.retractions") != std::string::npos);
        CHECK(bench.sink->not_ready_reason().find("articles.retractions") != std::string::npos);
        bench.cluster.show_topic("articles.retractions");
        bench.prepare();
        CHECK(bench.sink->not_ready_reason().empty());
    }

    TEST_CASE("while brokers are away batches are kept, and all of them arrive in order afterwards") {
        Bench bench;
        bench.prepare();
        bench.submit(0, {Destination::Unique});
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 1; }));
        bench.cluster.brokers_down();
        for (std::uint64_t i = 1; i < 50; ++i)
            bench.submit(i, {Destination::Unique, Destination::Duplicates});
        const Deadline outage = Deadline::after(1500ms);
        while (!outage.passed()) REQUIRE(bench.sink->poll(bench.receipts, 20ms).has_value());
        CHECK(bench.receipts.size() == 1);
        CHECK(bench.sink->stats().inflight_batches == 49);
        CHECK(bench.sink->stats().inflight_bytes > 0);
        bench.cluster.brokers_up();
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 50; }));
        check_fifo(bench.receipts, 50);
        const auto unique = bench.in("articles.unique");
        REQUIRE(unique.size() == 50);
        for (std::uint64_t i = 0; i < 50; ++i) CHECK(unique[i].value->starts_with(std::to_string(i) + "/0"));
    }

    TEST_CASE("errors that brokers get over are retried by the client, without loss or doubles") {
        Bench bench;
        bench.prepare();
        bench.cluster.answer_produce_with(
            std::vector{RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
                        RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR__TRANSPORT});
        for (std::uint64_t i = 0; i < 20; ++i) bench.submit(i, {Destination::Unique});
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 20; }));
        check_fifo(bench.receipts, 20);
        std::set<std::string> values;
        for (const ProbeRecord& record : bench.in("articles.unique")) values.insert(*record.value);
        CHECK(values.size() == 20);
    }

    TEST_CASE("what the client gives up on is sent again, and readiness says so meanwhile") {
        Bench bench;
        bench.prepare();
        bench.cluster.answer_produce_with(std::vector{RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED});
        bench.submit(0, {Destination::Unique});
        bool said = false;
        REQUIRE(bench.poll_until([&] {
            said = said || bench.sink->not_ready_reason() == "topic articles.unique refuses records";
            return said;
        }));
        bench.submit(1, {Destination::Duplicates});
        // The client keeps the topic barred until it asks about it again.
        REQUIRE(bench.poll_until([&] {
            static_cast<void>(bench.sink->prepare(Deadline::after(5s)));
            return bench.receipts.size() == 2;
        }));
        check_fifo(bench.receipts, 2);
        CHECK(bench.in("articles.unique").size() == 1);
        CHECK(bench.sink->stats().resent >= 1);
        CHECK(bench.sink->not_ready_reason().empty());
    }

    TEST_CASE("a client that broke is replaced once, and what was not acknowledged is sent again in order") {
        Bench bench;
        bench.prepare();
        bench.submit(0, {Destination::Unique});
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 1; }));
        bench.cluster.answer_produce_with(std::vector{RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER});
        for (std::uint64_t i = 1; i < 6; ++i) bench.submit(i, {Destination::Unique, Destination::Duplicates});
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 6; }));
        check_fifo(bench.receipts, 6);
        std::set<std::string> values;
        for (const ProbeRecord& record : bench.in("articles.unique")) values.insert(*record.value);
        CHECK(values.size() == 6);
        CHECK(bench.sink->stats().resent >= 1);
        CHECK(bench.sink->stats().errors[static_cast<std::size_t>(kafka::ErrorCode::Fatal)] >= 1);
        CHECK(bench.sink->not_ready_reason().empty());

        bench.cluster.answer_produce_with(std::vector{RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER});
        bench.submit(6, {Destination::Unique});
        Result<void> polled;
        const Deadline deadline = Deadline::after(kPatience);
        while (polled && !deadline.passed()) polled = bench.sink->poll(bench.receipts, 20ms);
        REQUIRE(polled.has_error());
        CHECK(polled.error().code == Errc::KafkaFatal);
        CHECK(bench.receipts.size() == 6);
    }

    TEST_CASE("a record above the options' limit becomes a dead letter with the original") {
        KafkaSinkOptions options;
        options.record_bytes_max = 2000;
        options.dead_letter_bytes_max = 1500;
        Bench bench{options};
        bench.prepare();
        bench.submit(0, {Destination::Unique}, 100);
        bench.submit(1, {Destination::Duplicates}, 3000);
        bench.submit(2, {Destination::Unique}, 100);
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 3; }));
        check_fifo(bench.receipts, 3);
        CHECK(bench.in("articles.unique").size() == 2);
        CHECK(bench.in("articles.duplicates").empty());
        const auto letters = bench.in("articles.dlq");
        REQUIRE(letters.size() == 1);
        CHECK(letters[0].value == "original 1/0");
        CHECK(letters[0].header("reason") == "output_too_large");
        CHECK(letters[0].header("stage") == "sink");
        CHECK(bench.receipts[1].outputs[static_cast<std::size_t>(Destination::DeadLetters)] == 1);
        CHECK(bench.receipts[1].outputs[static_cast<std::size_t>(Destination::Duplicates)] == 0);
        CHECK(bench.sink->stats().too_large[static_cast<std::size_t>(Destination::Duplicates)] == 1);
    }

    TEST_CASE("when a broker finds a request too large, only the record that is stays out") {
        Bench bench;
        bench.prepare();
        // The request with all ten, then the first record alone: that one is it. The others pass alone.
        bench.cluster.answer_produce_with(
            std::vector{RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE});
        REQUIRE(bench.lose_brokers());
        for (std::uint64_t i = 0; i < 10; ++i) bench.submit(i, {Destination::Unique});
        bench.cluster.brokers_up();
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 10; }));
        check_fifo(bench.receipts, 10);
        std::set<std::string> values;
        for (const ProbeRecord& record : bench.in("articles.unique"))
            values.insert(record.value->substr(0, record.value->find('/')));
        const auto letters = bench.in("articles.dlq");
        REQUIRE(letters.size() == 1);
        CHECK(letters[0].header("reason") == "output_too_large");
        CHECK(values.size() == 9);
        const std::string lost = letters[0].value->substr(9, 1);
        CHECK(values.count(lost) == 0);
        CHECK(bench.sink->stats().too_large[static_cast<std::size_t>(Destination::Unique)] == 1);
    }

    TEST_CASE("a dead letter that is too large is cut until the topic takes it") {
        Bench bench;
        bench.prepare();
        bench.cluster.answer_produce_with(std::vector(4, RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE));
        bench.submit(0, {Destination::DeadLetters});
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == 1; }));
        const auto letters = bench.in("articles.dlq");
        REQUIRE(letters.size() == 1);
        CHECK(bench.sink->stats().shortened == 3);
    }

    TEST_CASE("when the client's queue is full the rest of a batch waits its turn") {
        Bench bench;
        bench.prepare();
        bench.cluster.brokers_down();
        // More than the client takes at once, by count of messages.
        constexpr std::uint64_t kBatches = 210;
        const std::vector<Destination> thousand(1000, Destination::Unique);
        for (std::uint64_t i = 0; i < kBatches; ++i) bench.submit(i, thousand, 0);
        CHECK(bench.sink->stats().queue_full > 0);
        CHECK(bench.sink->stats().unacknowledged_records < 1000 * kBatches);
        CHECK(bench.receipts.empty());
        bench.cluster.brokers_up();
        REQUIRE(bench.poll_until([&] { return bench.receipts.size() == kBatches; }));
        check_fifo(bench.receipts, kBatches);
        CHECK(bench.sink->stats().delivered[static_cast<std::size_t>(Destination::Unique)] ==
              1000 * kBatches);
    }

    TEST_CASE("close without brokers ends at its deadline and says what was not acknowledged") {
        Bench bench;
        bench.prepare();
        bench.cluster.brokers_down();
        bench.submit(0, {Destination::Unique});
        const auto start = std::chrono::steady_clock::now();
        const auto closed = bench.sink->close(bench.receipts, Deadline::after(400ms));
        CHECK(std::chrono::steady_clock::now() - start < 3s);
        REQUIRE(closed.has_error());
        CHECK(closed.error().code == Errc::Timeout);
        CHECK(bench.receipts.empty());
    }

    TEST_CASE("close waits for what is on its way") {
        Bench bench;
        bench.prepare();
        for (std::uint64_t i = 0; i < 5; ++i) bench.submit(i, {Destination::Unique});
        CHECK(bench.sink->close(bench.receipts, Deadline::after(10s)).has_value());
        check_fifo(bench.receipts, 5);
    }
}
