#pragma once

#include <memory>
#include <string>

#include "daemon/config/config.hpp"
#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/log/log.hpp"
#include "daemon/metrics/metrics.hpp"
#include "daemon/sink/sink.hpp"
#include "daemon/source/source.hpp"

namespace wirefold {

class KafkaMetrics;

/// The parts of the flow that touch the world, as the configuration chooses them.
struct Ends {
    Ends();
    Ends(Ends&&) noexcept;
    Ends& operator=(Ends&&) noexcept;
    Ends(const Ends&) = delete;
    Ends& operator=(const Ends&) = delete;
    ~Ends();

    std::unique_ptr<Log> log;
    std::unique_ptr<Sink> sink;
    std::unique_ptr<Source> source;
    std::unique_ptr<KafkaMetrics> kafka_metrics;  ///< Watches source and sink where they are Kafka's.
};

/// Opens all three. `clock` and `metrics` must outlive the result.
[[nodiscard]] Result<Ends> open_ends(const Config& config, const Clock& clock, Metrics& metrics);

}  // namespace wirefold
