#pragma once

#include <compare>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/core/id.hpp"
#include "daemon/kafka/client_options.hpp"
#include "daemon/kafka/errors.hpp"
#include "daemon/kafka/options.hpp"

namespace wirefold::kafka {

struct Partition {
    std::string topic;
    PartitionId id{};
    friend auto operator<=>(const Partition&, const Partition&) = default;
};

struct PartitionOffset {
    Partition partition;
    Offset next{};  ///< The first offset not yet done.
};

struct Header {
    std::string_view name;
    std::string_view value;
};

/// One record as the client holds it. Valid until the call it was handed to returns: to keep one message
/// would keep the whole fetch it came in.
struct Message {
    std::string_view topic;
    PartitionId partition{};
    Offset offset{};
    Timestamp
        timestamp{};  ///< The producer's or the log's, as the topic is set up; epoch when there is none.
    std::string_view key;
    std::string_view payload;  ///< Empty for a null value.
    std::span<const Header> headers;
};

/// How one commit ended. A partition is in `done` or it was not committed.
struct CommitResult {
    std::span<const PartitionOffset> done;
    std::optional<ErrorCode> failure;  ///< Of the commit, or of at least one partition.
    Duration took{};
};

/// What a consumer reports. Every call comes on the thread that is inside a call of the consumer; no call may
/// throw, for librdkafka's C frames lie between.
class ConsumerEvents {
public:
    ConsumerEvents() = default;
    ConsumerEvents(const ConsumerEvents&) = delete;
    ConsumerEvents& operator=(const ConsumerEvents&) = delete;
    virtual ~ConsumerEvents() = default;

    virtual void on_message(const Message& message) = 0;
    /// Everything before `end` has been handed over, control records included.
    virtual void on_caught_up(const Partition& partition, Offset end) = 0;
    /// Reading starts when this returns, at the committed offset or else at the beginning.
    virtual void on_assigned(std::span<const Partition> partitions) = 0;
    /// The last moment at which these may be committed: another member gets them when this returns.
    virtual void on_revoked(std::span<const Partition> partitions) = 0;
    /// Others may already read these: nothing of them may be committed any more.
    virtual void on_lost(std::span<const Partition> partitions) = 0;
    virtual void on_committed(const CommitResult& result) = 0;
    /// A subscribed topic does not exist, or may not be read. Said once until it changes.
    virtual void on_topic_unavailable(std::string_view topic, ErrorCode why) = 0;
};

/// A member of a consumer group whose messages are taken only when the caller has room.
///
/// Back-pressure: each assigned partition's queue is forwarded to one data queue. poll() serves everything
///                but that queue, so membership lives while messages wait in it; take_one() serves only it.
///                Nothing is paused, because pausing throws prefetched messages away.
/// Threads: one, for everything: poll, messages and rebalances in parallel would lose messages.
/// Bound:   consumer_bytes_max() of its settings.
/// Ending:  close() before destruction. A consumer that could not be closed in time is left behind, unfreed,
///          and so may be one that has joined and was never assigned anything.
class Consumer {
    struct Session;

public:
    /// Joins the group in the background. `events` must outlive the consumer.
    /// Errors: ConfigRejected. Blocks: no.
    [[nodiscard]] static Result<std::unique_ptr<Consumer>> open(const KafkaOptions& options,
                                                                const ConsumerSettings& settings,
                                                                ConsumerEvents& events);
    explicit Consumer(std::unique_ptr<Session> session);  ///< For open().
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;
    ~Consumer();

    /// Serves rebalances, commit results and errors; returns when one was served or `wait` has passed.
    void poll(Duration wait);

    /// Hands over one message, or the news that a partition was read to its end. False: nothing came in time.
    /// One at a time, because librdkafka purges a larger batch when a rebalance runs meanwhile, after it has
    /// stored the position behind it. A message may then come twice, but none is left out.
    [[nodiscard]] bool take_one(Duration wait);

    /// Starts a commit whose result comes through on_committed(). False when it cannot be now: the one before
    /// has not ended, or the group is forming anew, when a commit could cost the whole assignment.
    /// Blocks: no.
    [[nodiscard]] bool commit(std::span<const PartitionOffset> offsets);
    [[nodiscard]] bool committing() const;
    /// Waits until no commit is under way. Errors: Timeout; its result may still come later.
    [[nodiscard]] Result<void> await_commit(Deadline deadline);

    /// What the group has committed; partitions without a commit are left out.
    /// Errors: Timeout, KafkaUnavailable, KafkaRejected. Blocks: until the deadline.
    [[nodiscard]] Result<std::vector<PartitionOffset>> committed(std::span<const Partition> partitions,
                                                                 Deadline deadline) const;

    /// One past the last readable record, as the last fetch saw it; empty before the first. Blocks: no.
    [[nodiscard]] std::optional<Offset> end_of(const Partition& partition) const;

    /// Errors: KafkaRejected when the topic does not exist or may not be read; KafkaUnavailable, Timeout.
    /// Blocks: until the deadline.
    [[nodiscard]] Result<void> find_topic(const std::string& topic, Deadline deadline) const;

    /// Set when polling again is useless: another instance has our identity, or the client broke.
    [[nodiscard]] std::optional<Error> fatal_error() const;
    [[nodiscard]] ErrorCounts errors() const;

    /// Leaves the group (a static member keeps its place), with on_revoked() for what is still assigned.
    /// Errors: Timeout, KafkaFatal. Blocks: until the deadline. The consumer cannot be used afterwards.
    [[nodiscard]] Result<void> close(Deadline deadline);

private:
    std::unique_ptr<Session> session_;  ///< Empty after close().
};

}  // namespace wirefold::kafka
