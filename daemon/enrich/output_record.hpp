#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/enrich/options.hpp"
#include "daemon/model/draft_batch.hpp"

namespace wirefold {

/// Appends one whole output record to `out`, as JSON text on one line.
void append_output_record(std::string& out, const Draft& draft, const std::vector<std::string_view>& pieces,
                          const EnrichOptions& options);

/// "2024-11-30T11:40:00Z", with milliseconds only where there are any.
[[nodiscard]] std::string timestamp_text(Timestamp time);

/// "g-" and the group's sixteen hexadecimal digits.
[[nodiscard]] std::string group_id_text(std::uint64_t group);
/// "s-" likewise.
[[nodiscard]] std::string story_id_text(std::uint64_t story);

}  // namespace wirefold
