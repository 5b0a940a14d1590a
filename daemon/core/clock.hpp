#pragma once

#include <chrono>
#include <cstdint>

namespace wirefold {

/// UTC milliseconds since 1970. Article times before 1970 are negative.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

/// The only place that asks what time it is. Threads: any.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Timestamp now() const = 0;          ///< Wall clock; never decides a verdict.
    [[nodiscard]] virtual SteadyTime steady_now() const = 0;  ///< For deadlines and measurements.
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override;
    [[nodiscard]] SteadyTime steady_now() const override;
};

/// A point on the steady clock after which waiting must end.
class Deadline {
public:
    explicit Deadline(SteadyTime at) : at_(at) {}
    [[nodiscard]] static Deadline after(Duration wait) {
        return Deadline{std::chrono::steady_clock::now() + wait};
    }
    [[nodiscard]] bool passed() const { return std::chrono::steady_clock::now() >= at_; }
    /// Zero when passed.
    [[nodiscard]] Duration left() const {
        const auto left = std::chrono::duration_cast<Duration>(at_ - std::chrono::steady_clock::now());
        return left < Duration::zero() ? Duration::zero() : left;
    }
    [[nodiscard]] SteadyTime at() const { return at_; }

private:
    SteadyTime at_;
};

}  // namespace wirefold
