#include "daemon/kafka/producer.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "daemon/kafka/client_configuration.hpp"
#include "daemon/kafka/client_log.hpp"
#include "daemon/kafka/handles.hpp"
#include "daemon/kafka/metadata.hpp"
#include "daemon/kafka/responses.hpp"

namespace wirefold::kafka {

namespace {

constexpr Duration kSlice = std::chrono::milliseconds{100};

[[nodiscard]] Delivery delivery_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::MessageTooLarge: return Delivery::TooLarge;
        case ErrorCode::Fatal:
        case ErrorCode::Purged: return Delivery::Fatal;
        default: return Delivery::Refused;
    }
}

[[nodiscard]] ProduceOutcome outcome_of(rd_kafka_resp_err_t response) {
    if (response == RD_KAFKA_RESP_ERR__QUEUE_FULL) return ProduceOutcome::QueueFull;
    switch (classify(response)) {
        case ErrorCode::MessageTooLarge: return ProduceOutcome::TooLarge;
        case ErrorCode::Fatal: return ProduceOutcome::Fatal;
        default: return ProduceOutcome::Refused;
    }
}

/// librdkafka takes payloads as void* although it only reads them. Never null: a null value means "deleted".
[[nodiscard]] void* read_only(std::string_view bytes) {
    return const_cast<char*>(bytes.data() == nullptr ? "" : bytes.data());
}

[[nodiscard]] HeadersHandle to_headers(std::span<const OutgoingHeader> headers) {
    if (headers.empty()) return nullptr;
    HeadersHandle list{rd_kafka_headers_new(headers.size())};
    for (const OutgoingHeader& header : headers) {
        const auto bytes = static_cast<ssize_t>(header.value.size());
        rd_kafka_header_add(list.get(), header.name, -1, bytes == 0 ? "" : header.value.data(), bytes);
    }
    return list;
}

}  // namespace

/// All that callbacks touch, at one address for the client's life.
struct Producer::Session final : ClientLog {
    explicit Session(DeliveryReports& listener) : reports(listener) {}

    void delivered(const rd_kafka_message_t& message);
    [[nodiscard]] rd_kafka_error_t* send(const OutgoingRecord& record, rd_kafka_headers_t* headers);

    DeliveryReports& reports;
    Client client = nullptr;
    std::vector<TopicHandle> topics;
};

void Producer::Session::delivered(const rd_kafka_message_t& message) {
    // A success without an offset is librdkafka's reading of "duplicate sequence". 2.0.2 says so, too, of a
    // first batch that was refused while the second one, already under way, was taken: it is in no log. Sent
    // again, such a record may come twice; believed, it could be lost.
    const bool has_place = message.offset >= 0;
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR)
        return reports.on_delivery(message._private, has_place ? Delivery::Delivered : Delivery::Refused);
    const ErrorCode code = classify(message.err);
    trouble("kafka delivery", code,
            std::string{rd_kafka_topic_name(message.rkt)} + ": " + rd_kafka_err2str(message.err));
    reports.on_delivery(message._private, delivery_of(code));
}

rd_kafka_error_t* Producer::Session::send(const OutgoingRecord& record, rd_kafka_headers_t* headers) {
    std::array<rd_kafka_vu_t, 5> arguments{};
    std::size_t used = 0;
    const auto next = [&](rd_kafka_vtype_t type) -> auto& {
        arguments[used].vtype = type;
        return arguments[used++].u;
    };
    next(RD_KAFKA_VTYPE_RKT).rkt = topics[record.topic].get();
    auto& value = next(RD_KAFKA_VTYPE_VALUE).mem;
    value.ptr = read_only(record.value);
    value.size = record.value.size();
    next(RD_KAFKA_VTYPE_OPAQUE).ptr = record.tag;
    if (record.key) {
        auto& key = next(RD_KAFKA_VTYPE_KEY).mem;
        key.ptr = read_only(*record.key);
        key.size = record.key->size();
    }
    if (headers != nullptr) next(RD_KAFKA_VTYPE_HEADERS).headers = headers;
    return rd_kafka_produceva(client, arguments.data(), used);
}

Result<std::unique_ptr<Producer>> Producer::open(const KafkaOptions& options,
                                                 const ProducerSettings& settings, DeliveryReports& reports) {
    auto conf = producer_configuration(options, settings);
    if (!conf) return conf.error();
    auto session = std::make_unique<Session>(reports);
    install_log(conf->get(), *session);
    rd_kafka_conf_set_dr_msg_cb(
        conf->get(), [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) noexcept {
            static_cast<Session&>(*static_cast<ClientLog*>(opaque)).delivered(*message);
        });
    const auto client = open_client(RD_KAFKA_PRODUCER, std::move(*conf));
    if (!client) return client.error();
    session->client = *client;
    return std::make_unique<Producer>(std::move(session));
}

Producer::Producer(std::unique_ptr<Session> session) : session_(std::move(session)) {}

Producer::~Producer() {
    constexpr std::chrono::seconds kPatience{5};
    static_cast<void>(close(Deadline::after(kPatience)));
}

Result<std::size_t> Producer::add_topic(const std::string& name) {
    TopicHandle topic{rd_kafka_topic_new(session_->client, name.c_str(), nullptr)};
    if (!topic)
        return Error{Errc::ConfigRejected,
                     "topic name \"" + name + "\": " + rd_kafka_err2str(rd_kafka_last_error())};
    session_->topics.push_back(std::move(topic));
    return session_->topics.size() - 1;
}

Result<void> Producer::check_topics(Deadline deadline) {
    for (const TopicHandle& topic : session_->topics) {
        if (auto checked = find_topic(session_->client, *topic, deadline); !checked) return checked;
    }
    return {};
}

ProduceOutcome Producer::produce(const OutgoingRecord& record) {
    // As one list: produceva() of 2.0.2 frees headers that it was given one by one twice when it fails.
    HeadersHandle headers = to_headers(record.headers);
    const ErrorHandle failed{session_->send(record, headers.get())};
    if (!failed) {
        static_cast<void>(headers.release());  // now the message's
        return ProduceOutcome::Accepted;
    }
    const ProduceOutcome outcome = outcome_of(rd_kafka_error_code(failed.get()));
    if (outcome == ProduceOutcome::Refused) {
        session_->trouble("kafka produce", classify(rd_kafka_error_code(failed.get())),
                          rd_kafka_error_string(failed.get()));
    }
    return outcome;
}

void Producer::poll(Duration wait) {
    rd_kafka_poll(session_->client, static_cast<int>(wait.count()));
}

bool Producer::flush(Deadline deadline) {
    return rd_kafka_flush(session_->client, wait_ms(deadline, std::chrono::hours{1})) ==
           RD_KAFKA_RESP_ERR_NO_ERROR;
}

std::optional<Error> Producer::fatal_error() const {
    std::string reason;
    if (!fatal(session_->client, reason)) return std::nullopt;
    return Error{Errc::KafkaFatal, reason};
}

ErrorCounts Producer::errors() const {
    return session_->counts();
}

Result<void> Producer::close(Deadline deadline) {
    if (!session_) return {};
    // Even a late closer gets a moment, for librdkafka should let go of payloads before they are freed.
    constexpr Duration kPatience = std::chrono::milliseconds{500};
    const Deadline destruction{std::max(deadline.at(), Deadline::after(kPatience).at())};
    rd_kafka_purge(session_->client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    while (rd_kafka_outq_len(session_->client) > 0 && !destruction.passed()) {
        rd_kafka_poll(session_->client, wait_ms(destruction, kSlice));
    }
    session_->topics.clear();  // before the client, which waits for them
    if (!destroy_within(session_->client, destruction)) {
        static_cast<void>(session_.release());  // librdkafka's threads may still log through it
        return Error{Errc::Timeout, "close of the producer"};
    }
    session_.reset();
    return {};
}

}  // namespace wirefold::kafka
