#include "daemon/kafka/producer.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/kafka_probe.hpp"
#include "tests/support/mock_cluster.hpp"

using namespace wirefold;
using namespace wirefold::kafka;
using namespace std::chrono_literals;
using test::KafkaTap;
using test::MockCluster;

namespace {

struct Reports final : DeliveryReports {
    void on_delivery(void* tag, Delivery delivery) override {
        seen.emplace_back(*static_cast<int*>(tag), delivery);
    }
    std::vector<std::pair<int, Delivery>> seen;
};

}  // namespace

TEST_SUITE("kafka/producer") {
    TEST_CASE("sends key, value and headers and reports each record by its tag") {
        MockCluster cluster;
        cluster.create_topic("out", 1);
        Reports reports;
        auto producer = Producer::open(cluster.options(), {}, reports);
        REQUIRE(producer.has_value());
        const auto topic = (*producer)->add_topic("out");
        REQUIRE(topic.has_value());
        REQUIRE((*producer)->check_topics(Deadline::after(10s)).has_value());

        std::array<int, 3> tags{7, 8, 9};
        const std::array<OutgoingHeader, 2> headers{OutgoingHeader{"a", "1"}, OutgoingHeader{"empty", ""}};
        CHECK((*producer)->produce(
                  {.topic = *topic, .key = "k", .value = "first", .headers = headers, .tag = &tags[0]}) ==
              ProduceOutcome::Accepted);
        CHECK((*producer)->produce(
                  {.topic = *topic, .key = {}, .value = "second", .headers = {}, .tag = &tags[1]}) ==
              ProduceOutcome::Accepted);
        CHECK(
            (*producer)->produce({.topic = *topic, .key = {}, .value = {}, .headers = {}, .tag = &tags[2]}) ==
            ProduceOutcome::Accepted);
        CHECK((*producer)->flush(Deadline::after(10s)));
        REQUIRE(reports.seen.size() == 3);
        for (std::size_t i = 0; i < 3; ++i) CHECK(reports.seen[i] == std::pair{tags[i], Delivery::Delivered});
        CHECK((*producer)->close(Deadline::after(10s)).has_value());

        KafkaTap tap{cluster.options(), {{"out", 1}}};
        REQUIRE(tap.read_until(3));
        CHECK(tap.seen()[0].key == "k");
        CHECK(tap.seen()[0].value == "first");
        CHECK(tap.seen()[0].header("a") == "1");
        CHECK(tap.seen()[0].header("empty") == "");
        CHECK_FALSE(tap.seen()[1].key.has_value());
        CHECK(tap.seen()[2].value == "");
    }

    TEST_CASE("a missing topic is named, and a forbidden name refused") {
        MockCluster cluster;
        cluster.create_topic("there", 1);
        cluster.create_topic("not-there", 1);
        cluster.hide_topic("not-there");
        Reports reports;
        auto producer = Producer::open(cluster.options(), {}, reports);
        REQUIRE(producer.has_value());
        REQUIRE((*producer)->add_topic("there").has_value());
        CHECK((*producer)->check_topics(Deadline::after(10s)).has_value());
        REQUIRE((*producer)->add_topic("not-there").has_value());
        const auto checked = (*producer)->check_topics(Deadline::after(10s));
        REQUIRE(checked.has_error());
        CHECK(checked.error().code == Errc::KafkaRejected);
        CHECK(checked.error().context.find("not-there") != std::string::npos);
        CHECK((*producer)->add_topic(std::string(600, 'x')).has_error());
    }

    TEST_CASE("brokers that are away are no rejection") {
        KafkaOptions nowhere;
        nowhere.brokers = "127.0.0.1:1";
        Reports reports;
        auto producer = Producer::open(nowhere, {}, reports);
        REQUIRE(producer.has_value());
        REQUIRE((*producer)->add_topic("any").has_value());
        const auto checked = (*producer)->check_topics(Deadline::after(300ms));
        REQUIRE(checked.has_error());
        CHECK((checked.error().code == Errc::KafkaUnavailable || checked.error().code == Errc::Timeout));
    }

    TEST_CASE("a record above the limit is refused at once and stays the caller's") {
        MockCluster cluster;
        cluster.create_topic("out", 1);
        Reports reports;
        ProducerSettings settings;
        settings.record_bytes_max = 10'000;
        auto producer = Producer::open(cluster.options(), settings, reports);
        REQUIRE(producer.has_value());
        const auto topic = (*producer)->add_topic("out");
        const std::string large(20'000, 'x');
        int tag = 1;
        CHECK(
            (*producer)->produce({.topic = *topic, .key = {}, .value = large, .headers = {}, .tag = &tag}) ==
            ProduceOutcome::TooLarge);
        const std::string largest(10'000, 'x');
        CHECK((*producer)->produce(
                  {.topic = *topic, .key = {}, .value = largest, .headers = {}, .tag = &tag}) ==
              ProduceOutcome::Accepted);
        CHECK((*producer)->flush(Deadline::after(10s)));
    }

    TEST_CASE("what is not delivered at close is reported, and close keeps its deadline") {
        MockCluster cluster;
        cluster.create_topic("out", 1);
        Reports reports;
        auto producer = Producer::open(cluster.options(), {}, reports);
        REQUIRE(producer.has_value());
        const auto topic = (*producer)->add_topic("out");
        REQUIRE((*producer)->check_topics(Deadline::after(10s)).has_value());
        cluster.brokers_down();
        int tag = 1;
        const std::string value = "stranded";
        CHECK(
            (*producer)->produce({.topic = *topic, .key = {}, .value = value, .headers = {}, .tag = &tag}) ==
            ProduceOutcome::Accepted);
        CHECK_FALSE((*producer)->flush(Deadline::after(50ms)));
        const auto start = std::chrono::steady_clock::now();
        CHECK((*producer)->close(Deadline::after(5s)).has_value());
        CHECK(std::chrono::steady_clock::now() - start < 6s);
        REQUIRE(reports.seen.size() == 1);
        CHECK(reports.seen[0].second == Delivery::Fatal);
    }
}
