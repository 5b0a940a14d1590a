#include "daemon/fingerprint/numbers.hpp"

#include <algorithm>

#include "daemon/core/hash.hpp"

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

[[nodiscard]] std::string plain_number(std::string_view integer, std::string_view decimals) {
    std::string out;
    for (const char c : integer) {
        if (is_digit(c) && !(c == '0' && out.empty())) out += c;
    }
    if (out.empty()) out += '0';
    while (!decimals.empty() && decimals.back() == '0') decimals.remove_suffix(1);
    if (!decimals.empty()) {
        out += '.';
        out += decimals;
    }
    return out;
}

}  // namespace

std::string canonical_number(std::string_view written) {
    const std::size_t last = written.find_last_of(".,");
    if (last == std::string_view::npos) return plain_number(written, {});
    const char sign = written[last];
    const char other = sign == ',' ? '.' : ',';
    const auto signs = std::count(written.begin(), written.end(), sign);
    const bool has_other = written.find(other) != std::string_view::npos;

    if (!has_other && is_grouped(written, sign) && (sign == ',' || signs > 1))
        return plain_number(written, {});
    const std::string_view integer = written.substr(0, last);
    const bool begins_decimals = signs == 1 && (!has_other || is_grouped(integer, other));
    return begins_decimals ? plain_number(integer, written.substr(last + 1)) : std::string{written};
}

void NumberCollector::add(std::string_view token, char joint) {
    if (joint == 0) {
        end_number();
    } else {
        written_ += joint;  // the token before ended with a digit
    }
    for (const char c : token) {
        if (is_digit(c)) {
            written_ += c;
        } else {
            end_number();
        }
    }
}

void NumberCollector::end_number() {
    if (written_.empty()) return;
    hashes_.push_back(static_cast<std::uint32_t>(hash64(canonical_number(written_), seed_) >> 32U));
    written_.clear();
}

const std::vector<std::uint32_t>& NumberCollector::finish() {
    end_number();
    std::sort(hashes_.begin(), hashes_.end());
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    return hashes_;
}

}  // namespace wirefold
