#pragma once

#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "daemon/core/clock.hpp"

namespace wirefold {

/// What a queue can hold: something movable that knows what it weighs.
template <class T>
concept Batch = std::movable<T> && requires(const T& batch) {
    { batch.bytes() } -> std::convertible_to<std::size_t>;
};

/// Hands batches from one stage to the next and makes the faster one wait.
///
/// Threads:    any number may push, any number may pop.
/// Bound:      the queue holds at most `bytes_max` bytes, with one exception: an empty queue
///             accepts any batch, so that one oversized batch slows us down but cannot wedge us.
/// Order:      first in, first out, per pushing thread.
/// Ending:     close() refuses further pushes; what is already inside can still be popped.
template <Batch T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    /// Waits for room. False means closed, and `batch` is then still the caller's.
    [[nodiscard]] bool push(T& batch) {
        std::unique_lock lock{mutex_};
        const std::size_t weight = batch.bytes();
        room_.wait(lock, [&] { return closed_ || has_room_for(weight); });
        if (closed_) return false;
        enqueue(batch, weight);
        return true;
    }

    /// Does not wait. False means full or closed, and `batch` is then still the caller's.
    [[nodiscard]] bool try_push(T& batch) {
        const std::lock_guard lock{mutex_};
        const std::size_t weight = batch.bytes();
        if (closed_ || !has_room_for(weight)) return false;
        enqueue(batch, weight);
        return true;
    }

    /// Waits for a batch. Empty means closed and drained: the consumer's loop is over.
    [[nodiscard]] std::optional<T> pop() {
        std::unique_lock lock{mutex_};
        filled_.wait(lock, [&] { return closed_ || !items_.empty(); });
        return dequeue();
    }

    /// Waits until `deadline`. Empty means nothing came in time, or closed and drained.
    [[nodiscard]] std::optional<T> pop_until(Deadline deadline) {
        std::unique_lock lock{mutex_};
        filled_.wait_until(lock, deadline.at(), [&] { return closed_ || !items_.empty(); });
        return dequeue();
    }

    /// Waits until close(), or until `deadline`, whatever comes in meanwhile.
    void wait_closed_until(Deadline deadline) {
        std::unique_lock lock{mutex_};
        filled_.wait_until(lock, deadline.at(), [&] { return closed_; });
    }

    void close() {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        room_.notify_all();
        filled_.notify_all();
    }

    [[nodiscard]] bool drained() const {
        const std::lock_guard lock{mutex_};
        return closed_ && items_.empty();
    }
    [[nodiscard]] std::size_t bytes() const {
        const std::lock_guard lock{mutex_};
        return bytes_;
    }
    [[nodiscard]] std::size_t bytes_max() const { return bytes_max_; }

private:
    [[nodiscard]] bool has_room_for(std::size_t weight) const {
        return items_.empty() || bytes_ + weight <= bytes_max_;
    }
    void enqueue(T& batch, std::size_t weight) {
        bytes_ += weight;
        items_.emplace_back(weight, std::move(batch));
        filled_.notify_one();
    }
    [[nodiscard]] std::optional<T> dequeue() {
        if (items_.empty()) return std::nullopt;
        std::optional<T> batch{std::move(items_.front().second)};
        bytes_ -= items_.front().first;
        items_.pop_front();
        room_.notify_all();
        return batch;
    }

    const std::size_t bytes_max_;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable filled_;
    std::deque<std::pair<std::size_t, T>> items_;  ///< Guarded by mutex_, with the weight each entered with.
    std::size_t bytes_ = 0;                        ///< Guarded by mutex_.
    bool closed_ = false;                          ///< Guarded by mutex_.
};

}  // namespace wirefold
