#include "daemon/kafka/client_configuration.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace wirefold::kafka {

namespace {

struct Property {
    std::string_view name;
    std::string value;
};

/// Protocol framing around one record, which message.max.bytes counts too.
constexpr std::size_t kFramingBytes = 4 * kKiB;

/// What an operator may want otherwise.
[[nodiscard]] std::vector<Property> common_defaults() {
    return {{"client.id", "wirefold"},
            // Off in 2.0.2: without it a small request waits for the acknowledgment of the one before.
            {"socket.nagle.disable", "true"},
            // A topic that is created or grown later should be noticed within half a minute, not five.
            {"topic.metadata.refresh.interval.ms", "30000"},
            {"reconnect.backoff.max.ms", "2000"}};
}

[[nodiscard]] std::vector<Property> common_fixed(const KafkaOptions& options) {
    std::vector<Property> fixed{{"allow.auto.create.topics", "false"}};
    // Empty only while checking a configuration: a client without brokers stays quiet.
    if (!options.brokers.empty()) fixed.push_back({"bootstrap.servers", options.brokers});
    return fixed;
}

[[nodiscard]] std::size_t fetch_bytes_max(const ConsumerSettings& settings) {
    // One fetch comes on top of a full queue, compressed: the default of 50 MB would make any queue
    // meaningless. The lower end is librdkafka's own floor (its message.max.bytes).
    return std::clamp(settings.prefetch_bytes_max / 8, kMiB, 8 * kMiB);
}

[[nodiscard]] std::vector<Property> consumer_defaults(const ConsumerSettings& settings) {
    const auto heartbeat = std::min<std::int64_t>(settings.session_timeout.count() / 4, 3000);
    return {{"heartbeat.interval.ms", std::to_string(heartbeat)},
            {"max.poll.interval.ms",
             std::to_string(std::max<std::int64_t>(300'000, settings.session_timeout.count()))}};
}

[[nodiscard]] std::vector<Property> consumer_fixed(const ConsumerSettings& settings) {
    std::vector<Property> fixed{{"group.id", settings.group_id},
                                {"session.timeout.ms", std::to_string(settings.session_timeout.count())},
                                {"partition.assignment.strategy", "cooperative-sticky"},
                                {"enable.auto.commit", "false"},
                                {"enable.auto.offset.store", "false"},
                                // To begin at the end would lose what a new group has not read.
                                {"auto.offset.reset", "earliest"},
                                {"isolation.level", "read_committed"},
                                // Control records may follow the last record: only this tells the end.
                                {"enable.partition.eof", "true"},
                                {"queued.max.messages.kbytes", std::to_string(std::max<std::size_t>(
                                                                   settings.prefetch_bytes_max / kKiB, 1))},
                                {"fetch.max.bytes", std::to_string(fetch_bytes_max(settings))}};
    if (!settings.instance_id.empty()) fixed.push_back({"group.instance.id", settings.instance_id});
    return fixed;
}

[[nodiscard]] std::vector<Property> producer_defaults() {
    // Java's choice, so that our output lines up with topics written by others.
    return {{"partitioner", "murmur2_random"}};
}

[[nodiscard]] std::vector<Property> producer_fixed(const ProducerSettings& settings) {
    return {{"enable.idempotence", "true"},
            {"acks", "all"},
            // For ever: giving up is for the caller, who holds the payload, to decide.
            {"message.timeout.ms", "0"},
            {"linger.ms", std::to_string(settings.linger.count())},
            {"compression.codec", settings.compression},
            {"message.max.bytes", std::to_string(settings.record_bytes_max + kFramingBytes)},
            // A batch of small records is never larger than the one large record the topic must take anyway.
            {"batch.size", std::to_string(std::min<std::size_t>(settings.record_bytes_max, 1'000'000))},
            {"queue.buffering.max.kbytes", std::to_string(kProducerQueueBytesMax / kKiB)},
            {"queue.buffering.max.messages", "200000"}};
}

[[nodiscard]] Result<void> set_all(rd_kafka_conf_t* conf, std::span<const Property> properties) {
    for (const Property& property : properties) {
        if (auto set = set_property(conf, property.name, property.value); !set) return set;
    }
    return {};
}

[[nodiscard]] Result<void> set_operators(rd_kafka_conf_t* conf, const KafkaOptions& options) {
    for (const auto& [name, value] : options.client) {
        if (const auto reason = refused_property(name)) {
            return Error{Errc::ConfigRejected,
                         "kafka.client property " + name + " cannot be set: " + std::string{*reason}};
        }
        if (auto set = set_property(conf, name, value); !set) return set;
    }
    return {};
}

[[nodiscard]] Result<ConfHandle> layered(const KafkaOptions& options, std::span<const Property> defaults,
                                         std::span<const Property> fixed) {
    ConfHandle conf{rd_kafka_conf_new()};
    if (auto set = set_all(conf.get(), common_defaults()); !set) return set.error();
    if (auto set = set_all(conf.get(), defaults); !set) return set.error();
    if (auto set = set_operators(conf.get(), options); !set) return set.error();
    if (auto set = set_all(conf.get(), common_fixed(options)); !set) return set.error();
    if (auto set = set_all(conf.get(), fixed); !set) return set.error();
    return conf;
}

}  // namespace

Result<void> set_property(rd_kafka_conf_t* conf, std::string_view name, std::string_view value) {
    std::array<char, 512> reason{};
    const std::string owned_name{name};
    const rd_kafka_conf_res_t set =
        rd_kafka_conf_set(conf, owned_name.c_str(), std::string{value}.c_str(), reason.data(), reason.size());
    if (set == RD_KAFKA_CONF_OK) return {};
    return Error{Errc::ConfigRejected, "kafka property " + owned_name + ": " + reason.data()};
}

Result<ConfHandle> consumer_configuration(const KafkaOptions& options, const ConsumerSettings& settings) {
    auto conf = layered(options, consumer_defaults(settings), consumer_fixed(settings));
    // Since 2.2 the wait after a full queue can be set; before, it is a second.
    if (conf && rd_kafka_version() >= 0x02020000) {
        if (auto set = set_property(conf->get(), "fetch.queue.backoff.ms", "10"); !set) return set.error();
    }
    return conf;
}

Result<ConfHandle> producer_configuration(const KafkaOptions& options, const ProducerSettings& settings) {
    return layered(options, producer_defaults(), producer_fixed(settings));
}

std::size_t consumer_bytes_max(const ConsumerSettings& settings) {
    constexpr std::size_t kExpansion = 4;  // of JSON articles under lz4 and zstd
    return settings.prefetch_bytes_max + kExpansion * fetch_bytes_max(settings);
}

}  // namespace wirefold::kafka
