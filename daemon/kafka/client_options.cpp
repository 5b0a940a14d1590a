#include "daemon/kafka/client_options.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "daemon/kafka/client_configuration.hpp"
#include "daemon/kafka/client_log.hpp"

namespace wirefold::kafka {

namespace {

struct Refusal {
    std::string_view name;
    std::string_view reason;
};

constexpr std::string_view kCommits = "offsets are committed only after their outputs are safe";
constexpr std::string_view kDelivery = "no output may be lost, doubled or reordered";
constexpr std::string_view kCompression = "set sink.kafka.compression instead";
constexpr std::string_view kLinger = "set sink.kafka.linger instead";
constexpr std::string_view kBrokers = "set kafka.brokers instead";
constexpr std::string_view kMemory = "the memory sum depends on it";
constexpr std::string_view kReading = "no input may be skipped";
constexpr std::string_view kRebalance =
    "partitions are handed over one by one, after their records are published";
constexpr std::string_view kInternal = "the client's own machinery depends on it";

constexpr std::array kRefusals{
    Refusal{"acks", kDelivery},
    Refusal{"allow.auto.create.topics", "a mistyped topic must be an error, not a new topic"},
    Refusal{"auto.commit.enable", kCommits},
    Refusal{"auto.commit.interval.ms", kCommits},
    Refusal{"auto.offset.reset", kReading},
    Refusal{"batch.size", kMemory},
    Refusal{"bootstrap.servers", kBrokers},
    Refusal{"compression.codec", kCompression},
    Refusal{"compression.type", kCompression},
    Refusal{"delivery.report.only.error", kDelivery},
    Refusal{"delivery.timeout.ms", kDelivery},
    Refusal{"enable.auto.commit", kCommits},
    Refusal{"enable.auto.offset.store", kCommits},
    Refusal{"enable.gapless.guarantee", kDelivery},
    Refusal{"enable.idempotence", kDelivery},
    Refusal{"enable.partition.eof", kInternal},
    Refusal{"enabled_events", kInternal},
    Refusal{"fetch.max.bytes", kMemory},
    Refusal{"group.id", "set source.kafka.group_id instead"},
    Refusal{"group.instance.id", "set source.kafka.instance_id instead"},
    Refusal{"group.protocol", kRebalance},
    Refusal{"group.protocol.type", kRebalance},
    Refusal{"internal.termination.signal", kInternal},
    Refusal{"isolation.level", "records of an aborted transaction are not input"},
    Refusal{"linger.ms", kLinger},
    Refusal{"log.queue", kInternal},
    Refusal{"max.in.flight", kDelivery},
    Refusal{"max.in.flight.requests.per.connection", kDelivery},
    Refusal{"message.max.bytes", "set sink.kafka.record_bytes_max instead"},
    Refusal{"message.send.max.retries", kDelivery},
    Refusal{"message.timeout.ms", kDelivery},
    Refusal{"metadata.broker.list", kBrokers},
    Refusal{"msg_order_cmp", kDelivery},
    Refusal{"offset.store.method", kCommits},
    Refusal{"offset.store.path", kCommits},
    Refusal{"offset.store.sync.interval.ms", kCommits},
    Refusal{"partition.assignment.strategy", kRebalance},
    Refusal{"plugin.library.paths", "plug-ins may change or hold records"},
    Refusal{"queue.buffering.backpressure.threshold", kDelivery},
    Refusal{"queue.buffering.max.kbytes", kMemory},
    Refusal{"queue.buffering.max.messages", kMemory},
    Refusal{"queue.buffering.max.ms", kLinger},
    Refusal{"queued.max.messages.kbytes", "set source.kafka.prefetch_bytes_max instead"},
    Refusal{"queuing.strategy", kDelivery},
    Refusal{"request.required.acks", kDelivery},
    Refusal{"retries", kDelivery},
    Refusal{"session.timeout.ms", "set source.kafka.session_timeout instead"},
    Refusal{"test.mock.num.brokers", "the brokers are real"},
    Refusal{"transaction.timeout.ms", kDelivery},
    Refusal{"transactional.id", kDelivery},
};
static_assert(std::is_sorted(kRefusals.begin(), kRefusals.end(),
                             [](const Refusal& a, const Refusal& b) { return a.name < b.name; }),
              "refused_property() searches by halves");

/// Opens a client that has nowhere to connect to: librdkafka then checks what it checks only at opening, such
/// as certificate files and properties that contradict each other.
[[nodiscard]] Result<void> try_open(rd_kafka_type_t role, Result<ConfHandle> conf) {
    struct SilentLog final : ClientLog {};
    // Lives as long as the process if the client cannot be destroyed in time.
    auto log = std::make_unique<SilentLog>();
    if (!conf) return conf.error();
    install_log(conf->get(), *log);
    const auto client = open_client(role, std::move(*conf));
    if (!client) return Error{Errc::ConfigRejected, "kafka.client: " + client.error().context};
    constexpr std::chrono::seconds kPatience{5};
    if (!destroy_within(*client, Deadline::after(kPatience))) static_cast<void>(log.release());
    return {};
}

void check_each(const KafkaOptions& options, std::vector<Error>& problems) {
    for (const auto& [name, value] : options.client) {
        const ConfHandle scratch{rd_kafka_conf_new()};
        if (const auto reason = refused_property(name)) {
            problems.push_back({Errc::ConfigRejected,
                                "kafka.client property " + name + " cannot be set: " + std::string{*reason}});
        } else if (const auto set = set_property(scratch.get(), name, value); !set) {
            problems.push_back(set.error());
        }
    }
}

}  // namespace

std::optional<std::string_view> refused_property(std::string_view name) {
    const auto found = std::lower_bound(
        kRefusals.begin(), kRefusals.end(), name,
        [](const Refusal& refusal, std::string_view wanted) { return refusal.name < wanted; });
    if (found == kRefusals.end() || found->name != name) return std::nullopt;
    return found->reason;
}

std::vector<Error> check_client_options(const KafkaOptions& options) {
    std::vector<Error> problems;
    check_each(options, problems);
    if (!problems.empty()) return problems;

    KafkaOptions offline = options;
    offline.brokers.clear();
    ConsumerSettings member;
    member.group_id = "check";
    if (const auto opened = try_open(RD_KAFKA_CONSUMER, consumer_configuration(offline, member)); !opened) {
        problems.push_back(opened.error());
    }
    if (const auto opened = try_open(RD_KAFKA_PRODUCER, producer_configuration(offline, {})); !opened) {
        // What is wrong for both is said once.
        if (problems.empty() || problems.front().context != opened.error().context)
            problems.push_back(opened.error());
    }
    return problems;
}

}  // namespace wirefold::kafka
