#pragma once

#include <optional>
#include <string_view>

#include "daemon/http/message.hpp"

namespace wirefold {

/// Takes a request's target apart: "/path?name=value&…", or a whole "http://" address, of which only that
/// part counts. Absent when it is neither, or holds anything but visible ASCII and sound percent escapes.
[[nodiscard]] std::optional<HttpRequest> parse_target(std::string_view target);

}  // namespace wirefold
