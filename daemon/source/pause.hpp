#pragma once

#include <condition_variable>
#include <mutex>

#include "daemon/core/clock.hpp"

namespace wirefold {

/// Lets `wait` pass, or less, on a source thread that has nothing to do: nobody can wake it, as receipts
/// reach it by its own calls.
inline void pause_for(Duration wait) {
    if (wait <= Duration::zero()) return;
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock{mutex};
    never.wait_for(lock, wait);
}

}  // namespace wirefold
