#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "daemon/core/units.hpp"

namespace wirefold {

/// A watched spool folder of NDJSON files, plain or compressed.
struct FilesSourceOptions {
    std::string folder = "spool";
    /// A file counts as complete when it was renamed into place, or when neither its size nor its time has
    /// changed for this long. Larger values wait longer for slow writers.
    std::chrono::milliseconds settle{1000};
    std::chrono::milliseconds scan_interval{500};  ///< How often the folder is read again.
    /// Where progress is kept across restarts. Empty: nowhere (`fold`).
    std::string progress_file;
};

struct KafkaSourceOptions {
    std::vector<std::string> topics{"articles.raw"};
    std::string group_id = "wirefold";
    /// Static membership: a restarted instance gets its partitions back at once. Empty: dynamic membership.
    std::string instance_id;
    std::chrono::milliseconds session_timeout{10'000};
    /// Messages librdkafka may hold before we take them. 2.0.2 waits a second when this is full: keep it
    /// above one second of peak traffic. Counts towards the memory budget.
    std::size_t prefetch_bytes_max = 32 * kMiB;
    std::chrono::milliseconds commit_interval{200};
    /// How long a revoked partition may wait for its records to be published.
    std::chrono::milliseconds revoke_deadline{8'000};
};

}  // namespace wirefold
