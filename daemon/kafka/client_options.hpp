#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/error.hpp"
#include "daemon/core/units.hpp"
#include "daemon/kafka/options.hpp"

namespace wirefold::kafka {

/// What a group member is opened with, besides the operator's own properties.
struct ConsumerSettings {
    std::vector<std::string> topics;
    std::string group_id;
    std::string instance_id;  ///< Static membership; empty: dynamic.
    std::chrono::milliseconds session_timeout{10'000};
    std::size_t prefetch_bytes_max = 32 * kMiB;
};

/// What a producer is opened with, besides the operator's own properties.
struct ProducerSettings {
    std::chrono::milliseconds linger{10};
    std::string compression = "lz4";
    std::size_t record_bytes_max = 1000 * kKiB;  ///< Key, value and headers of one record.
};

/// Payload a producer holds before produce() says QueueFull. Payload stays in the caller's memory: this
/// bounds what librdkafka refers to, not what it owns.
inline constexpr std::size_t kProducerQueueBytesMax = 256 * kMiB;

/// Most bytes a consumer holds before we take them: it stops fetching when the queue is full, with one fetch
/// still under way.
[[nodiscard]] std::size_t consumer_bytes_max(const ConsumerSettings& settings);

/// Why the operator may not set this librdkafka property; empty when it may be set. Properties are refused
/// when the delivery guarantee or the memory sum depends on them, or when a setting of ours sets them.
[[nodiscard]] std::optional<std::string_view> refused_property(std::string_view name);

/// Everything wrong with `kafka.client`: refused and unknown properties, bad values, files that cannot be
/// read. Each error is ConfigRejected and names its property where one can be named. Does not connect.
[[nodiscard]] std::vector<Error> check_client_options(const KafkaOptions& options);

}  // namespace wirefold::kafka
