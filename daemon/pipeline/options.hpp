#pragma once

#include <chrono>
#include <cstddef>

#include "daemon/core/units.hpp"

namespace wirefold {

struct PipelineOptions {
    unsigned workers = 0;  ///< 0: one per core.
    /// Weight of all records between the source's poll and the acknowledgment of their outputs.
    std::size_t inflight_bytes_max = 48 * kMiB;
    std::size_t batch_bytes_max = 512 * kKiB;
    std::size_t batch_records_max = 512;
    std::chrono::milliseconds drain_deadline{
        20'000};  ///< After SIGTERM, how long to finish what is in flight.
};

}  // namespace wirefold
