#pragma once

#include <atomic>
#include <chrono>

#include "daemon/core/clock.hpp"

namespace wirefold::test {

/// Time that passes when the test says so. Threads: any.
class ManualClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override { return kStart + passed_.load(); }
    [[nodiscard]] SteadyTime steady_now() const override {
        return SteadyTime{std::chrono::hours{1}} + passed_.load();
    }
    void advance(Duration by) { passed_.store(passed_.load() + by); }

private:
    static constexpr Timestamp kStart{std::chrono::milliseconds{1'700'000'000'000}};
    std::atomic<Duration> passed_{Duration::zero()};
};

}  // namespace wirefold::test
