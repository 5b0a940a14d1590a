#include "daemon/core/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

void append_escaped(std::string& out, char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
}

[[nodiscard]] bool needs_escape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

/// False: none of eight characters needs escaping. True: one may. (Mycroft's test for a zero byte, and for
/// one below a limit; both miss no byte, and bytes beyond ASCII are left out.)
[[nodiscard]] bool may_need_escape(const char* eight) {
    constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
    constexpr std::uint64_t kTops = 0x8080808080808080ULL;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, eight, sizeof bytes);
    const auto below = [bytes](std::uint64_t limit) { return (bytes - kOnes * limit) & ~bytes; };
    const auto are = [bytes](std::uint64_t byte) {
        const std::uint64_t differing = bytes ^ (kOnes * byte);
        return (differing - kOnes) & ~differing;
    };
    return ((below(0x20) | are('"') | are('\\') | are(0x7f)) & kTops) != 0;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (i + 8 <= text.size() && !may_need_escape(text.data() + i)) {
            i += 8;
            continue;
        }
        const std::size_t end = std::min(i + 8, text.size());
        for (; i < end; ++i) {
            if (!needs_escape(text[i])) continue;
            out.append(text, plain, i - plain);
            append_escaped(out, text[i]);
            plain = i + 1;
        }
    }
    out.append(text, plain);
    out += '"';
}

void append_json_number(std::string& out, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

/// As a whole number of the smallest decimals: std::to_chars is exact, and takes ten times as long.
void append_json_ratio(std::string& out, double value, int decimals) {
    constexpr std::array<std::int64_t, 7> kPowers = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};
    constexpr double kLargest = 1e12;
    WIREFOLD_INVARIANT(decimals >= 0 && static_cast<std::size_t>(decimals) < kPowers.size(),
                       "ratios have few decimals");
    if (!std::isfinite(value)) value = 0;
    const std::int64_t power = kPowers[static_cast<std::size_t>(decimals)];
    const std::int64_t scaled =
        std::llround(std::clamp(value, -kLargest, kLargest) * static_cast<double>(power));
    if (scaled < 0) out += '-';
    const std::int64_t positive = std::abs(scaled);
    append_json_number(out, positive / power);
    std::int64_t rest = positive % power;
    if (rest == 0) return;
    out += '.';
    for (std::int64_t unit = power / 10; rest != 0; rest %= unit, unit /= 10)
        out += static_cast<char>('0' + rest / unit);
}

std::string& JsonObject::key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
    return out_;
}

}  // namespace wirefold
