#pragma once

#include <atomic>
#include <cstdint>

#include "daemon/http/server.hpp"

namespace wirefold {

/// HttpCounts in the making. Written by the io thread alone, read by any.
struct HttpCounters {
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> evicted{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::uint64_t> timed_out{0};
    std::atomic<std::uint64_t> accept_errors{0};

    [[nodiscard]] HttpCounts read() const {
        return {.accepted = accepted,
                .refused = refused,
                .evicted = evicted,
                .requests = requests,
                .timed_out = timed_out,
                .accept_errors = accept_errors};
    }
};

}  // namespace wirefold
