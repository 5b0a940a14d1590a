#pragma once

#include <cstdint>
#include <string_view>

namespace wirefold {

// Whether two spellings that differ say the same.

/// A figure as a wording has it, "-$7.5", and the zeros that a word behind it adds.
struct StatedFigure {
    std::string_view text;
    unsigned zeros = 0;
    friend bool operator==(const StatedFigure&, const StatedFigure&) = default;
};

/// Whether two figures say the same: "$12" and "12", "10mg" and "10", for one may have its currency or unit
/// as a word; "7.5 million" and "7507000", rounded. Not "10mg" and "10g".
[[nodiscard]] bool are_one_figure(const StatedFigure& a, const StatedFigure& b);

/// What two spellings of names have to do with one another.
enum class NameLikeness : std::uint8_t {
    Unknown,  ///< One of them is not known.
    Same,     ///< But for accents, large letters, and the ways to write them without: "José", "JOSE".
    Alike,    ///< An abbreviation, or a slip of the pen in a long name: "Oct" and "October".
    Other,
};

/// A slip is a letter in six that was put in, left out, changed or exchanged with its neighbor (Damerau,
/// 1964): "Braodacasting". "Iran" and "Iraq", "Paul" and "Paula" are others.
[[nodiscard]] NameLikeness likeness_of_names(std::string_view a, std::string_view b);

/// "U.S" of "United States", "U S" likewise: the first letters of two words or more.
[[nodiscard]] bool are_initials_of(std::string_view initials, std::string_view name);

/// The name of a news agency, as credits have it.
[[nodiscard]] bool is_agency(std::string_view name);

}  // namespace wirefold
