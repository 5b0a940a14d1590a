#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wirefold::kafka {

/// What a broker or the client itself reported. Closed, because each is a metric label; librdkafka knows some
/// hundred and fifty codes, an operator acts on these.
enum class ErrorCode : std::uint8_t {
    BrokersDown,             ///< no broker can be reached
    Transport,               ///< a connection failed or broke
    Resolve,                 ///< a broker's name has no address
    TimedOut,                ///< a request got no answer in time
    Ssl,                     ///< the TLS handshake failed
    Authentication,          ///< credentials were refused
    Authorization,           ///< the principal may not do this
    UnknownTopic,            ///< the topic or the partition does not exist
    NotLeader,               ///< the partition's leader moved or is being elected
    NotEnoughReplicas,       ///< fewer in-sync replicas than the topic demands
    CoordinatorUnavailable,  ///< the group's coordinator moved or is loading
    Membership,              ///< the group went on without us or is rebalancing
    AssignmentLost,          ///< partitions were taken away without notice
    MaxPollExceeded,         ///< we did not poll for max.poll.interval.ms
    OffsetOutOfRange,        ///< the log no longer holds what we wanted to read next
    MessageTooLarge,         ///< larger than the topic accepts
    Corrupt,                 ///< a checksum or a format is wrong
    Sequence,                ///< the idempotent producer and the broker disagree on what was written
    Fenced,                  ///< another client took our identity
    Fatal,                   ///< the client handle is unusable
    Purged,                  ///< given up by ourselves while closing
    Other,
};
inline constexpr std::array kErrorCodes{ErrorCode::BrokersDown,
                                        ErrorCode::Transport,
                                        ErrorCode::Resolve,
                                        ErrorCode::TimedOut,
                                        ErrorCode::Ssl,
                                        ErrorCode::Authentication,
                                        ErrorCode::Authorization,
                                        ErrorCode::UnknownTopic,
                                        ErrorCode::NotLeader,
                                        ErrorCode::NotEnoughReplicas,
                                        ErrorCode::CoordinatorUnavailable,
                                        ErrorCode::Membership,
                                        ErrorCode::AssignmentLost,
                                        ErrorCode::MaxPollExceeded,
                                        ErrorCode::OffsetOutOfRange,
                                        ErrorCode::MessageTooLarge,
                                        ErrorCode::Corrupt,
                                        ErrorCode::Sequence,
                                        ErrorCode::Fenced,
                                        ErrorCode::Fatal,
                                        ErrorCode::Purged,
                                        ErrorCode::Other};

[[nodiscard]] std::string_view name_of(ErrorCode code);  ///< "brokers_down", "transport", …

/// How often each code was reported, indexed by code.
using ErrorCounts = std::array<std::uint64_t, kErrorCodes.size()>;

/// Counts errors where they happen, librdkafka's own threads included. Threads: any.
class ErrorTally {
public:
    void add(ErrorCode code) {
        counts_[static_cast<std::size_t>(code)].fetch_add(1, std::memory_order_relaxed);
    }
    [[nodiscard]] ErrorCounts counts() const {
        ErrorCounts copy{};
        for (std::size_t i = 0; i < copy.size(); ++i) copy[i] = counts_[i].load(std::memory_order_relaxed);
        return copy;
    }

private:
    std::array<std::atomic<std::uint64_t>, kErrorCodes.size()> counts_{};
};

}  // namespace wirefold::kafka
