#include "daemon/kafka/repeat_limiter.hpp"

#include <utility>

namespace wirefold::kafka {

std::optional<std::uint64_t> RepeatLimiter::admit(std::string_view kind, SteadyTime now) {
    const std::lock_guard lock{mutex_};
    auto found = kinds_.find(kind);
    if (found == kinds_.end()) {
        const bool crowded = kinds_.size() >= kKindsMax;
        const auto [place, inserted] = kinds_.try_emplace(crowded ? std::string{} : std::string{kind});
        found = place;
        if (inserted) {
            found->second.said_at = now;
            return 0;
        }
    }
    Kind& known = found->second;
    if (now - known.said_at < interval_) {
        ++known.held_back;
        return std::nullopt;
    }
    known.said_at = now;
    return std::exchange(known.held_back, 0);
}

}  // namespace wirefold::kafka
