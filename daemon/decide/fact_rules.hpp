#pragma once

#include <cstdint>

#include "daemon/decide/alignment.hpp"

namespace wirefold {

// What the edits between two texts amount to. Thresholds are in thresholds.hpp.

/// So many edits that the text was reworded.
[[nodiscard]] bool is_reworded(const Alignment& alignment);

/// Facts that an editor would say were changed; 0: the two texts say the same. Of a source's own text more
/// counts: what another outlet changes at the edges is its own dateline, byline and credit.
[[nodiscard]] std::uint32_t facts_changed(const Alignment& alignment, bool same_source);

}  // namespace wirefold
