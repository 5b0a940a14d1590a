#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wirefold {

/// Stems of one rarity, separated by blanks.
struct PriorRow {
    std::uint8_t rarity = 0;
    std::string_view stems;
};

/// The tables under prior/, as the build turned them into code.
[[nodiscard]] std::span<const PriorRow> prior_rows();

}  // namespace wirefold
