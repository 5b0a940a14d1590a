#include "daemon/config/text_rules.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "daemon/config/quantity.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kTopicBytesMax = 249;

[[nodiscard]] bool is_topic_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

[[nodiscard]] bool is_broker(std::string_view text) {
    if (text.empty() || text.find_first_of(" \t\"'/") != std::string_view::npos) return false;
    const std::size_t colon = text.rfind(':');
    const std::size_t bracket = text.rfind(']');  // "[::1]:9092"
    if (colon == std::string_view::npos || (bracket != std::string_view::npos && bracket > colon))
        return true;
    const std::optional<std::int64_t> port = parse_integer(text.substr(colon + 1));
    return colon > 0 && port && *port >= 1 && *port <= 65'535;
}

}  // namespace

bool is_not_empty(std::string_view text) {
    return !text.empty();
}

bool is_topic(std::string_view text) {
    return !text.empty() && text.size() <= kTopicBytesMax && text != "." && text != ".." &&
           std::all_of(text.begin(), text.end(), is_topic_character);
}

bool is_member_id(std::string_view text) {
    return text.empty() || is_topic(text);
}

bool is_ip_address(std::string_view text) {
    const std::string address{text};  // inet_pton wants its end marked
    std::array<unsigned char, sizeof(in6_addr)> parsed{};
    return ::inet_pton(AF_INET, address.c_str(), parsed.data()) == 1 ||
           ::inet_pton(AF_INET6, address.c_str(), parsed.data()) == 1;
}

bool are_brokers(std::string_view text) {
    while (true) {
        const std::size_t comma = text.find(',');
        if (!is_broker(text.substr(0, comma))) return false;
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
    }
}

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
}

bool may_hold_secret(std::string_view name) {
    constexpr std::array<std::string_view, 6> kMarks{"password",           "secret", "token", ".pem",
                                                     "oauthbearer.config", "jaas"};
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return name.find(mark) != std::string_view::npos; });
}

}  // namespace wirefold
