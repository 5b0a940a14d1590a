#include "daemon/normalize/character_references.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <libxml/HTMLparser.h>

#include "daemon/normalize/utf8.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kNameMax = 8;  // no name we know is longer
constexpr char32_t kReplacement = 0xfffd;

using NamedCharacter = std::pair<std::string_view, char32_t>;

/// From HTML 5, beyond what HTML 4 has.
constexpr NamedCharacter kMoreNames[] = {
    {"Tab", 0x09},     {"NewLine", 0x0a},  {"excl", '!'},      {"QUOT", '"'},      {"num", '#'},
    {"dollar", '$'},   {"percnt", '%'},    {"AMP", '&'},       {"lpar", '('},      {"rpar", ')'},
    {"ast", '*'},      {"plus", '+'},      {"comma", ','},     {"period", '.'},    {"sol", '/'},
    {"colon", ':'},    {"semi", ';'},      {"LT", '<'},        {"equals", '='},    {"GT", '>'},
    {"quest", '?'},    {"commat", '@'},    {"lsqb", '['},      {"lbrack", '['},    {"bsol", '\\'},
    {"rsqb", ']'},     {"rbrack", ']'},    {"Hat", '^'},       {"lowbar", '_'},    {"grave", '`'},
    {"lcub", '{'},     {"lbrace", '{'},    {"verbar", '|'},    {"vert", '|'},      {"rcub", '}'},
    {"rbrace", '}'},   {"COPY", 0xa9},     {"REG", 0xae},      {"half", 0xbd},     {"Amacr", 0x100},
    {"amacr", 0x101},  {"Abreve", 0x102},  {"abreve", 0x103},  {"Aogon", 0x104},   {"aogon", 0x105},
    {"Cacute", 0x106}, {"cacute", 0x107},  {"Ccirc", 0x108},   {"ccirc", 0x109},   {"Cdot", 0x10a},
    {"cdot", 0x10b},   {"Ccaron", 0x10c},  {"ccaron", 0x10d},  {"Dcaron", 0x10e},  {"dcaron", 0x10f},
    {"Dstrok", 0x110}, {"dstrok", 0x111},  {"Emacr", 0x112},   {"emacr", 0x113},   {"Edot", 0x116},
    {"edot", 0x117},   {"Eogon", 0x118},   {"eogon", 0x119},   {"Ecaron", 0x11a},  {"ecaron", 0x11b},
    {"Gcirc", 0x11c},  {"gcirc", 0x11d},   {"Gbreve", 0x11e},  {"gbreve", 0x11f},  {"Gdot", 0x120},
    {"gdot", 0x121},   {"Gcedil", 0x122},  {"Hcirc", 0x124},   {"hcirc", 0x125},   {"Hstrok", 0x126},
    {"hstrok", 0x127}, {"Itilde", 0x128},  {"itilde", 0x129},  {"Imacr", 0x12a},   {"imacr", 0x12b},
    {"Iogon", 0x12e},  {"iogon", 0x12f},   {"Idot", 0x130},    {"imath", 0x131},   {"inodot", 0x131},
    {"IJlig", 0x132},  {"ijlig", 0x133},   {"Jcirc", 0x134},   {"jcirc", 0x135},   {"Kcedil", 0x136},
    {"kcedil", 0x137}, {"Lacute", 0x139},  {"lacute", 0x13a},  {"Lcedil", 0x13b},  {"lcedil", 0x13c},
    {"Lcaron", 0x13d}, {"lcaron", 0x13e},  {"Lstrok", 0x141},  {"lstrok", 0x142},  {"Nacute", 0x143},
    {"nacute", 0x144}, {"Ncedil", 0x145},  {"ncedil", 0x146},  {"Ncaron", 0x147},  {"ncaron", 0x148},
    {"ENG", 0x14a},    {"eng", 0x14b},     {"Omacr", 0x14c},   {"omacr", 0x14d},   {"Odblac", 0x150},
    {"odblac", 0x151}, {"Racute", 0x154},  {"racute", 0x155},  {"Rcedil", 0x156},  {"rcedil", 0x157},
    {"Rcaron", 0x158}, {"rcaron", 0x159},  {"Sacute", 0x15a},  {"sacute", 0x15b},  {"Scirc", 0x15c},
    {"scirc", 0x15d},  {"Scedil", 0x15e},  {"scedil", 0x15f},  {"Tcedil", 0x162},  {"tcedil", 0x163},
    {"Tcaron", 0x164}, {"tcaron", 0x165},  {"Tstrok", 0x166},  {"tstrok", 0x167},  {"Utilde", 0x168},
    {"utilde", 0x169}, {"Umacr", 0x16a},   {"umacr", 0x16b},   {"Ubreve", 0x16c},  {"ubreve", 0x16d},
    {"Uring", 0x16e},  {"uring", 0x16f},   {"Udblac", 0x170},  {"udblac", 0x171},  {"Uogon", 0x172},
    {"uogon", 0x173},  {"Wcirc", 0x174},   {"wcirc", 0x175},   {"Ycirc", 0x176},   {"ycirc", 0x177},
    {"Zacute", 0x179}, {"zacute", 0x17a},  {"Zdot", 0x17b},    {"zdot", 0x17c},    {"Zcaron", 0x17d},
    {"zcaron", 0x17e}, {"numsp", 0x2007},  {"puncsp", 0x2008}, {"hairsp", 0x200a}, {"hyphen", 0x2010},
    {"dash", 0x2010},  {"horbar", 0x2015},
};

/// What browsers read the control codes 0x80 to 0x9f as: Windows-1252, as the authors meant.
constexpr char32_t kWindows1252[32] = {0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                       0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                       0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                       0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

/// At most kNameMax characters as one number, so that names are compared in one step.
[[nodiscard]] std::uint64_t packed(std::string_view name) {
    std::uint64_t bits = 0;
    for (const char c : name) bits = (bits << 8U) | static_cast<unsigned char>(c);
    return bits;
}

/// Names and their characters, sorted by packed name.
using NameTable = std::vector<std::pair<std::uint64_t, char32_t>>;

[[nodiscard]] NameTable make_name_table() {
    constexpr unsigned kLastHtml4 = 0x2666;  // &diams;
    NameTable table;
    for (unsigned value = 1; value <= kLastHtml4; ++value) {
        const htmlEntityDesc* entity = htmlEntityValueLookup(value);
        if (entity != nullptr && std::string_view{entity->name}.size() <= kNameMax) {
            table.emplace_back(packed(entity->name), char32_t{value});
        }
    }
    for (const auto& [name, value] : kMoreNames) table.emplace_back(packed(name), value);
    std::sort(table.begin(), table.end());
    return table;
}

[[nodiscard]] std::optional<char32_t> named_character(std::string_view name) {
    static const NameTable table = make_name_table();
    if (name.empty() || name.size() > kNameMax) return std::nullopt;
    const std::uint64_t key = packed(name);
    const auto found =
        std::lower_bound(table.begin(), table.end(), key,
                         [](const auto& entry, std::uint64_t wanted) { return entry.first < wanted; });
    if (found == table.end() || found->first != key) return std::nullopt;
    return found->second;
}

[[nodiscard]] bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

[[nodiscard]] std::optional<char32_t> digit(char c, unsigned base) {
    if (c >= '0' && c <= '9') return static_cast<char32_t>(c - '0');
    const char lower = static_cast<char>(c | 0x20);
    if (base == 16 && lower >= 'a' && lower <= 'f') return static_cast<char32_t>(lower - 'a' + 10);
    return std::nullopt;
}

[[nodiscard]] char32_t meant_character(char32_t number) {
    if (number >= 0x80 && number < 0xa0) return kWindows1252[number - 0x80];
    const bool is_character = number != 0 && number <= 0x10ffff && (number < 0xd800 || number >= 0xe000);
    return is_character ? number : kReplacement;
}

struct Reference {
    char32_t character = 0;
    std::size_t bytes = 0;  ///< 0: there is none.
};

/// `text` begins with "&#".
[[nodiscard]] Reference read_number(std::string_view text, Semicolon semicolon) {
    constexpr char32_t kTooLarge = 0x110000;
    std::size_t at = 2;
    unsigned base = 10;
    if (at < text.size() && (text[at] | 0x20) == 'x') {
        base = 16;
        ++at;
    }
    const std::size_t digits_begin = at;
    char32_t number = 0;
    for (; at < text.size(); ++at) {
        const std::optional<char32_t> value = digit(text[at], base);
        if (!value) break;
        number = std::min(char32_t{number * base + *value}, kTooLarge);
    }
    if (at == digits_begin) return {};
    const bool is_closed = at < text.size() && text[at] == ';';
    if (!is_closed && semicolon == Semicolon::Required) return {};
    return {meant_character(number), is_closed ? at + 1 : at};
}

/// `text` begins with "&".
[[nodiscard]] Reference read_reference(std::string_view text, Semicolon semicolon) {
    constexpr char32_t kLatin1End = 0x100;
    if (text.size() > 2 && text[1] == '#') return read_number(text, semicolon);
    std::size_t end = 1;
    while (end < text.size() && end <= kNameMax && is_alphanumeric(text[end])) ++end;
    const std::optional<char32_t> character = named_character(text.substr(1, end - 1));
    if (!character) return {};
    if (end < text.size() && text[end] == ';') return {*character, end + 1};
    const bool goes_on = end < text.size() && is_alphanumeric(text[end]);
    const bool is_optional = semicolon == Semicolon::Optional && *character < kLatin1End && !goes_on;
    return is_optional ? Reference{*character, end} : Reference{};
}

}  // namespace

void append_without_references(std::string_view text, Semicolon semicolon, std::string& out) {
    std::size_t copied = 0;
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at)) {
        const Reference reference = read_reference(text.substr(at), semicolon);
        if (reference.bytes == 0) {
            ++at;
            continue;
        }
        out.append(text, copied, at - copied);
        append_utf8(out, reference.character);
        at += reference.bytes;
        copied = at;
    }
    out.append(text, copied);
}

std::string_view without_references(std::string_view text, std::string& scratch) {
    if (text.find('&') == std::string_view::npos) return text;
    scratch.clear();
    append_without_references(text, Semicolon::Required, scratch);
    return scratch;
}

}  // namespace wirefold
