#pragma once

#include <string>

namespace wirefold {

struct LogOptions {
    /// Where the log is kept so that a restart remembers the window. Empty: in memory only.
    std::string folder;
    std::size_t segment_bytes_max =
        64UL * 1024 * 1024;  ///< A full segment is closed; old ones are deleted whole.
};

}  // namespace wirefold
