#pragma once

#include <optional>

namespace wirefold {

/// What the operating system says about this process. Absent: it did not say (no /proc, no free descriptor).
struct ProcessFacts {
    std::optional<double> resident_bytes;
    std::optional<double> cpu_seconds;
    std::optional<double> open_fds;
    std::optional<double> start_time_seconds;  ///< Since 1970 UTC.
};

/// Threads: any. Blocks: for some reads of /proc, well under a millisecond.
[[nodiscard]] ProcessFacts read_process_facts();

}  // namespace wirefold
