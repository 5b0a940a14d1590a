#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/core/error.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// How a log entry travels: on a topic, in a segment file.
///
/// Shape: format version, flags, then the fields in fixed order, little-endian. Counts, times and positions
///        are variable-length integers, hashes are fixed; only used slots of the fingerprint are written, and
///        a hash that is 0 is left out. An article of 600 words takes at most 2,000 bytes, most some 1,800;
///        the largest fingerprint at most 9,900, and the two ids come on top.
/// Invariants
///   1. decode_entry(append_entry(entry)) is `entry`, field by field.
///   2. One entry has one encoding: what decodes, encodes to the same bytes.
///   3. Decoding never trusts a length, a count or an enumerator.
///   4. What decodes may be judged: a window, a position, a time or an id that no article can have is
///   refused.

inline constexpr std::uint8_t kEntryFormat = 10;

void append_entry(std::string& out, const LogEntry& entry);

/// Errors: Corrupt, naming the field, where `bytes` are not exactly one entry of this format.
[[nodiscard]] Result<LogEntry> decode_entry(std::string_view bytes);

}  // namespace wirefold
