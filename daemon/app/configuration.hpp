#pragma once

#include <string>
#include <variant>

#include "daemon/app/command_line.hpp"
#include "daemon/config/load.hpp"
#include "daemon/pipeline/article_stages.hpp"

namespace wirefold {

/// Loads a configuration (an empty path: the embedded default) and checks the client properties too. On
/// problems it prints all of them to stderr and gives the exit code.
[[nodiscard]] std::variant<LoadedConfig, ExitCode> load_configuration(const std::string& path);

/// Options of the article stages, as the configuration and the parts it chooses imply them.
[[nodiscard]] StageOptions stage_options(const Config& config);

/// Names everything a verdict depends on besides the log: instances that share a log must agree on it.
[[nodiscard]] std::uint64_t parameters_stamp(const Config& config);

}  // namespace wirefold
