#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "daemon/model/verdict.hpp"

namespace wirefold {

/// What the output record says about the run that made it, and how large it may get.
struct EnrichOptions {
    std::size_t output_bytes_max = std::numeric_limits<std::size_t>::max();  ///< Key and value together.
    bool rewrites_are_unique = false;  ///< A rewrite goes to the unique articles instead of the duplicates.
    std::string window = "P30D";       ///< ISO 8601 duration of the copy window.
    std::string parameters;            ///< Names everything a verdict depends on besides the log.

    [[nodiscard]] bool suppresses(Relation relation) const {
        return is_duplicate(relation) && !(rewrites_are_unique && relation == Relation::Rewrite);
    }
};

}  // namespace wirefold
