#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace wirefold {

/// Which of two versions of an item is newer. Numbers compare as numbers ("10" after "9"); texts of equal
/// length compare as texts, which is right for times; otherwise nobody can say.
[[nodiscard]] std::optional<std::strong_ordering> compare_versions(std::string_view a, std::string_view b);

}  // namespace wirefold
