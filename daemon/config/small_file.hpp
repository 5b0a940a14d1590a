#pragma once

#include <cstddef>
#include <string>

#include "daemon/core/error.hpp"

namespace wirefold {

/// The content of a regular file of at most `bytes_max`. Pipes and devices are refused: reading one may never
/// end. Errors: Io. Blocks: on the disk.
[[nodiscard]] Result<std::string> read_small_file(const std::string& path, std::size_t bytes_max);

/// The same without the line ends behind the content, which editors and `echo` leave there.
[[nodiscard]] Result<std::string> read_secret_file(const std::string& path);

}  // namespace wirefold
