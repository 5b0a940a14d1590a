#include "daemon/decide/spellings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "daemon/core/utf8.hpp"

namespace wirefold {

namespace {

/// Letters of U+00C0 to U+017F without their marks.
constexpr std::u32string_view kWithoutMarks =
    U"aaaaaaaceeeeiiiidnoooooxouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
    U"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    U"lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr char32_t kFirstMarked = 0xc0;

/// Two ways to write a marked letter without: "Mueller" and "Muller".
enum class Marks : std::uint8_t { Dropped, SpelledOut };

/// The second letter of "ae" for a marked one; 0 where it stands for one letter.
[[nodiscard]] char32_t second_letter(char32_t letter, Marks marks) {
    constexpr std::u32string_view kAlwaysTwo = U"æÆœŒßẞ";
    constexpr std::u32string_view kSecond = U"eeeess";
    constexpr std::u32string_view kSpelledOut = U"äÄöÖüÜøØåÅ";
    if (const auto at = kAlwaysTwo.find(letter); at != std::u32string_view::npos) return kSecond[at];
    if (marks == Marks::Dropped || kSpelledOut.find(letter) == std::u32string_view::npos) return 0;
    return letter == U'å' || letter == U'Å' ? U'a' : U'e';
}

/// Small letters without marks: Latin, Cyrillic and Greek.
[[nodiscard]] char32_t folded(char32_t letter) {
    if (letter >= U'A' && letter <= U'Z') return letter + 0x20;
    if (letter >= kFirstMarked && letter < kFirstMarked + kWithoutMarks.size())
        return kWithoutMarks[letter - kFirstMarked];
    if ((letter >= U'А' && letter <= U'Я') || (letter >= U'Α' && letter <= U'Ω')) return letter + 0x20;
    if (letter >= 0x400 && letter < U'А') letter += 0x50;
    return letter == U'ё' ? U'е' : letter == U'ς' ? U'σ' : letter;
}

[[nodiscard]] std::u32string letters_of(std::string_view name, Marks marks) {
    std::u32string letters;
    while (!name.empty()) {
        const auto [letter, bytes] = decode_utf8(name.data(), name.data() + name.size());
        name.remove_prefix(bytes);
        letters += folded(letter);
        if (const char32_t second = second_letter(letter, marks); second != 0) letters += second;
    }
    return letters;
}

[[nodiscard]] std::size_t edits_between(std::u32string_view a, std::u32string_view b) {
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
    return row.back();
}

/// "Sgt" of "Sergeant", "Oct" of "October": its first letter and some that follow, and not only the last
/// few are left out, as with "Paula". Of several words the first ones.
[[nodiscard]] bool is_short_for(std::u32string_view abbreviation, std::u32string_view name) {
    constexpr std::size_t kLettersMax = 4;
    constexpr std::size_t kLeftOutMin = 3;
    if (name.size() > abbreviation.size() && name.starts_with(abbreviation) &&
        name[abbreviation.size()] == U' ')
        return true;
    if (abbreviation.empty() || abbreviation.size() > kLettersMax) return false;
    if (name.size() < abbreviation.size() + kLeftOutMin || name.front() != abbreviation.front()) return false;
    std::size_t found = 0;
    for (const char32_t letter : name) {
        if (found < abbreviation.size() && letter == abbreviation[found]) ++found;
    }
    return found == abbreviation.size();
}

/// "-$5.50" is "-", "$" and "5.50", "10mg" is "10" and "mg".
struct FigureParts {
    explicit FigureParts(std::string_view figure) : is_negative(figure.starts_with('-')) {
        if (is_negative) figure.remove_prefix(1);
        const std::size_t begin = std::min(figure.find_first_of("0123456789"), figure.size());
        currency = figure.substr(0, begin);
        const std::size_t end = figure.find_last_of("0123456789") + 1;
        digits = figure.substr(begin, end - begin);
        unit = figure.substr(end);
    }
    bool is_negative;
    std::string_view currency;
    std::string_view digits;
    std::string_view unit;
};

/// One may lack it, or cut it short: "h" and "hrs".
[[nodiscard]] bool may_be_one_unit(std::string_view a, std::string_view b) {
    return a.starts_with(b) || b.starts_with(a);
}

/// One in millions, the other in full: rounded.
[[nodiscard]] bool is_restated(std::string_view a, unsigned zeros_a, std::string_view b, unsigned zeros_b) {
    const double x = std::strtod(std::string{a}.c_str(), nullptr) * std::pow(10.0, zeros_a);
    const double y = std::strtod(std::string{b}.c_str(), nullptr) * std::pow(10.0, zeros_b);
    constexpr double kRounding = 0.01;
    return zeros_a != zeros_b && y > 0 && std::abs(x / y - 1) < kRounding;
}

}  // namespace

bool are_one_figure(const StatedFigure& a, const StatedFigure& b) {
    const FigureParts own{a.text};
    const FigureParts other{b.text};
    const bool other_currency =
        own.currency != other.currency && !own.currency.empty() && !other.currency.empty();
    const bool other_unit = !may_be_one_unit(own.unit, other.unit);
    if (own.is_negative != other.is_negative || other_currency || other_unit) return false;
    // Where only one has a word that multiplies, another word may stand for it.
    const bool same_zeros = a.zeros == b.zeros || a.zeros == 0 || b.zeros == 0;
    return (own.digits == other.digits && same_zeros) ||
           is_restated(own.digits, a.zeros, other.digits, b.zeros);
}

NameLikeness likeness_of_names(std::string_view a, std::string_view b) {
    constexpr std::size_t kLettersOfSlip = 6;
    if (a.empty() || b.empty()) return NameLikeness::Unknown;
    if (a == b) return NameLikeness::Same;
    const std::u32string x = letters_of(a, Marks::Dropped);
    const std::u32string y = letters_of(b, Marks::Dropped);
    if (x == y || letters_of(a, Marks::SpelledOut) == letters_of(b, Marks::SpelledOut))
        return NameLikeness::Same;
    if (is_short_for(x, y) || is_short_for(y, x)) return NameLikeness::Alike;
    const bool is_slip = edits_between(x, y) * kLettersOfSlip <= std::max(x.size(), y.size());
    return is_slip ? NameLikeness::Alike : NameLikeness::Other;
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
        while (at + 1 < name.size() && !begins_character(name[at + 1])) first_letters += name[++at];
    }
    return words >= 2 && letters == first_letters && initials != name;
}

bool is_agency(std::string_view name) {
    static constexpr std::array<std::u32string_view, 16> kAgencies = {U"reuters",
                                                                      U"ap",
                                                                      U"associated press",
                                                                      U"afp",
                                                                      U"agence france presse",
                                                                      U"dpa",
                                                                      U"efe",
                                                                      U"ansa",
                                                                      U"upi",
                                                                      U"tass",
                                                                      U"xinhua",
                                                                      U"pa",
                                                                      U"press association",
                                                                      U"bloomberg",
                                                                      U"apa",
                                                                      U"lusa"};
    const std::u32string letters = letters_of(name, Marks::Dropped);
    return std::find(kAgencies.begin(), kAgencies.end(), letters) != kAgencies.end();
}

}  // namespace wirefold
