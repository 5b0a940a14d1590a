#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/kafka/errors.hpp"
#include "daemon/kafka/options.hpp"
#include "daemon/kafka/producer.hpp"
#include "daemon/kafka/repeat_limiter.hpp"
#include "daemon/sink/options.hpp"
#include "daemon/sink/sink.hpp"

namespace wirefold {

struct KafkaSinkStats {
    using ByDestination = std::array<std::uint64_t, kDestinations.size()>;

    ByDestination delivered{};     ///< Acknowledged records.
    ByDestination too_large{};     ///< Turned into dead letters here, by where they were to go.
    std::uint64_t shortened = 0;   ///< Dead letters cut again: the topic takes less than the options say.
    std::uint64_t resent = 0;      ///< Records sent again after the client gave up on them.
    std::uint64_t queue_full = 0;  ///< How often the client's queue was full.
    std::size_t inflight_batches = 0;
    std::size_t inflight_bytes = 0;
    std::size_t unacknowledged_records = 0;  ///< Handed to the client.
    kafka::ErrorCounts errors{};
};

/// Publishes batches to a topic for each destination, at least once and in order of key.
///
/// Order:   an idempotent producer keeps each key's order. Only around a record that the brokers refuse
///          (missing topic, too large) may a later one with its key pass it.
/// Outage:  while brokers are away, records are tried for as long as it takes; submit() keeps what the client
///          has no room for. What bounds memory is the in-flight budget, which no receipt then frees.
/// Fatal:   a client that broke is replaced, and what is not acknowledged is sent again; some of it was
///          written and comes twice. When that does not last, it is the process's end.
/// Size:    a record that the topic does not take becomes a dead letter `output_too_large`, with the original
///          payload when the batch still has it, else with the enriched value. Brokers refuse whole requests,
///          so every record of a refused request is sent again alone before one is found too large.
/// Threads: as Sink; stats() and not_ready_reason() are for any thread.
class KafkaSink final : public Sink, private kafka::DeliveryReports {
    struct Opening {};

public:
    /// Errors: ConfigRejected. Blocks: no.
    [[nodiscard]] static Result<std::unique_ptr<KafkaSink>> open(const KafkaOptions& kafka,
                                                                 const KafkaSinkOptions& options);
    KafkaSink(Opening, const KafkaOptions& kafka, const KafkaSinkOptions& options);
    KafkaSink(const KafkaSink&) = delete;
    KafkaSink& operator=(const KafkaSink&) = delete;
    /// Closes, within seconds, when close() was not called.
    ~KafkaSink() override;

    /// Makes sure that every topic exists, and warms the client up for it. Not ready before.
    /// Errors: KafkaRejected naming the topic: a human is needed; KafkaUnavailable, Timeout: try again.
    /// Blocks: until the deadline. Threads: the sink thread, or before it starts.
    [[nodiscard]] Result<void> prepare(Deadline deadline) override;

    [[nodiscard]] Result<void> submit(OutputBatch&& batch) override;
    [[nodiscard]] Result<void> poll(std::vector<Receipt>& receipts, Duration wait) override;
    [[nodiscard]] Result<void> close(std::vector<Receipt>& receipts, Deadline deadline) override;
    [[nodiscard]] std::string not_ready_reason() const override;

    [[nodiscard]] KafkaSinkStats stats() const;

private:
    struct Flight;
    /// One record on its way.
    struct Slot {
        Flight* flight = nullptr;
        std::uint32_t record = 0;
        std::size_t bytes_max = 0;  ///< Of a dead letter.
        bool is_delivered = false;
    };
    /// One batch on its way. Payloads stay in it until every record is acknowledged.
    struct Flight {
        OutputBatch batch;
        std::vector<Slot> slots;  ///< One for each record, at addresses that delivery reports bring back.
        std::size_t unsent = 0;   ///< Slots before this one are the client's, or wait to be sent again.
        std::size_t open = 0;     ///< Records not acknowledged.
        std::size_t bytes = 0;
    };

    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<void> start_anew(const Error& fatal);
    [[nodiscard]] Result<void> go_on();
    void on_delivery(void* tag, kafka::Delivery delivery) override;

    void send();
    void send_alone();
    [[nodiscard]] bool send_again();
    [[nodiscard]] bool send_flight(Flight& flight);
    [[nodiscard]] kafka::ProduceOutcome produce(Slot& slot);
    [[nodiscard]] kafka::ProduceOutcome produce_as_is(Slot& slot);
    [[nodiscard]] bool shrink(Slot& slot);
    void refuse(Slot& slot);
    [[nodiscard]] OutputRecord& record_of(const Slot& slot) const {
        return slot.flight->batch.records[slot.record];
    }
    void collect(std::vector<Receipt>& receipts);
    void publish();
    [[nodiscard]] Result<void> drop_client(Deadline deadline);
    [[nodiscard]] Result<void> let_go(Deadline deadline);

    const KafkaOptions kafka_;
    const KafkaSinkOptions options_;
    std::deque<Flight> flights_;   ///< In order of submission; references stay valid while the ends move.
    std::size_t sending_ = 0;      ///< Index of the first flight that may have unsent records.
    std::size_t outstanding_ = 0;  ///< Records handed to the client and not reported.

    std::deque<Slot*> refused_;  ///< To send again at `again_at_`; nothing new is sent before them.
    Deadline again_at_{SteadyTime{}};
    std::deque<Slot*> suspects_;  ///< Each is, or was in a request with, a record that is too large.
    Slot* alone_ = nullptr;       ///< The suspect that is on its way, with nothing else.

    bool closing_ = false;
    std::optional<SteadyTime> started_anew_at_;
    kafka::ErrorCounts errors_before_{};  ///< Of the clients before this one.

    kafka::RepeatLimiter limiter_{std::chrono::seconds{30}};
    KafkaSinkStats draft_;  ///< The sink thread's own; publish() copies it.
    std::string not_ready_ = "output topics not checked";
    mutable std::mutex mutex_;
    KafkaSinkStats published_;                      ///< Guarded by mutex_.
    std::string published_not_ready_ = not_ready_;  ///< Guarded by mutex_.

    std::unique_ptr<kafka::Producer> producer_;  ///< Last: its callbacks use everything above.
};

}  // namespace wirefold
