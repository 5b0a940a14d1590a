#pragma once

#include <string>

#include "daemon/config/load.hpp"

namespace wirefold {

/// The whole configuration in effect as TOML, each value with a comment that says where it comes from, and
/// the memory sum at the end. Loading it gives the same configuration, but for secrets: those that stand in
/// the configuration itself are written `<redacted>`, which loading refuses. Secrets read from files keep
/// their path.
[[nodiscard]] std::string print_config(const LoadedConfig& loaded);

}  // namespace wirefold
