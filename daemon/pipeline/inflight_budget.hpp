#pragma once

#include <atomic>
#include <cstddef>

#include "daemon/core/invariant.hpp"

namespace wirefold {

/// Weighs everything between the source's poll and the acknowledgment of the outputs. One number bounds
/// every queue behind the source at once: nothing new is taken while it is used up.
///
/// Threads: reserve and release on the source thread; the readings on any.
class InflightBudget {
public:
    explicit InflightBudget(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    /// A batch may overshoot once: a record larger than the budget must pass, alone.
    void reserve(std::size_t bytes) {
        bytes_.fetch_add(bytes, std::memory_order_relaxed);
        batches_.fetch_add(1, std::memory_order_relaxed);
    }
    void release(std::size_t bytes) {
        WIREFOLD_INVARIANT(bytes <= bytes_.load(std::memory_order_relaxed),
                           "a receipt returns what its batch reserved");
        bytes_.fetch_sub(bytes, std::memory_order_relaxed);
        batches_.fetch_sub(1, std::memory_order_relaxed);
    }
    [[nodiscard]] std::size_t room() const {
        const std::size_t used = bytes_.load(std::memory_order_relaxed);
        return used >= bytes_max_ ? 0 : bytes_max_ - used;
    }
    [[nodiscard]] std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
    [[nodiscard]] bool is_empty() const { return batches_.load(std::memory_order_relaxed) == 0; }

private:
    const std::size_t bytes_max_;
    std::atomic<std::size_t> bytes_{0};
    std::atomic<std::size_t> batches_{0};
};

}  // namespace wirefold
