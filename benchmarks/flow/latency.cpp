#include "benchmarks/flow/latency.hpp"

#include "benchmarks/flow/sender.hpp"

namespace wirefold::bench {

Result<std::unique_ptr<LatencyReader>> LatencyReader::open(const std::string& brokers,
                                                           std::vector<std::string> topics) {
    std::unique_ptr<LatencyReader> reader{new LatencyReader};
    kafka::ConsumerSettings settings;
    settings.topics = std::move(topics);
    settings.group_id = "wirefold-latency-" + std::to_string(steady_nanoseconds());
    auto consumer = kafka::Consumer::open({.brokers = brokers, .client = {}}, settings, *reader);
    if (!consumer) return consumer.error();
    reader->consumer_ = std::move(*consumer);
    return reader;
}

Result<void> LatencyReader::read(std::size_t records, Deadline deadline) {
    constexpr Duration kWait{5};
    constexpr std::size_t kBetweenPolls = 256;
    while (latencies_.size() < records && !deadline.passed()) {
        consumer_->poll(Duration::zero());
        for (std::size_t i = 0; i < kBetweenPolls && consumer_->take_one(kWait); ++i) {
        }
    }
    if (latencies_.size() < records) {
        return Error{Errc::Timeout,
                     std::to_string(latencies_.size()) + " of " + std::to_string(records) + " records came"};
    }
    return consumer_->close(Deadline::after(Duration{10'000}));
}

void LatencyReader::on_message(const kafka::Message& message) {
    const std::uint64_t now = steady_nanoseconds();
    for (const kafka::Header& header : message.headers) {
        if (header.name != "traceparent") continue;
        if (const std::uint64_t stamp = stamp_of(header.value); stamp != 0) {
            latencies_.push_back(static_cast<double>(now - stamp) * 1e-6);
        }
        return;
    }
}

}  // namespace wirefold::bench
