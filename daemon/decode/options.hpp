#pragma once

#include <string>

#include "daemon/core/units.hpp"

namespace wirefold {

struct DecodeOptions {
    std::string profile = "auto";  ///< "auto" recognizes by shape; else ninjs1, ninjs2, ninjs3 or generic.
    std::size_t record_bytes_max = 8 * kMiB;  ///< A larger record is a dead letter.
};

}  // namespace wirefold
