#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "daemon/core/units.hpp"

namespace wirefold {

struct HttpOptions {
    bool enabled = true;
    std::string address = "127.0.0.1";
    std::uint16_t port = 9464;  ///< 0: any free port (tests).
    std::size_t header_bytes_max = 8 * kKiB;
    std::size_t connections_max = 64;
    std::chrono::milliseconds request_timeout{5'000};  ///< From accept to the end of the request's headers, and for writing.
};

}  // namespace wirefold
