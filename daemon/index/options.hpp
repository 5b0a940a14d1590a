#pragma once

#include <chrono>

#include "daemon/core/units.hpp"

namespace wirefold {

struct IndexOptions {
    std::size_t bytes_max = 96 * kMiB;         ///< Hard cap. When it is full the oldest articles go first.
    std::chrono::hours window_exact{24 * 90};  ///< How long exact copies and item ids are remembered.
    std::chrono::hours window_copy{24 * 30};   ///< How long texts are compared by their shingles.
    std::chrono::hours window_story{24 * 7};   ///< How long rewrites and reports of one event are looked for.
};

}  // namespace wirefold
