#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/config/config.hpp"

namespace wirefold {

/// Values that are right each for itself and wrong together.
struct Conflict {
    std::vector<std::string_view> keys;  ///< The first one leads the message.
    std::string message;
};

/// Kafka's settings are judged only where a kind says kafka, and folders only where it says files.
[[nodiscard]] std::vector<Conflict> find_conflicts(const Config& config);

}  // namespace wirefold
