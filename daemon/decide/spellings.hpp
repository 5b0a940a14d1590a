#pragma once

#include <string_view>

namespace wirefold {

// Whether two spellings that differ say the same.

/// "7.5" and "7507000", "1.46" and "1459193000": a figure in millions or billions, and the same one in full.
[[nodiscard]] bool is_restated(std::string_view a, std::string_view b);

/// "Oct" and "October"; "Greyhaven" and "Grayhaven": one letter in four at most was put in, left out, changed
/// or exchanged with its neighbor (Damerau, 1964).
[[nodiscard]] bool are_spellings_of_one(std::string_view a, std::string_view b);

/// "U.S" of "United States", "U S" likewise: the first letters of two words or more.
[[nodiscard]] bool are_initials_of(std::string_view initials, std::string_view name);

/// Both are known, in ASCII, and no spellings of one; large and small letters are the same.
[[nodiscard]] bool are_other_names(std::string_view a, std::string_view b);

}  // namespace wirefold
