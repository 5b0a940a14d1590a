#include "daemon/fingerprint/numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "daemon/fingerprint/word_prefilter.hpp"

namespace wirefold {

namespace {

[[nodiscard]] bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "1,234,567": one to three digits, then groups of three; between commas also of two, as in India.
[[nodiscard]] bool is_grouped(std::string_view number, char separator) {
    std::size_t at = number.find(separator);
    if (at == 0 || at > 3) return false;
    while (at != std::string_view::npos) {
        const std::size_t next = number.find(separator, at + 1);
        const std::size_t digits = std::min(next, number.size()) - at - 1;
        const bool is_last = next == std::string_view::npos;
        if (digits != 3 && (digits != 2 || is_last || separator != ',')) return false;
        at = next;
    }
    return true;
}

/// What says that a number has so many zeros more: letters written on to it, or a word behind it.
struct Multiplier {
    std::string_view word;
    std::size_t zeros;
    bool stands_alone = true;
};
constexpr std::size_t kThousand = 3;
/// English, German ("Mio", "Mrd"), French ("Md", "Mds"), Italian ("mld"), Spanish, Portuguese, Russian,
/// Chinese, Japanese. No "b", which is a section or a door more often, no "mm", which are millimeters, and no
/// "mil", which is thousand here and million there. Alone "m" are meters, "tn" tons.
constexpr std::array kMultipliers = {
    Multiplier{"k", kThousand, false},
    Multiplier{"m", 6, false},
    Multiplier{"md", 9, false},
    Multiplier{"tn", 12, false},
    Multiplier{"mn", 6},
    Multiplier{"mln", 6},
    Multiplier{"mio", 6},
    Multiplier{"bn", 9},
    Multiplier{"bln", 9},
    Multiplier{"mrd", 9},
    Multiplier{"mld", 9},
    Multiplier{"mds", 9},
    Multiplier{"trn", 12},
    Multiplier{"trln", 12},
    Multiplier{"thousand", kThousand},
    Multiplier{"tausend", kThousand},
    Multiplier{"million", 6},
    Multiplier{"millions", 6},
    Multiplier{"millionen", 6},
    Multiplier{"millón", 6},
    Multiplier{"millones", 6},
    Multiplier{"milione", 6},
    Multiplier{"milioni", 6},
    Multiplier{"milhão", 6},
    Multiplier{"milhões", 6},
    Multiplier{"miljoen", 6},
    Multiplier{"billion", 9},
    Multiplier{"billions", 9},
    Multiplier{"bilhão", 9},
    Multiplier{"bilhões", 9},
    Multiplier{"milliard", 9},
    Multiplier{"milliards", 9},
    Multiplier{"milliarde", 9},
    Multiplier{"milliarden", 9},
    Multiplier{"miliardo", 9},
    Multiplier{"miliardi", 9},
    Multiplier{"miljard", 9},
    Multiplier{"trillion", 12},
    Multiplier{"trillions", 12},
    Multiplier{"тыс", kThousand},
    Multiplier{"тысяча", kThousand},
    Multiplier{"тысячи", kThousand},
    Multiplier{"тысяч", kThousand},
    Multiplier{"млн", 6},
    Multiplier{"миллион", 6},
    Multiplier{"миллиона", 6},
    Multiplier{"миллионов", 6},
    Multiplier{"млрд", 9},
    Multiplier{"миллиард", 9},
    Multiplier{"миллиарда", 9},
    Multiplier{"миллиардов", 9},
    Multiplier{"триллион", 12},
    Multiplier{"триллиона", 12},
    Multiplier{"триллионов", 12},
    Multiplier{"万", 4},
    Multiplier{"萬", 4},
    Multiplier{"亿", 8},
    Multiplier{"億", 8},
};
constexpr WordPrefilter kMayMultiply{kMultipliers, [](const Multiplier& row) { return row.word; }};

/// Null: it does not multiply.
[[nodiscard]] const Multiplier* find_multiplier(std::string_view word) {
    if (!kMayMultiply.passes(word)) return nullptr;
    const auto* const found =
        std::find_if(kMultipliers.begin(), kMultipliers.end(),
                     [&](const Multiplier& multiplier) { return multiplier.word == word; });
    return found == kMultipliers.end() ? nullptr : found;
}

/// A quantity. The integer may be grouped, the decimals are digits.
struct Quantity {
    std::string_view integer;
    std::string_view decimals;
};

/// Of digits with joints between them; nothing where they are no quantity.
[[nodiscard]] std::optional<Quantity> quantity_of(std::string_view digits, char group) {
    const std::size_t last = digits.find_last_of(".,");
    if (last == std::string_view::npos) return Quantity{digits, {}};
    const char sign = digits[last];
    const char other = sign == ',' ? '.' : ',';
    const auto signs = std::count(digits.begin(), digits.end(), sign);
    const bool has_other = digits.find(other) != std::string_view::npos;
    const bool may_group = digits.front() != '0' && (sign == group || signs > 1);
    if (!has_other && may_group && is_grouped(digits, sign)) return Quantity{digits, {}};
    const std::string_view integer = digits.substr(0, last);
    const bool begins_decimals = signs == 1 && (!has_other || is_grouped(integer, other));
    if (!begins_decimals) return std::nullopt;
    return Quantity{integer, digits.substr(last + 1)};
}

[[nodiscard]] std::size_t zeros_of(std::string_view letters, const Quantity& quantity) {
    const Multiplier* const found = find_multiplier(letters);
    if (found == nullptr) return 0;
    const std::size_t zeros = found->zeros;
    const auto digits = std::count_if(quantity.integer.begin(), quantity.integer.end(), is_digit);
    const bool may_be_thousands = digits <= 3 && (digits > 1 || !quantity.decimals.empty());
    return zeros == kThousand && !may_be_thousands ? 0 : zeros;
}

/// Moves the point so many places to the right.
void append_multiplied(Quantity quantity, std::size_t zeros, std::string& out) {
    const std::size_t begin = out.size();
    const auto append_digit = [&](char digit) {
        if (digit != '0' || out.size() > begin) out += digit;
    };
    for (const char c : quantity.integer) {
        if (is_digit(c)) append_digit(c);
    }
    for (std::size_t i = 0; i < zeros; ++i)
        append_digit(i < quantity.decimals.size() ? quantity.decimals[i] : '0');
    if (out.size() == begin) out += '0';
    quantity.decimals.remove_prefix(std::min(zeros, quantity.decimals.size()));
    while (quantity.decimals.ends_with('0')) quantity.decimals.remove_suffix(1);
    if (!quantity.decimals.empty()) out.append(1, '.').append(quantity.decimals);
}

[[nodiscard]] bool is_digits(std::string_view token) {
    return std::all_of(token.begin(), token.end(), is_digit);
}

[[nodiscard]] bool is_of_number(char c) {
    return is_digit(c) || c == '.' || c == ',';
}

}  // namespace

std::string canonical_number(std::string_view written, char group) {
    std::string out;
    append_canonical_number(written, group, out);
    return out;
}

void append_canonical_number(std::string_view written, char group, std::string& out) {
    constexpr std::string_view kDigits = "0123456789";
    const std::size_t begin = written.find_first_of(kDigits);
    const std::size_t end = written.find_last_of(kDigits) + 1;
    const std::string_view digits = written.substr(begin, end - begin);
    const bool has_letters = !std::all_of(digits.begin(), digits.end(), is_of_number);
    const std::optional<Quantity> quantity = has_letters ? std::nullopt : quantity_of(digits, group);
    if (quantity) {
        append_multiplied(*quantity, zeros_of(written.substr(end), *quantity), out);
    } else {
        out += digits;
    }
}

char group_sign(std::string_view language) {
    constexpr std::array kWithPoints = {"de", "es", "it", "pt", "nl", "da", "id", "tr", "el",
                                        "ro", "hr", "sl", "sr", "ca", "gl", "vi", "is"};
    const auto is_meant = [&](std::string_view known) { return language.substr(0, 2) == known; };
    return std::any_of(kWithPoints.begin(), kWithPoints.end(), is_meant) ? '.' : ',';
}

std::string_view word_behind(const NormalizedText& text, std::size_t end) {
    if (end >= text.tokens.size()) return {};
    const std::size_t gap_begin = text.tokens[end - 1].source_end;
    const std::string_view gap = text.source.substr(gap_begin, text.tokens[end].source_begin - gap_begin);
    const bool is_beside = gap.empty() || gap == " " || gap == "-" || gap == "\u00a0" || gap == "\u202f";
    return is_beside ? text.token(end) : std::string_view{};
}

bool multiplies(std::string_view word) {
    const Multiplier* const multiplier = find_multiplier(word);
    return multiplier != nullptr && multiplier->stands_alone;
}

std::string multiplied_number(std::string_view canonical, std::string_view word) {
    std::string out{canonical};
    const bool is_year =
        canonical.size() == 4 && (canonical.starts_with("19") || canonical.starts_with("20"));
    const Multiplier* const multiplier = find_multiplier(word);
    const bool is_meant = multiplier != nullptr && multiplier->stands_alone;
    if (!is_meant || (is_year && word.ends_with("ions"))) return out;  // "in 2024 millions marched"
    const bool is_plain = std::all_of(canonical.begin(), canonical.end(), is_of_number);
    const std::optional<Quantity> quantity = is_plain ? quantity_of(canonical, ',') : std::nullopt;
    if (!quantity) return out;
    out.clear();
    append_multiplied(*quantity, multiplier->zeros, out);
    return out;
}

void TextNumbers::write(const NormalizedText& text, std::size_t begin, std::size_t end) {
    written_.assign(text.token(begin));
    for (std::size_t i = begin + 1; i < end; ++i) {
        written_ += text.tokens[i].joint;
        written_ += text.token(i);
    }
}

void TextNumbers::read(const NormalizedText& text, const TextTokens& tokens, std::string_view language) {
    const std::span<const std::uint32_t> digit_tokens = tokens.digit_tokens();
    group_ = group_sign(language);
    numbers_.clear();
    text_.clear();
    for (std::size_t at = 0; at < digit_tokens.size();) {
        const NumberSign sign = tokens.signs()[at];
        const std::uint32_t begin = digit_tokens[at];
        const auto end = static_cast<std::uint32_t>(text.number_end(begin));
        at += end - begin;  // a token with a joint begins with a digit, so it is the next of these
        const std::size_t spelled_at = text_.size();
        const std::string_view first = text.token(begin);
        if (end == begin + 1 && first.front() != '0' && is_digits(first)) {  // most numbers
            text_ += first;
        } else {
            write(text, begin, end);
            append_canonical_number(written_, group_, text_);
        }
        numbers_.push_back({.begin = begin,
                            .end = end,
                            .text = static_cast<std::uint32_t>(spelled_at),
                            .bytes = static_cast<std::uint32_t>(text_.size() - spelled_at),
                            .value = 0,
                            .value_bytes = 0,
                            .sign = sign});
        add_value(text, numbers_.back());
    }
}

std::string_view TextNumbers::unit_letters(const NormalizedText& text, const Number& number) {
    const std::string_view token = text.token(number.end - 1);
    const std::string_view letters = token.substr(token.find_last_of("0123456789") + 1);
    const std::string_view behind = letters.empty() ? word_behind(text, number.end) : letters;
    const bool is_spaced = letters.empty() || letters.size() == 1;  // "8 a.m.", "8a.m."
    const std::size_t next = number.end + (letters.empty() ? 1 : 0);
    const bool goes_on = is_spaced && next < text.tokens.size() && text.token(next) == "m";
    for (const std::string_view half : {"am", "pm"}) {
        if (behind == half || (goes_on && behind == half.substr(0, 1))) return half;
    }
    const bool is_latin =
        std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool is_unit = is_latin && letters.size() <= kUnitBytes && find_multiplier(letters) == nullptr;
    return is_unit ? letters : std::string_view{};
}

void TextNumbers::add_value(const NormalizedText& text, Number& number) {
    number.value = number.text;
    number.value_bytes = number.bytes;
    const std::string_view word = word_behind(text, number.end);
    if (!multiplies(word)) return;
    const std::string multiplied = multiplied_number(spelling(number), word);
    number.value = static_cast<std::uint32_t>(text_.size());
    number.value_bytes = static_cast<std::uint32_t>(multiplied.size());
    text_ += multiplied;
}

std::string_view TextNumbers::spelling(const NormalizedText& text, const Number& number, std::size_t tokens) {
    if (number.end <= tokens) return spelling(number);
    write(text, number.begin, tokens);
    cut_.clear();
    append_canonical_number(written_, group_, cut_);
    return cut_;
}

}  // namespace wirefold
