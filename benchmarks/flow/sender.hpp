#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "benchmarks/corpus/corpus.hpp"
#include "benchmarks/corpus/variation.hpp"
#include "daemon/kafka/producer.hpp"

namespace wirefold::bench {

struct SendOptions {
    std::string brokers;
    std::string topic = "articles.raw";
    std::size_t records = 0;
    double rate = 0;                ///< Records a second; 0: as fast as they go.
    std::uint64_t first_round = 0;  ///< Which variation of the corpus comes first.
};

/// Sends a corpus, repeated with variations, and stamps each record with the time it is produced at.
///
/// The stamp stands in the header `traceparent`, which the daemon passes on unchanged.
class Sender final : private kafka::DeliveryReports {
public:
    [[nodiscard]] static Result<std::unique_ptr<Sender>> open(const SendOptions& options);
    /// Blocks until everything is acknowledged. Errors: KafkaFatal, Timeout.
    [[nodiscard]] Result<void> send(const Corpus& corpus);
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    explicit Sender(const SendOptions& options) : options_(options) {}
    void on_delivery(void* tag, kafka::Delivery delivery) override;
    [[nodiscard]] Result<void> send_one(std::string&& payload);

    SendOptions options_;
    std::size_t waiting_ = 0;
    std::size_t lost_ = 0;
    std::uint64_t bytes_ = 0;
    std::unique_ptr<kafka::Producer> producer_;
};

/// "00-…-…-01" with `nanoseconds` of the steady clock as the first half of the trace id.
[[nodiscard]] std::string stamp_text(std::uint64_t nanoseconds);
/// 0 when it is no stamp.
[[nodiscard]] std::uint64_t stamp_of(std::string_view traceparent);
[[nodiscard]] std::uint64_t steady_nanoseconds();

}  // namespace wirefold::bench
