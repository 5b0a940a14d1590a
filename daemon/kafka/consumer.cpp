#include "daemon/kafka/consumer.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "daemon/core/logging.hpp"
#include "daemon/kafka/client_configuration.hpp"
#include "daemon/kafka/client_log.hpp"
#include "daemon/kafka/handles.hpp"
#include "daemon/kafka/metadata.hpp"
#include "daemon/kafka/responses.hpp"

namespace wirefold::kafka {

namespace {

constexpr Duration kSlice = std::chrono::milliseconds{100};

[[nodiscard]] std::vector<Partition> to_partitions(const rd_kafka_topic_partition_list_t& list) {
    std::vector<Partition> partitions;
    partitions.reserve(static_cast<std::size_t>(list.cnt));
    for (int i = 0; i < list.cnt; ++i) {
        partitions.push_back({list.elems[i].topic, PartitionId{list.elems[i].partition}});
    }
    return partitions;
}

[[nodiscard]] PartitionListHandle to_list(std::span<const PartitionOffset> offsets) {
    PartitionListHandle list{rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size()))};
    for (const PartitionOffset& offset : offsets) {
        rd_kafka_topic_partition_list_add(list.get(), offset.partition.topic.c_str(),
                                          offset.partition.id.raw())
            ->offset = offset.next.raw();
    }
    return list;
}

[[nodiscard]] PartitionListHandle to_subscription(std::span<const std::string> topics) {
    PartitionListHandle list{rd_kafka_topic_partition_list_new(static_cast<int>(topics.size()))};
    for (const std::string& topic : topics) {
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
    }
    return list;
}

[[nodiscard]] Timestamp timestamp_of(const rd_kafka_message_t& message) {
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t milliseconds = rd_kafka_message_timestamp(&message, &type);
    if (type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE || milliseconds < 0) return {};
    return Timestamp{std::chrono::milliseconds{milliseconds}};
}

[[nodiscard]] std::string_view bytes_at(const void* place, std::size_t bytes) {
    return place == nullptr ? std::string_view{} : std::string_view{static_cast<const char*>(place), bytes};
}

void read_headers(const rd_kafka_message_t& message, std::vector<Header>& headers) {
    headers.clear();
    rd_kafka_headers_t* list = nullptr;  // stays the message's
    if (rd_kafka_message_headers(&message, &list) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t bytes = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(list, i, &name, &value, &bytes) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
        headers.push_back({.name = name, .value = bytes_at(value, bytes)});
    }
}

/// How far the member has come with its group. Set on librdkafka's threads.
struct Joining {
    std::atomic<bool> under_way{true};  ///< Between asking to join and getting an assignment.
    std::atomic<bool> answered{false};  ///< The group has answered at least once.
};

}  // namespace

/// All that callbacks touch, at one address for the client's life.
struct Consumer::Session final : ClientLog {
    explicit Session(ConsumerEvents& listener) : events(listener) {}

    void rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list);
    void assign(rd_kafka_topic_partition_list_t* list);
    void give_up(rd_kafka_topic_partition_list_t* list);
    void forward(const rd_kafka_topic_partition_list_t& list, rd_kafka_queue_t* target) const;
    void commit_ended(rd_kafka_resp_err_t response, const rd_kafka_topic_partition_list_t* list);
    void hand_over(const rd_kafka_message_t& message);
    void report(const rd_kafka_message_t& message);
    [[nodiscard]] bool can_be_destroyed() const;

    ConsumerEvents& events;
    Client client = nullptr;
    QueueHandle data;     ///< Where assigned partitions deliver.
    QueueHandle commits;  ///< Where commit results arrive.
    Joining joining;
    bool was_assigned = false;  ///< Anything or nothing, but by its group.
    bool committing = false;
    SteadyTime commit_started{};
    std::vector<Header> headers;  ///< Scratch of hand_over().
};

void Consumer::Session::forward(const rd_kafka_topic_partition_list_t& list, rd_kafka_queue_t* target) const {
    for (int i = 0; i < list.cnt; ++i) {
        const QueueHandle queue{
            rd_kafka_queue_get_partition(client, list.elems[i].topic, list.elems[i].partition)};
        if (queue) rd_kafka_queue_forward(queue.get(), target);
    }
}

void Consumer::Session::assign(rd_kafka_topic_partition_list_t* list) {
    was_assigned = true;
    // Forwarded first: once assigned, a message could otherwise arrive in the main queue, past back-pressure.
    forward(*list, data.get());
    events.on_assigned(to_partitions(*list));
    const ErrorHandle failed{rd_kafka_incremental_assign(client, list)};
    if (failed) {
        trouble("kafka assign", classify(rd_kafka_error_code(failed.get())),
                rd_kafka_error_string(failed.get()));
    }
}

void Consumer::Session::give_up(rd_kafka_topic_partition_list_t* list) {
    const std::vector<Partition> partitions = to_partitions(*list);
    if (rd_kafka_assignment_lost(client) != 0) {
        trouble("kafka partitions lost", ErrorCode::AssignmentLost,
                "the group went on without this instance");
        events.on_lost(partitions);
    } else {
        events.on_revoked(partitions);
    }
    forward(*list, nullptr);
    const ErrorHandle failed{rd_kafka_incremental_unassign(client, list)};
    if (failed) {
        trouble("kafka unassign", classify(rd_kafka_error_code(failed.get())),
                rd_kafka_error_string(failed.get()));
    }
}

/// Until 2.3 (librdkafka issue 4312) a client that has joined and was never assigned anything aborts the
/// process when it is destroyed.
bool Consumer::Session::can_be_destroyed() const {
    return was_assigned || !joining.answered || rd_kafka_version() >= 0x02030000;
}

void Consumer::Session::rebalance(rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list) {
    if (event == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) return assign(list);
    if (event == RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS) return give_up(list);
    trouble("kafka rebalance", classify(event), rd_kafka_err2str(event));
    // librdkafka waits for an answer to every rebalance event; "nothing assigned" is the one that fits here.
    rd_kafka_assign(client, nullptr);
}

void Consumer::Session::commit_ended(rd_kafka_resp_err_t response,
                                     const rd_kafka_topic_partition_list_t* list) {
    committing = false;
    std::vector<PartitionOffset> done;
    CommitResult result;
    for (int i = 0; list != nullptr && i < list->cnt; ++i) {
        const rd_kafka_topic_partition_t& element = list->elems[i];
        const rd_kafka_resp_err_t own = element.err != RD_KAFKA_RESP_ERR_NO_ERROR ? element.err : response;
        if (own == RD_KAFKA_RESP_ERR_NO_ERROR) {
            done.push_back({{element.topic, PartitionId{element.partition}}, Offset{element.offset}});
        } else {
            response = own;
        }
    }
    if (response != RD_KAFKA_RESP_ERR_NO_ERROR) {
        result.failure = classify(response);
        trouble("kafka commit", *result.failure, rd_kafka_err2str(response));
    }
    result.done = done;
    result.took = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - commit_started);
    events.on_committed(result);
}

void Consumer::Session::hand_over(const rd_kafka_message_t& message) {
    read_headers(message, headers);
    events.on_message({.topic = rd_kafka_topic_name(message.rkt),
                       .partition = PartitionId{message.partition},
                       .offset = Offset{message.offset},
                       .timestamp = timestamp_of(message),
                       .key = bytes_at(message.key, message.key_len),
                       .payload = bytes_at(message.payload, message.len),
                       .headers = headers});
}

void Consumer::Session::report(const rd_kafka_message_t& message) {
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) return hand_over(message);
    const std::string topic = message.rkt == nullptr ? "" : rd_kafka_topic_name(message.rkt);
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        return events.on_caught_up({topic, PartitionId{message.partition}}, Offset{message.offset});
    }
    const ErrorCode code = classify(message.err);
    trouble("kafka consumer", code, rd_kafka_message_errstr(&message));
    const bool about_topic = code == ErrorCode::UnknownTopic || code == ErrorCode::Authorization;
    if (about_topic && !topic.empty()) events.on_topic_unavailable(topic, code);
}

namespace {

/// Between librdkafka's C frames and ours, which no exception may cross: it ends the process instead.
template <class Session>
Session& session_behind(void* opaque) noexcept {
    return static_cast<Session&>(*static_cast<ClientLog*>(opaque));
}

constexpr std::int16_t kJoinGroupRequest = 11;
constexpr std::int16_t kSyncGroupRequest = 14;
constexpr const char* kInterceptor = "wirefold";

rd_kafka_resp_err_t on_request_sent(rd_kafka_t*, int, const char*, std::int32_t, std::int16_t request,
                                    std::int16_t, std::int32_t, std::size_t, void* joining) noexcept {
    if (request == kJoinGroupRequest) static_cast<Joining*>(joining)->under_way = true;
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

rd_kafka_resp_err_t on_response_received(rd_kafka_t*, int, const char*, std::int32_t, std::int16_t request,
                                         std::int16_t, std::int32_t, std::size_t, std::int64_t,
                                         rd_kafka_resp_err_t error, void* joining) noexcept {
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return RD_KAFKA_RESP_ERR_NO_ERROR;
    if (request == kJoinGroupRequest) static_cast<Joining*>(joining)->answered = true;
    if (request == kSyncGroupRequest) static_cast<Joining*>(joining)->under_way = false;
    return RD_KAFKA_RESP_ERR_NO_ERROR;
}

/// Until 2.10 (librdkafka issue 4059) a commit that is sent while the member joins again carries the
/// generation before; the broker refuses it and librdkafka then gives up all partitions as lost. Nothing else
/// tells when that is: a cooperative member is not asked before its partitions change.
void watch_joins(rd_kafka_conf_t* conf, Joining& joining) {
    const auto on_new = [](rd_kafka_t* client, const rd_kafka_conf_t*, void* flags, char*,
                           std::size_t) noexcept {
        rd_kafka_interceptor_add_on_request_sent(client, kInterceptor, &on_request_sent, flags);
        return rd_kafka_interceptor_add_on_response_received(client, kInterceptor, &on_response_received,
                                                             flags);
    };
    rd_kafka_conf_interceptor_add_on_new(conf, kInterceptor, on_new, &joining);
}

}  // namespace

Result<std::unique_ptr<Consumer>> Consumer::open(const KafkaOptions& options,
                                                 const ConsumerSettings& settings, ConsumerEvents& events) {
    auto conf = consumer_configuration(options, settings);
    if (!conf) return conf.error();
    auto session = std::make_unique<Session>(events);
    install_log(conf->get(), *session);
    watch_joins(conf->get(), session->joining);
    rd_kafka_conf_set_rebalance_cb(
        conf->get(), [](rd_kafka_t*, rd_kafka_resp_err_t event, rd_kafka_topic_partition_list_t* list,
                        void* opaque) noexcept { session_behind<Session>(opaque).rebalance(event, list); });
    const auto client = open_client(RD_KAFKA_CONSUMER, std::move(*conf));
    if (!client) return client.error();
    session->client = *client;
    session->data.reset(rd_kafka_queue_new(*client));
    session->commits.reset(rd_kafka_queue_new(*client));
    rd_kafka_poll_set_consumer(*client);
    // From here on the destructor closes what was opened.
    auto consumer = std::make_unique<Consumer>(std::move(session));
    const rd_kafka_resp_err_t subscribed =
        rd_kafka_subscribe(*client, to_subscription(settings.topics).get());
    if (subscribed != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return Error{Errc::ConfigRejected, std::string{"subscribe: "} + rd_kafka_err2str(subscribed)};
    }
    return consumer;
}

Consumer::Consumer(std::unique_ptr<Session> session) : session_(std::move(session)) {}

Consumer::~Consumer() {
    constexpr std::chrono::seconds kPatience{5};
    static_cast<void>(close(Deadline::after(kPatience)));
}

void Consumer::poll(Duration wait) {
    int milliseconds = static_cast<int>(wait.count());
    while (const MessageHandle message{rd_kafka_consumer_poll(session_->client, milliseconds)}) {
        session_->report(*message);
        milliseconds = 0;
    }
    rd_kafka_queue_poll_callback(session_->commits.get(), 0);
}

bool Consumer::take_one(Duration wait) {
    rd_kafka_message_t* taken = nullptr;
    if (rd_kafka_consume_batch_queue(session_->data.get(), static_cast<int>(wait.count()), &taken, 1) != 1)
        return false;
    const MessageHandle message{taken};
    session_->report(*message);
    return true;
}

bool Consumer::commit(std::span<const PartitionOffset> offsets) {
    if (session_->committing || session_->joining.under_way || offsets.empty()) return false;
    const auto ended = [](rd_kafka_t*, rd_kafka_resp_err_t response, rd_kafka_topic_partition_list_t* list,
                          void* opaque) noexcept {
        session_behind<Session>(opaque).commit_ended(response, list);
    };
    session_->commit_started = std::chrono::steady_clock::now();
    const rd_kafka_resp_err_t started =
        rd_kafka_commit_queue(session_->client, to_list(offsets).get(), session_->commits.get(), ended,
                              static_cast<ClientLog*>(session_.get()));
    if (started != RD_KAFKA_RESP_ERR_NO_ERROR) {
        session_->trouble("kafka commit", classify(started), rd_kafka_err2str(started));
        return false;
    }
    session_->committing = true;
    return true;
}

bool Consumer::committing() const {
    return session_->committing;
}

Result<void> Consumer::await_commit(Deadline deadline) {
    while (session_->committing) {
        rd_kafka_queue_poll_callback(session_->commits.get(), wait_ms(deadline, kSlice));
        if (session_->committing && deadline.passed()) return Error{Errc::Timeout, "commit of offsets"};
    }
    return {};
}

Result<std::vector<PartitionOffset>> Consumer::committed(std::span<const Partition> partitions,
                                                         Deadline deadline) const {
    std::vector<PartitionOffset> wanted;
    for (const Partition& partition : partitions)
        wanted.push_back({partition, Offset{RD_KAFKA_OFFSET_INVALID}});
    const PartitionListHandle list = to_list(wanted);
    const rd_kafka_resp_err_t response =
        rd_kafka_committed(session_->client, list.get(), wait_ms(deadline, std::chrono::hours{1}));
    if (response != RD_KAFKA_RESP_ERR_NO_ERROR) return error_from(response, "read of committed offsets");
    std::vector<PartitionOffset> found;
    for (int i = 0; i < list->cnt; ++i) {
        const rd_kafka_topic_partition_t& element = list->elems[i];
        if (element.err != RD_KAFKA_RESP_ERR_NO_ERROR || element.offset < 0) continue;
        found.push_back({{element.topic, PartitionId{element.partition}}, Offset{element.offset}});
    }
    return found;
}

std::optional<Offset> Consumer::end_of(const Partition& partition) const {
    std::int64_t low = RD_KAFKA_OFFSET_INVALID;
    std::int64_t high = RD_KAFKA_OFFSET_INVALID;
    const rd_kafka_resp_err_t response = rd_kafka_get_watermark_offsets(
        session_->client, partition.topic.c_str(), partition.id.raw(), &low, &high);
    if (response != RD_KAFKA_RESP_ERR_NO_ERROR || high < 0) return std::nullopt;
    return Offset{high};
}

Result<void> Consumer::find_topic(const std::string& topic, Deadline deadline) const {
    const TopicHandle handle{rd_kafka_topic_new(session_->client, topic.c_str(), nullptr)};
    if (!handle) return Error{Errc::ConfigRejected, "topic name \"" + topic + "\""};
    return kafka::find_topic(session_->client, *handle, deadline);
}

std::optional<Error> Consumer::fatal_error() const {
    std::string reason;
    if (!fatal(session_->client, reason)) return std::nullopt;
    return Error{Errc::KafkaFatal, reason};
}

ErrorCounts Consumer::errors() const {
    return session_->counts();
}

Result<void> Consumer::close(Deadline deadline) {
    if (!session_) return {};
    QueueHandle closing{rd_kafka_queue_new(session_->client)};
    const ErrorHandle refused{rd_kafka_consumer_close_queue(session_->client, closing.get())};
    while (!refused && rd_kafka_consumer_closed(session_->client) == 0 && !deadline.passed()) {
        rd_kafka_queue_poll_callback(closing.get(), wait_ms(deadline, kSlice));
    }
    const bool left = rd_kafka_consumer_closed(session_->client) != 0;

    // Queues before the client: a queue still held would keep its threads waiting.
    closing.reset();
    session_->data.reset();
    session_->commits.reset();
    // Even a late leaver gets a moment, for its threads should end before what they refer to.
    constexpr Duration kPatience = std::chrono::milliseconds{500};
    const Deadline destruction{std::max(deadline.at(), Deadline::after(kPatience).at())};
    const bool spared = !session_->can_be_destroyed();
    const bool destroyed = !spared && destroy_within(session_->client, destruction);
    if (destroyed) {
        session_.reset();
    } else {
        static_cast<void>(session_.release());  // librdkafka's threads may still log through it
    }
    if (refused)
        return Error{Errc::KafkaFatal,
                     std::string{"leave of the group: "} + rd_kafka_error_string(refused.get())};
    if (!left || !(destroyed || spared)) return Error{Errc::Timeout, "leave of the group"};
    return {};
}

}  // namespace wirefold::kafka
