#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/kafka/client_options.hpp"
#include "daemon/kafka/errors.hpp"
#include "daemon/kafka/options.hpp"

namespace wirefold::kafka {

/// What a record's header holds; copied by produce().
struct OutgoingHeader {
    const char* name = nullptr;  ///< Ends with a zero, as librdkafka wants it.
    std::string_view value;
};

/// A record to send.
struct OutgoingRecord {
    std::size_t topic = 0;                ///< As add_topic() said.
    std::optional<std::string_view> key;  ///< Copied.
    std::string_view value;  ///< Borrowed until the delivery report, or until a call that is not Accepted.
    std::span<const OutgoingHeader> headers;
    void* tag = nullptr;  ///< Comes back with the delivery report.
};

enum class ProduceOutcome : std::uint8_t {
    Accepted,   ///< a delivery report will come
    QueueFull,  ///< try again after poll()
    TooLarge,   ///< larger than record_bytes_max of the settings
    Refused,    ///< the topic does not exist or may not be written now; trying again later may help
    Fatal,      ///< the client is unusable: fatal_error() says why
};

enum class Delivery : std::uint8_t {
    Delivered,
    TooLarge,  ///< it, or a batch it was in, is larger than the topic accepts: alone it may pass
    Refused,   ///< not written, and the client gave up; trying again later may help
    Fatal,     ///< unknown whether written: the client is unusable or was purged
};

/// What became of accepted records. Called inside poll(), flush() and close(); must not throw.
class DeliveryReports {
public:
    DeliveryReports() = default;
    DeliveryReports(const DeliveryReports&) = delete;
    DeliveryReports& operator=(const DeliveryReports&) = delete;
    virtual ~DeliveryReports() = default;
    virtual void on_delivery(void* tag, Delivery delivery) = 0;
};

/// An idempotent producer: every accepted record is written once and in order within its partition, and tried
/// for as long as brokers are away.
///
/// Ownership: payloads are neither copied nor freed, they belong to the caller until the record's report.
/// Threads: one, for everything.
/// Bound:   kProducerQueueBytesMax of payload referred to. Owned: up to five requests for each broker, each
/// of
///          a megabyte or of one larger record, plain and compressed.
/// Ending:  close(), after which no payload is referred to any more, unless it says Timeout.
class Producer {
    struct Session;

public:
    /// Errors: ConfigRejected. Blocks: no. `reports` must outlive the producer.
    [[nodiscard]] static Result<std::unique_ptr<Producer>> open(const KafkaOptions& options,
                                                                const ProducerSettings& settings,
                                                                DeliveryReports& reports);
    explicit Producer(std::unique_ptr<Session> session);  ///< For open().
    Producer(const Producer&) = delete;
    Producer& operator=(const Producer&) = delete;
    ~Producer();

    /// Names a topic to produce to. Topics are numbered in the order they are added, from 0.
    /// Errors: ConfigRejected: no topic can have this name.
    [[nodiscard]] Result<std::size_t> add_topic(const std::string& name);

    /// Learns where all added topics are, so that the first record need not wait for it, and that they exist.
    /// Errors: KafkaRejected naming the topic that is missing or forbidden; KafkaUnavailable, Timeout.
    /// Blocks: until the deadline.
    [[nodiscard]] Result<void> check_topics(Deadline deadline);

    [[nodiscard]] ProduceOutcome produce(const OutgoingRecord& record);

    /// Serves delivery reports; returns when some were served or `wait` has passed.
    void poll(Duration wait);
    /// Sends what lingers and waits for reports. True when every accepted record has had its report.
    [[nodiscard]] bool flush(Deadline deadline);

    [[nodiscard]] std::optional<Error> fatal_error() const;
    [[nodiscard]] ErrorCounts errors() const;

    /// Gives up what is not delivered (reported as Fatal) and lets go. The producer cannot be used
    /// afterwards. Errors: Timeout: librdkafka may still refer to payloads, which must then never be freed.
    /// Blocks: until the deadline.
    [[nodiscard]] Result<void> close(Deadline deadline);

private:
    std::unique_ptr<Session> session_;  ///< Empty after close().
};

}  // namespace wirefold::kafka
