#pragma once

#include <optional>
#include <string_view>

#include "daemon/core/clock.hpp"

namespace wirefold {

/// Reads an RFC 3339 time ("2024-11-30T11:40:00.5+01:00"), also with a space for the T, without seconds,
/// without a zone (taken as UTC, as feeds mean it), as a date alone (midnight UTC), or in the basic zone
/// form "+0100". Years 1 to 9999. Nothing else: an unreadable time is absent, never guessed.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

}  // namespace wirefold
