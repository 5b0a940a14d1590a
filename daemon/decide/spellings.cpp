#include "daemon/decide/spellings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace wirefold {

namespace {

[[nodiscard]] bool goes_on_a_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;  // UTF-8
}

[[nodiscard]] bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

[[nodiscard]] std::string in_small_letters(std::string_view text) {
    std::string small{text};
    for (char& letter : small) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return small;
}

}  // namespace

bool is_restated(std::string_view a, std::string_view b) {
    const double x = std::strtod(std::string{a}.c_str(), nullptr);
    const double y = std::strtod(std::string{b}.c_str(), nullptr);
    constexpr double kRounding = 0.01;
    for (const double scale : {1e6, 1e9}) {
        if (y > 0 && std::abs(x * scale / y - 1) < kRounding) return true;
        if (x > 0 && std::abs(y * scale / x - 1) < kRounding) return true;
    }
    return false;
}

bool are_spellings_of_one(std::string_view a, std::string_view b) {
    if (a.starts_with(b) || b.starts_with(a)) return true;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    std::vector<std::size_t> before;  // the row before
    std::vector<std::size_t> last;    // and the one before that
    for (std::size_t i = 0; i < a.size(); ++i) {
        last = std::exchange(before, row);
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = before[j] + (a[i] == b[j] ? 0 : 1);
            row[j + 1] = std::min({replaced, row[j] + 1, before[j + 1] + 1});
            const bool is_turned = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
            if (is_turned) row[j + 1] = std::min(row[j + 1], last[j - 1] + 1);
        }
    }
    return row.back() * 4 <= std::max(a.size(), b.size());
}

bool are_initials_of(std::string_view initials, std::string_view name) {
    std::string letters{initials};
    std::erase_if(letters, [](char letter) { return letter == ' ' || letter == '.'; });
    std::string first_letters;
    std::size_t words = 0;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const bool begins = name[at] != ' ' && (at == 0 || name[at - 1] == ' ');
        if (!begins) continue;
        ++words;
        first_letters += name[at];
        while (at + 1 < name.size() && goes_on_a_character(name[at + 1])) first_letters += name[++at];
    }
    return words >= 2 && letters == first_letters && initials != name;
}

bool are_other_names(std::string_view a, std::string_view b) {
    if (a == b || a.empty() || b.empty() || !is_ascii(a) || !is_ascii(b)) return false;
    return !are_spellings_of_one(in_small_letters(a), in_small_letters(b));
}

}  // namespace wirefold
