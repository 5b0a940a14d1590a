#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/kafka/consumer.hpp"
#include "daemon/kafka/errors.hpp"
#include "daemon/kafka/options.hpp"
#include "daemon/kafka/repeat_limiter.hpp"
#include "daemon/source/offset_ledger.hpp"
#include "daemon/source/options.hpp"
#include "daemon/source/source.hpp"

namespace wirefold {

/// How one assigned partition stands, for metrics.
struct KafkaPartitionStats {
    std::string topic;
    PartitionId partition{};
    std::int64_t lag_records =
        -1;           ///< Not finished yet, up to the end the last fetch saw; -1: not known yet.
    Duration lag{0};  ///< Age of the newest record taken, by its own timestamp; 0 without a lag.
};

struct KafkaSourceStats {
    static constexpr std::size_t kRecentCommits = 32;

    std::vector<KafkaPartitionStats> partitions;  ///< The assigned ones.
    std::vector<std::string> unavailable_topics;
    std::uint64_t assigned_events = 0;
    std::uint64_t revoked_events = 0;
    std::uint64_t lost_events = 0;
    Duration last_rebalance{
        0};  ///< How long the last event held the group up; for a revocation, with its drain.
    std::uint64_t commits = 0;  ///< Ended ones, failed ones included.
    std::uint64_t failed_commits = 0;
    /// Commit n took `commit_took[n % kRecentCommits]`, for the last ones.
    std::array<Duration, kRecentCommits> commit_took{};
    kafka::ErrorCounts errors{};
};

/// Records of a consumer group's topics.
///
/// Back-pressure: a poll without room takes nothing and keeps the membership; what waits, waits inside the
///                client, within `prefetch_bytes_max`.
/// Commits:       what receipts allow, each `commit_interval` and before a partition is given away. Nothing
///                is committed for a partition that was lost.
/// Begin:         at the group's committed offset; a group without one begins at the oldest record there is.
///                When the log no longer holds what comes next, reading goes on at the oldest record,
///                with a warning and the error code `offset_out_of_range`.
/// Threads:       as Source; stats(), last_poll() and not_ready_reason() are for any thread.
class KafkaSource final : public Source, private kafka::ConsumerEvents {
    struct Opening {};

public:
    /// Joins the group in the background. Of a record larger than `record_bytes_max`, that much is copied.
    /// Errors: ConfigRejected. `clock` must outlive the source.
    [[nodiscard]] static Result<std::unique_ptr<KafkaSource>> open(const KafkaOptions& kafka,
                                                                   const KafkaSourceOptions& options,
                                                                   std::size_t record_bytes_max,
                                                                   const Clock& clock);
    KafkaSource(Opening, const KafkaSourceOptions& options, std::size_t record_bytes_max, const Clock& clock);
    KafkaSource(const KafkaSource&) = delete;
    KafkaSource& operator=(const KafkaSource&) = delete;
    /// Closes, within seconds, when close() was not called.
    ~KafkaSource() override;

    [[nodiscard]] Result<PollOutcome> poll(RawBatch& batch, const PollLimits& limits) override;
    void finished(const Receipt& receipt) override;
    [[nodiscard]] Result<void> close(Deadline deadline) override;
    [[nodiscard]] std::string not_ready_reason() const override;

    [[nodiscard]] KafkaSourceStats stats() const;
    /// When poll() was last entered: a consumer that is not polled looks healthy to everyone else.
    [[nodiscard]] SteadyTime last_poll() const { return SteadyTime{SteadyTime::duration{last_poll_.load()}}; }

private:
    void on_message(const kafka::Message& message) override;
    void on_caught_up(const kafka::Partition& partition, Offset end) override;
    void on_assigned(std::span<const kafka::Partition> partitions) override;
    void on_revoked(std::span<const kafka::Partition> partitions) override;
    void on_lost(std::span<const kafka::Partition> partitions) override;
    void on_committed(const kafka::CommitResult& result) override;
    void on_topic_unavailable(std::string_view topic, kafka::ErrorCode why) override;

    [[nodiscard]] Result<void> join();
    [[nodiscard]] Result<void> join_anew(const Error& fatal);
    void keep_house();
    void fill(RawBatch& batch, const PollLimits& limits);
    void begin_with_left_over(RawBatch& batch);
    void copy(const kafka::Message& message, const Origin& origin, std::uint32_t epoch,
              RawBatch& batch) const;
    [[nodiscard]] bool start_commit();
    [[nodiscard]] Result<void> commit_and_wait(Deadline deadline);
    void give_up(std::span<const kafka::Partition> partitions);
    void look_for_unavailable_topics();
    [[nodiscard]] const Origin& origin_of(std::string_view topic);
    [[nodiscard]] KafkaPartitionStats stats_of(const OffsetLedger::Key& key,
                                               const OffsetLedger::Standing& standing) const;
    void publish();

    KafkaOptions kafka_;
    const KafkaSourceOptions options_;
    const std::size_t record_bytes_max_;
    const Clock& clock_;

    std::map<std::string, Origin, std::less<>> origins_;  ///< Never shrinks: batches borrow from it.
    OffsetLedger ledger_;
    /// What is known of assigned partitions beside their offsets.
    struct Sight {
        std::optional<Offset> end;  ///< Read up to here, control records included.
        Timestamp newest{};
    };
    std::map<OffsetLedger::Key, Sight> sights_;

    // For the length of a poll:
    RawBatch* target_ = nullptr;
    PollLimits limits_;
    /// Records that were handed over when the batch had no room, one each; they begin the next ones.
    std::deque<RawBatch> left_over_;

    std::vector<Progress> committing_;  ///< What the commit under way would make true.
    std::optional<Deadline> closing_until_;
    std::optional<Error> unpaid_;  ///< Why the last revocation, or close(), could not commit everything.
    std::optional<SteadyTime> joined_anew_at_;
    kafka::ErrorCounts errors_before_{};  ///< Of clients before the present one.
    SteadyTime next_commit_{};
    SteadyTime next_publish_{};
    SteadyTime next_topic_check_{};
    std::map<std::string, kafka::ErrorCode, std::less<>> unavailable_;
    kafka::RepeatLimiter limiter_{std::chrono::seconds{30}};

    KafkaSourceStats draft_;  ///< The source thread's own; publish() copies it.
    mutable std::mutex mutex_;
    KafkaSourceStats published_;  ///< Guarded by mutex_.
    bool open_ = true;            ///< Guarded by mutex_.
    std::atomic<SteadyTime::rep> last_poll_{0};

    std::unique_ptr<kafka::Consumer> consumer_;  ///< Last: its callbacks use everything above.
};

}  // namespace wirefold
