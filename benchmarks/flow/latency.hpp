#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/kafka/consumer.hpp"

namespace wirefold::bench {

/// Reads output topics and notes how long ago each record's stamp was made when the record arrived.
/// Threads: one.
class LatencyReader final : private kafka::ConsumerEvents {
public:
    [[nodiscard]] static Result<std::unique_ptr<LatencyReader>> open(const std::string& brokers,
                                                                     std::vector<std::string> topics);
    /// Until `records` came or the deadline passed.
    [[nodiscard]] Result<void> read(std::size_t records, Deadline deadline);
    /// Milliseconds, in the order of arrival.
    [[nodiscard]] const std::vector<double>& latencies() const { return latencies_; }

private:
    LatencyReader() = default;
    void on_message(const kafka::Message& message) override;
    void on_caught_up(const kafka::Partition& /*partition*/, Offset /*end*/) override {}
    void on_assigned(std::span<const kafka::Partition> /*partitions*/) override {}
    void on_revoked(std::span<const kafka::Partition> /*partitions*/) override {}
    void on_lost(std::span<const kafka::Partition> /*partitions*/) override {}
    void on_committed(const kafka::CommitResult& /*result*/) override {}
    void on_topic_unavailable(std::string_view /*topic*/, kafka::ErrorCode /*why*/) override {}

    std::vector<double> latencies_;
    std::unique_ptr<kafka::Consumer> consumer_;
};

}  // namespace wirefold::bench
