#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// The numbers of a text. A number is a maximal run of ASCII digits in which single points and commas may
/// stand between digits; letters around it do not belong to it, so that "5km" and "5 km" hold the same one.

/// Writes a number the one way all its spellings share:
///   1. commas before three digits group ("1,500" and "1,50,000"), as do two or more points ("1.500.000");
///   2. any other single comma or point begins decimals, as does the last of mixed
///      signs ("1,234.5", "1.234,5");
///   3. leading zeros and zeros at the end of decimals go: "007" is 7, "1.50" is 1.5, "2.0" is 2;
///   4. what fits none of these (dates, versions, addresses) stays as written.
[[nodiscard]] std::string canonical_number(std::string_view written);

/// Collects hashes of a text's numbers, token by token.
class NumberCollector {
public:
    explicit NumberCollector(std::uint64_t seed) : seed_(seed) {}

    void begin() { hashes_.clear(); }
    /// A token with a digit, in text order; those without need not be shown.
    void add(std::string_view token, char joint);
    /// Distinct hashes, sorted. Valid until the next text.
    [[nodiscard]] const std::vector<std::uint32_t>& finish();

private:
    void end_number();

    std::uint64_t seed_;
    std::string written_;  ///< The number under way; empty when there is none.
    std::vector<std::uint32_t> hashes_;
};

}  // namespace wirefold
