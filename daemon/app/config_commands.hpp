#pragma once

#include "daemon/app/command_line.hpp"

namespace wirefold {

[[nodiscard]] ExitCode check_config(const CheckConfigCommand& command);
[[nodiscard]] ExitCode print_config(const PrintConfigCommand& command);
[[nodiscard]] ExitCode print_version();
[[nodiscard]] const char* version_text();

}  // namespace wirefold
