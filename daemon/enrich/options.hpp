#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace wirefold {

/// What the output record says about the run that made it, and how large it may get.
struct EnrichOptions {
    std::size_t output_bytes_max = std::numeric_limits<std::size_t>::max();  ///< Key and value together.
    std::string window = "P30D";  ///< ISO 8601 duration of the copy window.
    std::string parameters;       ///< Names everything a verdict depends on besides the log.
};

}  // namespace wirefold
