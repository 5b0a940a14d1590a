#include "daemon/config/quantity.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <span>

namespace wirefold {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t factor;
};

// Smallest first: writing tries them from the end.
constexpr std::array kByteUnits{Unit{"B", 1}, Unit{"KiB", 1LL << 10}, Unit{"MiB", 1LL << 20},
                                Unit{"GiB", 1LL << 30}, Unit{"TiB", 1LL << 40}};
constexpr std::array kTimeUnits{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000}, Unit{"h", 3'600'000},
                                Unit{"d", 86'400'000}};

[[nodiscard]] std::optional<std::int64_t> parse(std::string_view text, std::span<const Unit> units) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
    const std::optional<std::int64_t> number = parse_integer(text.substr(0, digits));
    if (!number) return std::nullopt;
    for (const Unit& unit : units) {
        if (text.substr(digits) != unit.name) continue;
        if (*number > std::numeric_limits<std::int64_t>::max() / unit.factor) return std::nullopt;
        return *number * unit.factor;
    }
    return std::nullopt;
}

[[nodiscard]] std::string write(std::int64_t amount, std::span<const Unit> units) {
    std::size_t chosen = amount == 0 ? 0 : units.size() - 1;
    while (amount % units[chosen].factor != 0) --chosen;
    return std::to_string(amount / units[chosen].factor).append(units[chosen].name);
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::int64_t> parse_bytes(std::string_view text) {
    return parse(text, kByteUnits);
}
std::optional<std::int64_t> parse_duration(std::string_view text) {
    return parse(text, kTimeUnits);
}
std::string bytes_text(std::int64_t bytes) {
    return write(bytes, kByteUnits);
}
std::string duration_text(std::int64_t milliseconds) {
    return write(milliseconds, kTimeUnits);
}

}  // namespace wirefold
