#pragma once

#include <atomic>
#include <chrono>

#include "daemon/core/clock.hpp"

namespace wirefold {

/// Shows from outside whether a loop is stuck: waiting for work is fine for ever, working is not.
///
/// Threads: the loop works, any thread asks.
class Heartbeat {
public:
    /// Marks the time from now to the guard's end as work.
    class Work {
    public:
        explicit Work(Heartbeat& heartbeat) : heartbeat_(heartbeat) {
            heartbeat_.busy_since_ = std::chrono::steady_clock::now().time_since_epoch().count();
        }
        Work(const Work&) = delete;
        Work& operator=(const Work&) = delete;
        ~Work() { heartbeat_.busy_since_ = 0; }

    private:
        Heartbeat& heartbeat_;
    };

    /// Zero while the loop waits.
    [[nodiscard]] Duration busy_for() const {
        const auto since = busy_since_.load();
        if (since == 0) return Duration::zero();
        const auto busy =
            std::chrono::steady_clock::now().time_since_epoch() - std::chrono::steady_clock::duration{since};
        return std::chrono::duration_cast<Duration>(busy);
    }

private:
    std::atomic<std::chrono::steady_clock::rep> busy_since_{0};
};

}  // namespace wirefold
