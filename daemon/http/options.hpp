#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "daemon/core/units.hpp"

namespace wirefold {

struct HttpOptions {
    bool enabled = true;
    std::string address = "127.0.0.1";  ///< An IPv4 or IPv6 address; "::" listens on both families.
    std::uint16_t port = 9464;          ///< 0: any free port (tests).
    /// Request line and headers together; a longer head is answered 431. Each connection holds this much.
    std::size_t header_bytes_max = 8 * kKiB;
    /// Connections served at once. At the limit a new one takes the place of the one that has been idle for
    /// longest, or is answered 503 when none is idle.
    std::size_t connections_max = 64;
    /// From accept to the end of the request's headers, and again for writing the answer.
    std::chrono::milliseconds request_timeout{5'000};
    /// How long a connection may wait for its next request: longer than the usual scrape interval, which
    /// saves a connect. No key of the configuration, as an idle connection gives way when its place is
    /// needed.
    std::chrono::milliseconds idle_timeout{75'000};
};

}  // namespace wirefold
