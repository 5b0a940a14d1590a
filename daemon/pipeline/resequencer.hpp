#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

#include "daemon/core/id.hpp"

namespace wirefold {

/// Lets batches that were worked on side by side go on in the order in which the source made them.
///
/// Threads: any may offer; `forward` runs under the lock, one batch at a time, in sequence.
/// Bound:   what is held back is in flight already, so the in-flight budget bounds it.
template <class T>
class Resequencer {
public:
    template <class Forward>
    void offer(BatchSequence sequence, T batch, Forward&& forward) {
        const std::lock_guard lock{mutex_};
        held_.emplace(sequence.raw(), std::move(batch));
        for (auto next = held_.begin(); next != held_.end() && next->first == next_; next = held_.begin()) {
            T ready = std::move(next->second);
            held_.erase(next);
            ++next_;
            forward(std::move(ready));
        }
    }

private:
    std::mutex mutex_;
    std::map<std::uint64_t, T> held_;  ///< Guarded by mutex_.
    std::uint64_t next_ = 0;           ///< Guarded by mutex_.
};

}  // namespace wirefold
