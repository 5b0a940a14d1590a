#pragma once

#include <memory>

#include <librdkafka/rdkafka.h>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"

namespace wirefold::kafka {

/// Binds a C destroy function into the pointer's type, so a handle costs one pointer.
template <auto Destroy>
struct Destroyer {
    template <class T>
    void operator()(T* handle) const noexcept {
        Destroy(handle);
    }
};

using ConfHandle = std::unique_ptr<rd_kafka_conf_t, Destroyer<&rd_kafka_conf_destroy>>;
using TopicConfHandle = std::unique_ptr<rd_kafka_topic_conf_t, Destroyer<&rd_kafka_topic_conf_destroy>>;
using TopicHandle = std::unique_ptr<rd_kafka_topic_t, Destroyer<&rd_kafka_topic_destroy>>;
using QueueHandle = std::unique_ptr<rd_kafka_queue_t, Destroyer<&rd_kafka_queue_destroy>>;
using MessageHandle = std::unique_ptr<rd_kafka_message_t, Destroyer<&rd_kafka_message_destroy>>;
using HeadersHandle = std::unique_ptr<rd_kafka_headers_t, Destroyer<&rd_kafka_headers_destroy>>;
using ErrorHandle = std::unique_ptr<rd_kafka_error_t, Destroyer<&rd_kafka_error_destroy>>;
using MetadataHandle = std::unique_ptr<const rd_kafka_metadata_t, Destroyer<&rd_kafka_metadata_destroy>>;
using PartitionListHandle =
    std::unique_ptr<rd_kafka_topic_partition_list_t, Destroyer<&rd_kafka_topic_partition_list_destroy>>;

/// A client has no handle of this kind: destroying it may wait for ever, so its owner calls destroy_within().
using Client = rd_kafka_t*;

/// Opens a client.
///
/// Ownership: takes `conf`. librdkafka adopts it only on success, so on failure it is
///            freed here, when the parameter goes out of scope.
/// Errors: ConfigRejected. (Never KafkaUnavailable: connecting is asynchronous.)
/// Blocks: no.
[[nodiscard]] Result<Client> open_client(rd_kafka_type_t role, ConfHandle conf);

/// Destroys the client and waits for its threads until the deadline.
///
/// Every message, queue and topic of the client must be gone before.
/// False: its threads still run and may still call back, so whatever they refer to must never be freed.
[[nodiscard]] bool destroy_within(Client client, Deadline deadline);

/// For calls that take milliseconds: at most `slice`, at least 0, at most what is left.
[[nodiscard]] int wait_ms(Deadline deadline, Duration slice);

}  // namespace wirefold::kafka
