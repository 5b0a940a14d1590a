#pragma once

#include "daemon/app/command_line.hpp"

namespace wirefold {

/// How one article relates to an earlier one, and why, to standard output.
[[nodiscard]] ExitCode explain(const ExplainCommand& command);

}  // namespace wirefold
