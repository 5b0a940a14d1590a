#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include <librdkafka/rdkafka.h>
// After rdkafka.h, which it asks for.
#include <librdkafka/rdkafka_mock.h>

#include "daemon/kafka/options.hpp"

namespace wirefold::test {

/// librdkafka's own brokers, inside the test's process: they know groups, rebalances and injected errors,
/// keep 5 MiB a partition, and cannot prove anything about transactions. A group's first join takes 3 s, a
/// later one up to a second less than the session.
///
/// Threads: any. Ending: clients of the cluster are closed before it.
class MockCluster {
public:
    explicit MockCluster(int brokers = 1);
    MockCluster(const MockCluster&) = delete;
    MockCluster& operator=(const MockCluster&) = delete;
    ~MockCluster();

    /// How to reach it. Metadata ages fast, so that tests need not wait for it.
    [[nodiscard]] KafkaOptions options() const;

    void create_topic(const std::string& name, int partitions);
    /// The brokers say that there is no such topic; without this they create what they are asked for.
    void hide_topic(const std::string& name);
    void show_topic(const std::string& name);
    void brokers_down();
    void brokers_up();
    /// The next requests of this kind are answered with these errors, one each.
    void answer_produce_with(std::span<const rd_kafka_resp_err_t> errors);
    void answer_commit_with(std::span<const rd_kafka_resp_err_t> errors);
    void answer_fetch_with(std::span<const rd_kafka_resp_err_t> errors);
    void answer_sync_with(std::span<const rd_kafka_resp_err_t> errors);
    /// Takes back what answer_fetch_with() has not used up.
    void answer_fetch_as_usual();
    void round_trip(std::chrono::milliseconds delay);

private:
    void answer_with(std::int16_t request, std::span<const rd_kafka_resp_err_t> errors);

    rd_kafka_t* keeper_ = nullptr;  ///< The client that librdkafka hangs a mock cluster on.
    rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

}  // namespace wirefold::test
