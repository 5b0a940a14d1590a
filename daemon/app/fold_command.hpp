#pragma once

#include "daemon/app/command_line.hpp"

namespace wirefold {

/// The whole engine on files, with no broker. Byte-identical output for any number of workers.
[[nodiscard]] ExitCode fold(const FoldCommand& command);

}  // namespace wirefold
