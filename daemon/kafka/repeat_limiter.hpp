#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"

namespace wirefold::kafka {

/// Lets one log line of a kind through per interval and counts those held back: a broker that is away for an
/// hour must not write a million lines.
///
/// Threads: any.
/// Bound:   `kKindsMax` kinds are told apart; further ones share one.
class RepeatLimiter {
public:
    static constexpr std::size_t kKindsMax = 256;

    explicit RepeatLimiter(Duration interval = std::chrono::seconds{10}) : interval_(interval) {}

    /// Empty: hold this line back. Else: say it, with how many of its kind were held back since the last one.
    [[nodiscard]] std::optional<std::uint64_t> admit(std::string_view kind, SteadyTime now);

private:
    struct Kind {
        SteadyTime said_at{};
        std::uint64_t held_back = 0;
    };

    const Duration interval_;
    std::mutex mutex_;
    std::map<std::string, Kind, std::less<>> kinds_;  ///< Guarded by mutex_.
};

}  // namespace wirefold::kafka
