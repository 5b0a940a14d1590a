#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wirefold {

/// A whole number and its unit, as operators write them: "256MiB", "10s". A bare number is refused, because
/// its unit would be a guess.

/// Units: B, KiB, MiB, GiB, TiB. Absent: not of that form, or beyond 63 bits.
[[nodiscard]] std::optional<std::int64_t> parse_bytes(std::string_view text);
/// Units: ms, s, m, h, d. In milliseconds.
[[nodiscard]] std::optional<std::int64_t> parse_duration(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

/// In the largest unit that needs no fraction; parse_bytes() and parse_duration() read it back.
[[nodiscard]] std::string bytes_text(std::int64_t bytes);
[[nodiscard]] std::string duration_text(std::int64_t milliseconds);

}  // namespace wirefold
