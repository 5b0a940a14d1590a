#include "tests/support/kafka_probe.hpp"

#include <array>

#include "daemon/core/invariant.hpp"

namespace wirefold::test {

namespace {

kafka::ConfHandle configuration(const KafkaOptions& options, const std::map<std::string, std::string>& own) {
    kafka::ConfHandle conf{rd_kafka_conf_new()};
    std::map<std::string, std::string> all = options.client;
    all["bootstrap.servers"] = options.brokers;
    for (const auto& [name, value] : own) all[name] = value;
    std::array<char, 256> reason{};
    for (const auto& [name, value] : all) {
        const auto set =
            rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), reason.data(), reason.size());
        WIREFOLD_INVARIANT(set == RD_KAFKA_CONF_OK, "a probe's properties are known");
    }
    // Quiet: what the brokers of a test do to a probe is no news.
    rd_kafka_conf_set_log_cb(conf.get(), nullptr);
    return conf;
}

rd_kafka_t* open(rd_kafka_type_t role, kafka::ConfHandle conf) {
    auto client = kafka::open_client(role, std::move(conf));
    WIREFOLD_INVARIANT(client.has_value(), "a probe opens");
    return *client;
}

std::optional<std::string> text_of(const void* place, std::size_t bytes) {
    if (place == nullptr) return std::nullopt;
    return std::string{static_cast<const char*>(place), bytes};
}

ProbeRecord to_record(const rd_kafka_message_t& message) {
    ProbeRecord record{.topic = rd_kafka_topic_name(message.rkt),
                       .partition = message.partition,
                       .offset = message.offset,
                       .key = text_of(message.key, message.key_len),
                       .value = text_of(message.payload, message.len),
                       .headers = {}};
    rd_kafka_headers_t* headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return record;
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t bytes = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &bytes) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
        record.headers.emplace_back(name, text_of(value, bytes).value_or(""));
    }
    return record;
}

}  // namespace

std::optional<std::string> ProbeRecord::header(const std::string& name) const {
    for (const auto& [known, text] : headers) {
        if (known == name) return text;
    }
    return std::nullopt;
}

KafkaFeed::KafkaFeed(const KafkaOptions& options)
    : client_(open(RD_KAFKA_PRODUCER,
                   configuration(options, {{"linger.ms", "60000"}, {"enable.idempotence", "true"}}))) {}

KafkaFeed::~KafkaFeed() {
    rd_kafka_destroy(client_);
}

void KafkaFeed::put(const ProbeRecord& record) {
    rd_kafka_headers_t* headers = rd_kafka_headers_new(record.headers.size());
    for (const auto& [name, value] : record.headers) {
        rd_kafka_header_add(headers, name.c_str(), -1, value.data(), static_cast<ssize_t>(value.size()));
    }
    std::string value = record.value.value_or("");
    std::string key = record.key.value_or("");
    std::array<rd_kafka_vu_t, 6> arguments{};
    arguments[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    arguments[0].u.cstr = record.topic.c_str();
    arguments[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    arguments[1].u.i32 = record.partition;
    arguments[2].vtype = RD_KAFKA_VTYPE_VALUE;
    arguments[2].u.mem.ptr = record.value ? value.data() : nullptr;
    arguments[2].u.mem.size = value.size();
    arguments[3].vtype = RD_KAFKA_VTYPE_KEY;
    arguments[3].u.mem.ptr = record.key ? key.data() : nullptr;
    arguments[3].u.mem.size = key.size();
    arguments[4].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    arguments[4].u.i = RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK;
    arguments[5].vtype = RD_KAFKA_VTYPE_HEADERS;
    arguments[5].u.headers = headers;
    const kafka::ErrorHandle failed{rd_kafka_produceva(client_, arguments.data(), arguments.size())};
    WIREFOLD_INVARIANT(!failed, "a probe's record is accepted");
    rd_kafka_poll(client_, 0);
}

bool KafkaFeed::flush(Duration patience) {
    return rd_kafka_flush(client_, static_cast<int>(patience.count())) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

KafkaTap::KafkaTap(const KafkaOptions& options, const std::map<std::string, int>& topics)
    : client_(open(RD_KAFKA_CONSUMER, configuration(options, {{"group.id", "probe"},
                                                              {"enable.partition.eof", "true"},
                                                              {"enable.auto.commit", "false"},
                                                              {"fetch.wait.max.ms", "20"},
                                                              {"auto.offset.reset", "earliest"}}))) {
    rd_kafka_poll_set_consumer(client_);
    const kafka::PartitionListHandle list{rd_kafka_topic_partition_list_new(8)};
    // By number: to look for the beginning costs a second, and a test's topic still has its first record.
    for (const auto& [topic, partitions] : topics) {
        for (std::int32_t i = 0; i < partitions; ++i) {
            rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), i)->offset = 0;
            ++partitions_;
        }
    }
    rd_kafka_assign(client_, list.get());
}

KafkaTap::~KafkaTap() {
    // It never joined its group: leaving would wait for a coordinator in vain.
    rd_kafka_destroy_flags(client_, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
}

void KafkaTap::read_one(int wait_ms) {
    const kafka::MessageHandle message{rd_kafka_consumer_poll(client_, wait_ms)};
    if (!message) return;
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        ended_[{rd_kafka_topic_name(message->rkt), message->partition}] = true;
    } else if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        seen_.push_back(to_record(*message));
    }
}

bool KafkaTap::read_until(std::size_t records, Duration patience) {
    const Deadline deadline = Deadline::after(patience);
    while (seen_.size() < records && !deadline.passed()) read_one(50);
    return seen_.size() >= records;
}

bool KafkaTap::read_to_end(Duration patience) {
    const Deadline deadline = Deadline::after(patience);
    ended_.clear();
    while (ended_.size() < partitions_ && !deadline.passed()) read_one(50);
    return ended_.size() >= partitions_;
}

}  // namespace wirefold::test
