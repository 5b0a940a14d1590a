#include "daemon/kafka/client_options.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/kafka/client_configuration.hpp"

using namespace wirefold;
using namespace wirefold::kafka;

namespace {

KafkaOptions with(const std::string& name, const std::string& value) {
    KafkaOptions options;
    options.client[name] = value;
    return options;
}

std::string value_of(const ConfHandle& conf, const char* name) {
    std::string value(512, '\0');
    std::size_t bytes = value.size();
    if (rd_kafka_conf_get(conf.get(), name, value.data(), &bytes) != RD_KAFKA_CONF_OK) return "?";
    value.resize(bytes - 1);
    return value;
}

ConsumerSettings member() {
    ConsumerSettings settings;
    settings.topics = {"raw"};
    settings.group_id = "desk";
    return settings;
}

}  // namespace

TEST_SUITE("kafka/client_options") {
    TEST_CASE("properties that the guarantee depends on are refused with a reason") {
        for (const char* name : {"enable.auto.commit",
                                 "enable.auto.offset.store",
                                 "group.id",
                                 "group.instance.id",
                                 "bootstrap.servers",
                                 "metadata.broker.list",
                                 "partition.assignment.strategy",
                                 "acks",
                                 "request.required.acks",
                                 "enable.idempotence",
                                 "transactional.id",
                                 "queued.max.messages.kbytes",
                                 "message.timeout.ms",
                                 "retries",
                                 "isolation.level",
                                 "auto.offset.reset",
                                 "linger.ms",
                                 "compression.type",
                                 "test.mock.num.brokers",
                                 "max.in.flight",
                                 "allow.auto.create.topics",
                                 "enable.partition.eof",
                                 "session.timeout.ms"}) {
            CAPTURE(name);
            const auto reason = refused_property(name);
            REQUIRE(reason.has_value());
            CHECK_FALSE(reason->empty());
        }
    }

    TEST_CASE("what concerns security, addresses and names passes") {
        for (const char* name :
             {"client.id", "security.protocol", "sasl.password", "ssl.ca.location", "client.rack",
              "socket.timeout.ms", "statistics.interval.ms", "partitioner", "debug", ""}) {
            CAPTURE(name);
            CHECK_FALSE(refused_property(name).has_value());
        }
    }

    TEST_CASE("the shipped options have no problem") {
        CHECK(check_client_options({}).empty());
    }

    TEST_CASE("every wrong property is named, all at once") {
        KafkaOptions options;
        options.client = {
            {"acks", "1"}, {"no.such.property", "1"}, {"socket.timeout.ms", "soon"}, {"client.id", "desk"}};
        const std::vector<Error> problems = check_client_options(options);
        REQUIRE(problems.size() == 3);
        for (std::size_t i = 0; i < problems.size(); ++i) CHECK(problems[i].code == Errc::ConfigRejected);
        CHECK(problems[0].context.find("acks") != std::string::npos);
        CHECK(problems[1].context.find("no.such.property") != std::string::npos);
        CHECK(problems[2].context.find("socket.timeout.ms") != std::string::npos);
    }

    TEST_CASE("what only opening a client finds is found without a broker") {
        const auto unreadable = check_client_options(
            {.brokers = "127.0.0.1:1",
             .client = {{"security.protocol", "ssl"}, {"ssl.ca.location", "/no/such/file"}}});
        REQUIRE(unreadable.size() == 1);
        CHECK(unreadable[0].code == Errc::ConfigRejected);
        CHECK(unreadable[0].context.find("ssl.ca.location") != std::string::npos);
        const auto contradicting = check_client_options(with("max.poll.interval.ms", "5000"));
        REQUIRE(contradicting.size() == 1);
        CHECK(contradicting[0].context.find("max.poll.interval.ms") != std::string::npos);
    }

    TEST_CASE("opening a client repeats the refusal") {
        const auto conf = consumer_configuration(with("group.id", "other"), member());
        REQUIRE(conf.has_error());
        CHECK(conf.error().code == Errc::ConfigRejected);
        CHECK(conf.error().context.find("source.kafka.group_id") != std::string::npos);
        CHECK(producer_configuration(with("acks", "0"), {}).has_error());
    }

    TEST_CASE("an operator's value beats a default, and nothing beats what is fixed") {
        const auto conf = consumer_configuration(with("client.id", "desk-1"), member());
        REQUIRE(conf.has_value());
        CHECK(value_of(*conf, "client.id") == "desk-1");
        CHECK(value_of(*conf, "group.id") == "desk");
        CHECK(value_of(*conf, "enable.auto.commit") == "false");
        CHECK(value_of(*conf, "enable.auto.offset.store") == "false");
        CHECK(value_of(*conf, "partition.assignment.strategy") == "cooperative-sticky");
        CHECK(value_of(*conf, "socket.nagle.disable") == "true");
        CHECK(value_of(*conf, "allow.auto.create.topics") == "false");
    }

    TEST_CASE("a producer takes every size the settings allow and never gives up") {
        ProducerSettings settings;
        settings.record_bytes_max = 5 * kMiB;
        settings.compression = "zstd";
        const auto conf = producer_configuration({}, settings);
        REQUIRE(conf.has_value());
        CHECK(std::stoul(value_of(*conf, "message.max.bytes")) > settings.record_bytes_max);
        CHECK(value_of(*conf, "compression.codec") == "zstd");
        CHECK(value_of(*conf, "enable.idempotence") == "true");
        CHECK(value_of(*conf, "message.timeout.ms") == "0");
        settings.compression = "rar";
        const auto refused = producer_configuration({}, settings);
        REQUIRE(refused.has_error());
        CHECK(refused.error().context.find("compression.codec") != std::string::npos);
    }

    TEST_CASE("the prefetch bound counts the fetch that comes on top of a full queue") {
        ConsumerSettings settings = member();
        settings.prefetch_bytes_max = 32 * kMiB;
        CHECK(consumer_bytes_max(settings) > settings.prefetch_bytes_max);
        CHECK(consumer_bytes_max(settings) <= 2 * settings.prefetch_bytes_max);
    }
}
