#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "daemon/model/wording.hpp"

namespace wirefold {

/// Telling words, by the bytes of a wording: each first letter has bytes of its own, as many as words begin
/// with it. So two different bytes of one letter may be spellings or forms of one word ("colour", "voting"
/// and "votinmg"); of two letters they are different words.
namespace initials {

/// Letters that spellings of one word exchange, and how many bytes words have that begin with them.
struct Group {
    std::string_view letters;
    std::uint8_t bytes = 0;
};
inline constexpr std::array<Group, 16> kGroups = {{{"aeio", 9},
                                                   {"b", 3},
                                                   {"ckq", 7},
                                                   {"d", 4},
                                                   {"f", 3},
                                                   {"gj", 3},
                                                   {"h", 2},
                                                   {"l", 2},
                                                   {"m", 3},
                                                   {"n", 2},
                                                   {"p", 5},
                                                   {"r", 3},
                                                   {"sxz", 5},
                                                   {"t", 2},
                                                   {"uv", 2},
                                                   {"wy", 1}}};

/// The bytes of a group, [begin, begin + bytes).
struct Bytes {
    std::uint8_t begin = 0;
    std::uint8_t bytes = 0;
};
inline constexpr std::array<Bytes, kGroups.size()> kBytes = [] {
    std::array<Bytes, kGroups.size()> all{};
    std::size_t begin = WordingView::kTelling;
    for (std::size_t i = 0; i < kGroups.size(); ++i) {
        all[i] = {.begin = static_cast<std::uint8_t>(begin), .bytes = kGroups[i].bytes};
        begin += kGroups[i].bytes;
    }
    return all;
}();
static_assert(kBytes.back().begin + kBytes.back().bytes == 256, "the groups fill the bytes of telling words");

/// Which group a telling word's byte belongs to.
[[nodiscard]] constexpr std::size_t group_of(std::uint8_t byte) {
    std::size_t group = 0;
    while (group + 1 < kBytes.size() && byte >= kBytes[group + 1].begin) ++group;
    return group;
}
/// The group of a small Latin letter; kGroups.size() of other characters.
[[nodiscard]] constexpr std::size_t group_of_letter(char letter) {
    std::size_t group = 0;
    while (group < kGroups.size() && kGroups[group].letters.find(letter) == std::string_view::npos) ++group;
    return group;
}

/// Both are telling words, and no spellings or forms of one.
[[nodiscard]] constexpr bool are_other_words(std::uint8_t a, std::uint8_t b) {
    return WordingView::is_telling(a) && WordingView::is_telling(b) && group_of(a) != group_of(b);
}

}  // namespace initials
}  // namespace wirefold
