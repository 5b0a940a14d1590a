#pragma once

#include <string>

namespace wirefold {

/// config/REFERENCE.md: every key with its type, default, bounds and meaning, made from the table of
/// settings.
[[nodiscard]] std::string reference_text();

}  // namespace wirefold
