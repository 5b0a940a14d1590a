#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/clock.hpp"
#include "daemon/core/error.hpp"
#include "daemon/source/spool_progress.hpp"

namespace wirefold {

/// What lies in a spool folder, and which of it is complete.
///
/// Invariants
///   1. A file is complete once two looks at least `settle` apart, and all between them, saw the same size,
///      time and inode. The file's own time is not compared with ours: clocks of file servers differ.
///   2. Names that start with "." or end with .tmp, .part or .swp are somebody's drafts and never seen.
///      Subfolders, pipes and devices are not seen either.
/// Threads: one at a time.
class SpoolFolder {
public:
    SpoolFolder(std::string path, Duration settle) : path_(std::move(path)), settle_(settle) {}

    /// Looks into the folder. Errors: Io; what was seen before is then still known.
    /// Blocks: for one stat(2) a file.
    [[nodiscard]] Result<void> scan(SteadyTime now);

    [[nodiscard]] std::vector<SpoolIdentity> complete(SteadyTime now) const;  ///< In name order.
    [[nodiscard]] bool holds(const SpoolIdentity& identity) const;            ///< As the last scan saw it.
    /// What has this name now; empty when nothing readable has.
    [[nodiscard]] std::optional<SpoolIdentity> look_at(std::string_view name) const;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string path_of(std::string_view name) const;
    [[nodiscard]] static bool is_draft(std::string_view name);

private:
    struct Sighting {
        SpoolIdentity identity;
        SteadyTime unchanged_since;
    };

    std::string path_;
    Duration settle_;
    std::map<std::string, Sighting, std::less<>> seen_;
};

}  // namespace wirefold
