#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "daemon/kafka/producer.hpp"
#include "daemon/model/output.hpp"

namespace wirefold {

/// An output record as Kafka carries it.
///
/// Articles and retractions are CloudEvents in binary mode: `ce_type` is `org.wirefold.article.<relation>` or
/// `org.wirefold.retraction.<relation>`, `ce_source` the input topic, `ce_subject` the item.
/// Dead letters hold the original bytes and the headers `reason stage detail origin-topic origin-partition
/// origin-offset profile`, and `truncated-from` when they do not hold all of them.
/// `traceparent` and `ce_traceparent` of the input go with either, unchanged.
///
/// Views point into the batch, or into this object: it is neither copied nor moved.
class KafkaRecord {
public:
    /// `input` is the batch that `record.input` is in. A dead letter is cut to `dead_letter_bytes_max`, as
    /// far as its headers allow.
    KafkaRecord(const OutputRecord& record, const RawBatch& input, std::size_t dead_letter_bytes_max);
    KafkaRecord(const KafkaRecord&) = delete;
    KafkaRecord& operator=(const KafkaRecord&) = delete;
    ~KafkaRecord() = default;

    [[nodiscard]] std::optional<std::string_view> key() const { return key_; }
    [[nodiscard]] std::string_view value() const { return value_; }
    [[nodiscard]] std::span<const kafka::OutgoingHeader> headers() const {
        return {headers_.data(), headers_used_};
    }
    /// Key, value and headers.
    [[nodiscard]] std::size_t bytes() const { return bytes_ + value_.size(); }

private:
    static constexpr std::size_t kHeadersMax = 16;
    static constexpr std::size_t kDigitsMax = 24;

    void describe_event(const OutputRecord& record);
    void describe_dead_letter(const OutputRecord& record);
    void cut(const RawRecord& input, std::size_t bytes_max);
    void pass_traces(const RawRecord& record, const RawBatch& input);
    void add(const char* name, std::string_view value);
    void add_number(const char* name, std::int64_t value);

    std::optional<std::string_view> key_;
    std::string_view value_;
    std::array<kafka::OutgoingHeader, kHeadersMax> headers_{};
    std::size_t headers_used_ = 0;
    std::size_t bytes_ = 0;  ///< Of key and headers.
    std::array<std::array<char, kDigitsMax>, 3> digits_{};
    std::size_t digits_used_ = 0;
};

/// Key, value and headers of a record as the Kafka sink would send it: what its record_bytes_max limits.
[[nodiscard]] std::size_t output_bytes(const OutputRecord& record, const RawBatch& input);

}  // namespace wirefold
