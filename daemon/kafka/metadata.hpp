#pragma once

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/kafka/handles.hpp"

namespace wirefold::kafka {

/// Asks the brokers for a topic, which also tells the client where its partitions are.
/// Errors: KafkaRejected when it does not exist or may not be read; KafkaUnavailable, Timeout.
/// Blocks: until the deadline; a topic that does not exist is said at once.
[[nodiscard]] Result<void> find_topic(Client client, rd_kafka_topic_t& topic, Deadline deadline);

}  // namespace wirefold::kafka
