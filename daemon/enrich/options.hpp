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
    bool rewrites_are_unique = false;  ///< All rewrites go to the unique articles.
    std::string window = "P30D";       ///< ISO 8601 duration of the copy window.
    std::string parameters;            ///< Names everything a verdict depends on besides the log.

    /// A rewrite that tells a number which its source does not, and the other way round, may be news.
    [[nodiscard]] bool suppresses(const Verdict& verdict) const {
        if (verdict.relation != Relation::Rewrite) return is_duplicate(verdict.relation);
        return !rewrites_are_unique && verdict.evidence.numbers_agree;
    }
};

}  // namespace wirefold
