#include "tests/support/mock_cluster.hpp"

#include <utility>

#include "daemon/core/invariant.hpp"
#include "daemon/kafka/handles.hpp"

namespace wirefold::test {

namespace {

constexpr std::int16_t kProduceRequest = 0;
constexpr std::int16_t kFetchRequest = 1;
constexpr std::int16_t kOffsetCommitRequest = 8;
constexpr std::int16_t kSyncGroupRequest = 14;
constexpr std::int32_t kAllBrokers = -1;

}  // namespace

MockCluster::MockCluster(int brokers) {
    kafka::ConfHandle conf{rd_kafka_conf_new()};
    rd_kafka_conf_set_log_cb(conf.get(), nullptr);
    auto keeper = kafka::open_client(RD_KAFKA_PRODUCER, std::move(conf));
    WIREFOLD_INVARIANT(keeper.has_value(), "a default configuration opens");
    keeper_ = *keeper;
    cluster_ = rd_kafka_mock_cluster_new(keeper_, brokers);
    WIREFOLD_INVARIANT(cluster_ != nullptr, "the mock cluster finds its ports");
}

MockCluster::~MockCluster() {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(keeper_);
}

KafkaOptions MockCluster::options() const {
    KafkaOptions options;
    options.brokers = rd_kafka_mock_cluster_bootstraps(cluster_);
    // Divides neither of the mock's delays: a member that is elected just when its metadata comes in joins
    // anew, and with 500 ms it would meet the next election in step again.
    options.client = {{"topic.metadata.refresh.interval.ms", "700"},
                      {"reconnect.backoff.ms", "50"},
                      {"reconnect.backoff.max.ms", "200"}};
    return options;
}

void MockCluster::create_topic(const std::string& name, int partitions) {
    rd_kafka_mock_topic_create(cluster_, name.c_str(), partitions, 1);
}

void MockCluster::hide_topic(const std::string& name) {
    rd_kafka_mock_topic_set_error(cluster_, name.c_str(), RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART);
}
void MockCluster::show_topic(const std::string& name) {
    rd_kafka_mock_topic_set_error(cluster_, name.c_str(), RD_KAFKA_RESP_ERR_NO_ERROR);
}

void MockCluster::brokers_down() {
    rd_kafka_mock_broker_set_down(cluster_, kAllBrokers);
}
void MockCluster::brokers_up() {
    rd_kafka_mock_broker_set_up(cluster_, kAllBrokers);
}

void MockCluster::round_trip(std::chrono::milliseconds delay) {
    rd_kafka_mock_broker_set_rtt(cluster_, kAllBrokers, static_cast<int>(delay.count()));
}

void MockCluster::answer_produce_with(std::span<const rd_kafka_resp_err_t> errors) {
    answer_with(kProduceRequest, errors);
}
void MockCluster::answer_commit_with(std::span<const rd_kafka_resp_err_t> errors) {
    answer_with(kOffsetCommitRequest, errors);
}
void MockCluster::answer_fetch_with(std::span<const rd_kafka_resp_err_t> errors) {
    answer_with(kFetchRequest, errors);
}

void MockCluster::answer_sync_with(std::span<const rd_kafka_resp_err_t> errors) {
    answer_with(kSyncGroupRequest, errors);
}
void MockCluster::answer_fetch_as_usual() {
    rd_kafka_mock_clear_request_errors(cluster_, kFetchRequest);
}

void MockCluster::answer_with(std::int16_t request, std::span<const rd_kafka_resp_err_t> errors) {
    rd_kafka_mock_push_request_errors_array(cluster_, request, errors.size(), errors.data());
}

}  // namespace wirefold::test
