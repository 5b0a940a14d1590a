#include "daemon/decide/version_order.hpp"

#include <algorithm>

namespace wirefold {

namespace {

[[nodiscard]] bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

[[nodiscard]] std::string_view without_leading_zeros(std::string_view text) {
    while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
    return text;
}

}  // namespace

std::optional<std::strong_ordering> compare_versions(std::string_view a, std::string_view b) {
    if (a == b) return std::strong_ordering::equal;
    if (is_number(a) && is_number(b)) {
        const std::string_view x = without_leading_zeros(a);
        const std::string_view y = without_leading_zeros(b);
        if (x.size() != y.size()) return x.size() <=> y.size();
        return x.compare(y) <=> 0;
    }
    if (!a.empty() && a.size() == b.size()) return a.compare(b) <=> 0;
    return std::nullopt;
}

}  // namespace wirefold
