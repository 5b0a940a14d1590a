#include "tests/support/reference/plain_text.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "daemon/core/hash.hpp"

namespace wirefold::test {

namespace {

[[nodiscard]] std::vector<std::string> characters_of(std::string_view utf8) {
    std::vector<std::string> characters;
    for (const char byte : utf8) {
        const bool goes_on = (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
        if (goes_on && !characters.empty())
            characters.back() += byte;
        else
            characters.emplace_back(1, byte);
    }
    return characters;
}

[[nodiscard]] bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits with points and commas between them, taken apart: runs.size() == signs.size() + 1.
struct Figure {
    std::vector<std::string> runs{std::string{}};
    std::string signs;
};

[[nodiscard]] Figure figure_of(const std::string& written) {
    Figure figure;
    for (const char c : written) {
        if (is_digit(c)) {
            figure.runs.back() += c;
        } else {
            figure.signs += c;
            figure.runs.emplace_back();
        }
    }
    return figure;
}

[[nodiscard]] bool are_all(const std::string& signs, char sign) {
    return signs.find_first_not_of(sign) == std::string::npos;
}

/// "1" "234" "567"; between commas also "1" "23" "456".
[[nodiscard]] bool are_groups(const std::vector<std::string>& runs, char sign) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::size_t digits = runs[i].size();
        const bool is_inner = i > 0 && i + 1 < runs.size();
        const bool fits = i == 0 ? digits <= 3 : digits == 3 || (digits == 2 && is_inner && sign == ',');
        if (!fits) return false;
    }
    return true;
}

/// How many of the runs, all of one group sign but maybe the last, are the integer; 0: it is no quantity.
[[nodiscard]] std::size_t integer_runs(const Figure& figure) {
    const std::size_t count = figure.runs.size();
    if (count == 1) return 1;
    const char last = figure.signs.back();
    const bool is_grouped = are_all(figure.signs, last) && are_groups(figure.runs, last);
    const bool may_group = !figure.runs.front().starts_with('0');
    if (is_grouped && may_group && (last == ',' || count > 2)) return count;
    if (count == 2) return 1;
    const char other = last == ',' ? '.' : ',';
    const std::vector<std::string> before{figure.runs.begin(), figure.runs.end() - 1};
    const std::string signs = figure.signs.substr(0, figure.signs.size() - 1);
    return are_all(signs, other) && are_groups(before, other) ? count - 1 : 0;
}

/// Whether token `i` stands right behind the one before.
[[nodiscard]] bool is_beside(const NormalizedText& text, std::size_t i) {
    static const std::set<std::string> kGaps = {"", " ", "-", "\u00a0", "\u202f"};
    if (i >= text.tokens.size()) return false;
    const std::size_t end = text.tokens[i - 1].source_end;
    return kGaps.count(std::string{text.source.substr(end, text.tokens[i].source_begin - end)}) > 0;
}

[[nodiscard]] std::size_t zeros_of(const std::string& letters, std::size_t integer_digits,
                                   bool has_decimals) {
    static const std::map<std::string, std::size_t> kZeros = {
        {"m", 6},   {"mn", 6}, {"mln", 6}, {"mio", 6},  {"млн", 6}, {"bn", 9},   {"bln", 9},  {"mrd", 9},
        {"mld", 9}, {"md", 9}, {"mds", 9}, {"млрд", 9}, {"tn", 12}, {"trn", 12}, {"trln", 12}};
    const bool is_many = integer_digits == 2 || integer_digits == 3 || (integer_digits == 1 && has_decimals);
    if (letters == "k") return is_many ? 3 : 0;
    const auto found = kZeros.find(letters);
    return found == kZeros.end() ? 0 : found->second;
}

/// Digits with a point behind so many of them, without the zeros that say nothing.
[[nodiscard]] std::string with_point(std::string digits, std::size_t point) {
    while (digits.size() < point) digits += '0';
    std::string integer = digits.substr(0, point);
    std::string decimals = digits.substr(point);
    while (integer.size() > 1 && integer.front() == '0') integer.erase(0, 1);
    while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
    return decimals.empty() ? integer : integer + '.' + decimals;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::istringstream stream{std::string{text}};
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::size_t character_count(const std::string& utf8) {
    return characters_of(utf8).size();
}

bool is_unspaced_character(const std::string& token) {
    static const std::pair<std::string, std::string> kScripts[] = {
        {"\u0e00", "\u0eff"},          // Thai, Lao
        {"\u1000", "\u109f"},          // Myanmar
        {"\u1780", "\u17ff"},          // Khmer
        {"\u2e80", "\u9fff"},          // radicals, kana, Han
        {"\uf900", "\ufaff"},          // Han, compatibility
        {"\U00010000", "\U0003ffff"},  // Han, further planes
    };
    if (token.empty()) return false;
    const std::string first = characters_of(token).front();  // UTF-8 sorts as code points do
    return std::any_of(std::begin(kScripts), std::end(kScripts),
                       [&](const auto& script) { return first >= script.first && first <= script.second; });
}

bool is_stop_character(const std::string& character) {
    static const std::vector<std::string> kChinese = characters_of(
        "的了在是和有不这为上个我以要他们到于出就对会可也能下过说而后多所得着之与及或但并将被其从由已让把给很"
        "都还又再最更该此因向");
    static const std::set<std::string> kStops{kChinese.begin(), kChinese.end()};
    const std::string first = characters_of(character).front();
    const bool is_hiragana = first >= "\u3041" && first <= "\u309f";  // UTF-8 sorts as code points do
    return is_hiragana || kStops.contains(character);
}

std::uint64_t plain_hash(const std::string& token, const TokenHash& keyed) {
    if (token.size() > TokenHash::kShortBytes) return hash64(token, keyed.low_key());
    std::uint64_t halves[2] = {0, 0};
    for (std::size_t i = 0; i < token.size(); ++i)
        halves[i / 8] |= std::uint64_t{static_cast<unsigned char>(token[i])} << (i % 8 * 8);
    return TokenHash::folded_product(halves[0] ^ keyed.low_key(), halves[1] ^ keyed.high_key());
}

NumberSign sign_at(const NormalizedText& text, std::size_t i) {
    return sign_of(text, i, text.number_end(i));
}

std::uint64_t plain_hash_at(const NormalizedText& text, std::size_t i, const TokenHash& keyed) {
    const std::uint64_t hash = plain_hash(std::string{text.token(i)}, keyed);
    const bool begins_number = text.tokens[i].has_digit && text.tokens[i].joint == 0;
    return begins_number ? TokenHash::with_sign(hash, sign_at(text, i).bits()) : hash;
}

std::string number_at(const NormalizedText& text, std::size_t i, std::size_t end) {
    std::string written{text.token(i)};
    for (std::size_t next = i + 1; next < end && text.tokens[next].joint != 0; ++next) {
        written += text.tokens[next].joint;
        written += text.token(next);
    }
    while (!is_digit(written.front())) written.erase(0, 1);
    std::string letters;
    for (; !is_digit(written.back()); written.pop_back()) letters.insert(0, 1, written.back());
    if (written.find_first_not_of("0123456789.,") != std::string::npos) return written;
    const Figure figure = figure_of(written);
    const std::size_t integer = integer_runs(figure);
    if (integer == 0) return written;
    std::string digits;
    for (std::size_t run = 0; run < integer; ++run) digits += figure.runs[run];
    const std::size_t integer_digits = digits.size();
    const bool has_decimals = integer < figure.runs.size();
    if (has_decimals) digits += figure.runs.back();
    return with_point(digits, integer_digits + zeros_of(letters, integer_digits, has_decimals));
}

std::string unit_at(const NormalizedText& text, std::size_t i) {
    static const std::set<std::string> kMultiplying = {"k",   "m",   "mn", "mln", "mio", "bn",  "bln",
                                                       "mrd", "mld", "md", "mds", "tn",  "trn", "trln"};
    std::size_t next = i + 1;
    while (next < text.tokens.size() && text.tokens[next].joint != 0) ++next;
    std::string letters{text.token(next - 1)};
    letters.erase(0, letters.find_last_of("0123456789") + 1);
    std::string word = letters;
    if (letters.empty() && is_beside(text, next)) word = text.token(next++);
    const bool before_m = word.size() == 1 && next < text.tokens.size() && text.token(next) == "m";
    if (word == "am" || (before_m && word == "a")) return "am";
    if (word == "pm" || (before_m && word == "p")) return "pm";
    const bool is_ascii = letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    return is_ascii && letters.size() <= 4 && kMultiplying.count(letters) == 0 ? letters : "";
}

}  // namespace wirefold::test
