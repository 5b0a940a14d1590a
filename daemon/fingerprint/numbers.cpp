#include "daemon/fingerprint/numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>

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

/// Letters behind a number that say so many zeros more.
struct Multiplier {
    std::string_view letters;
    std::size_t zeros;
};
constexpr std::size_t kThousand = 3;
/// English, German ("Mio", "Mrd"), French ("Md", "Mds"), Italian ("mld"), Russian. No "b", which is a section
/// or a door more often, and no "mm", which are millimeters.
constexpr std::array kMultipliers = {
    Multiplier{"k", kThousand}, Multiplier{"m", 6},   Multiplier{"mn", 6},   Multiplier{"mln", 6},
    Multiplier{"mio", 6},       Multiplier{"млн", 6}, Multiplier{"bn", 9},   Multiplier{"bln", 9},
    Multiplier{"mrd", 9},       Multiplier{"mld", 9}, Multiplier{"md", 9},   Multiplier{"mds", 9},
    Multiplier{"млрд", 9},      Multiplier{"tn", 12}, Multiplier{"trn", 12}, Multiplier{"trln", 12},
};

/// A quantity. The integer may be grouped, the decimals are digits.
struct Quantity {
    std::string_view integer;
    std::string_view decimals;
};

/// Of digits with joints between them; nothing where they are no quantity.
[[nodiscard]] std::optional<Quantity> quantity_of(std::string_view digits) {
    const std::size_t last = digits.find_last_of(".,");
    if (last == std::string_view::npos) return Quantity{digits, {}};
    const char sign = digits[last];
    const char other = sign == ',' ? '.' : ',';
    const auto signs = std::count(digits.begin(), digits.end(), sign);
    const bool has_other = digits.find(other) != std::string_view::npos;
    if (!has_other && is_grouped(digits, sign) && (sign == ',' || signs > 1)) return Quantity{digits, {}};
    const std::string_view integer = digits.substr(0, last);
    const bool begins_decimals = signs == 1 && (!has_other || is_grouped(integer, other));
    if (!begins_decimals) return std::nullopt;
    return Quantity{integer, digits.substr(last + 1)};
}

[[nodiscard]] std::size_t zeros_of(std::string_view letters, const Quantity& quantity) {
    if (letters.empty()) return 0;
    const auto* const found =
        std::find_if(kMultipliers.begin(), kMultipliers.end(),
                     [&](const Multiplier& multiplier) { return multiplier.letters == letters; });
    if (found == kMultipliers.end()) return 0;
    const auto digits = std::count_if(quantity.integer.begin(), quantity.integer.end(), is_digit);
    const bool may_be_thousands = digits <= 3 && (digits > 1 || !quantity.decimals.empty());
    return found->zeros == kThousand && !may_be_thousands ? 0 : found->zeros;
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

std::string canonical_number(std::string_view written) {
    std::string out;
    append_canonical_number(written, out);
    return out;
}

void append_canonical_number(std::string_view written, std::string& out) {
    constexpr std::string_view kDigits = "0123456789";
    const std::size_t begin = written.find_first_of(kDigits);
    const std::size_t end = written.find_last_of(kDigits) + 1;
    const std::string_view digits = written.substr(begin, end - begin);
    const bool has_letters = !std::all_of(digits.begin(), digits.end(), is_of_number);
    const std::optional<Quantity> quantity = has_letters ? std::nullopt : quantity_of(digits);
    if (quantity) {
        append_multiplied(*quantity, zeros_of(written.substr(end), *quantity), out);
    } else {
        out += digits;
    }
}

void TextNumbers::write(const NormalizedText& text, std::size_t begin, std::size_t end) {
    written_.assign(text.token(begin));
    for (std::size_t i = begin + 1; i < end; ++i) {
        written_ += text.tokens[i].joint;
        written_ += text.token(i);
    }
}

void TextNumbers::read(const NormalizedText& text, std::span<const std::uint32_t> digit_tokens) {
    numbers_.clear();
    text_.clear();
    for (std::size_t at = 0; at < digit_tokens.size();) {
        const std::uint32_t begin = digit_tokens[at];
        std::uint32_t end = begin;
        do {  // a token with a joint begins with a digit, so it is the next of these
            ++at;
            ++end;
        } while (at < digit_tokens.size() && digit_tokens[at] == end && text.tokens[end].joint != 0);
        const std::size_t spelled_at = text_.size();
        const std::string_view first = text.token(begin);
        if (end == begin + 1 && first.front() != '0' && is_digits(first)) {  // most numbers
            text_ += first;
        } else {
            write(text, begin, end);
            append_canonical_number(written_, text_);
        }
        numbers_.push_back({.begin = begin,
                            .end = end,
                            .text = static_cast<std::uint32_t>(spelled_at),
                            .bytes = static_cast<std::uint32_t>(text_.size() - spelled_at)});
    }
}

std::string_view TextNumbers::spelling(const NormalizedText& text, const Number& number, std::size_t tokens) {
    if (number.end <= tokens) return spelling(number);
    write(text, number.begin, tokens);
    cut_.clear();
    append_canonical_number(written_, cut_);
    return cut_;
}

}  // namespace wirefold
