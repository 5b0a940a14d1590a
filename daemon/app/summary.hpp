#pragma once

#include <chrono>
#include <string>

#include "daemon/pipeline/flow_metrics.hpp"

namespace wirefold {

/// What a run did, in a few lines for a person: records and their outcomes, relations, rejections, speed.
[[nodiscard]] std::string summary_text(const FlowTotals& totals, std::chrono::duration<double> elapsed);

}  // namespace wirefold
