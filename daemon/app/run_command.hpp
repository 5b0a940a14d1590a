#pragma once

#include "daemon/app/command_line.hpp"

namespace wirefold {

/// The daemon: until SIGTERM or SIGINT, which drain it; a second one ends it at once. Neither loses anything.
[[nodiscard]] ExitCode run(const RunCommand& command);

}  // namespace wirefold
