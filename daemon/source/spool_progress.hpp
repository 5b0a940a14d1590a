#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "daemon/core/error.hpp"

namespace wirefold {

/// One content of one name in a spool folder: a file that changes, or is replaced, becomes another one.
struct SpoolIdentity {
    std::string name;
    std::uint64_t bytes = 0;
    std::int64_t modified_ns = 0;  ///< Since 1970.
    std::uint64_t inode = 0;
    friend auto operator<=>(const SpoolIdentity&, const SpoolIdentity&) = default;

    /// What names its records in the log: the same after a restart, another one for another content.
    [[nodiscard]] std::uint64_t origin_hash() const;
};

enum class SpoolState : std::uint8_t {
    Open,      ///< lines are left
    Finished,  ///< every line's outputs are safe
    Failed,    ///< read as far as it could be, and damaged there; never taken again
};

struct SpoolMark {
    SpoolState state = SpoolState::Open;
    std::uint64_t lines_finished = 0;  ///< The first so many lines' outputs are safe.
    friend bool operator==(const SpoolMark&, const SpoolMark&) = default;
};

using SpoolProgress = std::map<SpoolIdentity, SpoolMark>;

/// Shape: text, a line a file, below a line with the format's version and above one with a checksum.
[[nodiscard]] std::string write_spool_progress(const SpoolProgress& progress);
/// Errors: Corrupt, where the text is not exactly one that write_spool_progress() made.
[[nodiscard]] Result<SpoolProgress> parse_spool_progress(std::string_view text);

/// Empty where the file does not exist. Errors: Io; Corrupt, saying what the operator may do.
[[nodiscard]] Result<SpoolProgress> load_spool_progress(const std::string& path);
/// Errors: Io; the file then holds what it held before. Blocks: until the disk has it.
[[nodiscard]] Result<void> save_spool_progress(const std::string& path, const SpoolProgress& progress);

}  // namespace wirefold
