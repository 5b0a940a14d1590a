#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/kafka/handles.hpp"
#include "daemon/kafka/options.hpp"

namespace wirefold::test {

/// A record to put into a topic, or one found there.
struct ProbeRecord {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = -1;
    std::optional<std::string> key;
    std::optional<std::string> value;  ///< Empty: a null value.
    std::vector<std::pair<std::string, std::string>> headers;

    [[nodiscard]] std::optional<std::string> header(const std::string& name) const;
};

/// Writes records for a test, with librdkafka's plain interface.
class KafkaFeed {
public:
    explicit KafkaFeed(const KafkaOptions& options);
    KafkaFeed(const KafkaFeed&) = delete;
    KafkaFeed& operator=(const KafkaFeed&) = delete;
    ~KafkaFeed();

    /// Nothing leaves before flush(), so that a partition gets its records in one request however busy the
    /// machine is, and a reader gets them in one answer.
    void put(const ProbeRecord& record);
    /// True when everything put is in its topic.
    [[nodiscard]] bool flush(Duration patience = std::chrono::seconds{20});

private:
    rd_kafka_t* client_ = nullptr;
};

/// Reads topics from their beginning, without a group.
class KafkaTap {
public:
    /// Every partition of `topics`, by topic.
    KafkaTap(const KafkaOptions& options, const std::map<std::string, int>& topics);
    KafkaTap(const KafkaTap&) = delete;
    KafkaTap& operator=(const KafkaTap&) = delete;
    ~KafkaTap();

    /// Reads until `seen()` holds at least this many. False: they did not come in time.
    [[nodiscard]] bool read_until(std::size_t records, Duration patience = std::chrono::seconds{20});
    /// Reads until every partition was read to its end.
    [[nodiscard]] bool read_to_end(Duration patience = std::chrono::seconds{20});
    /// In order of partition and offset only within each partition.
    [[nodiscard]] const std::vector<ProbeRecord>& seen() const { return seen_; }

private:
    void read_one(int wait_ms);

    rd_kafka_t* client_ = nullptr;
    std::size_t partitions_ = 0;
    std::map<std::pair<std::string, std::int32_t>, bool> ended_;
    std::vector<ProbeRecord> seen_;
};

}  // namespace wirefold::test
