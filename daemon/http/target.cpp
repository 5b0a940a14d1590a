#include "daemon/http/target.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace wirefold {

namespace {

[[nodiscard]] int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Absent when a percent sign is not followed by two hexadecimal digits.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

/// Visible ASCII. A fragment is for the client alone and must not be sent.
[[nodiscard]] bool is_target_text(std::string_view target) {
    return std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; });
}

/// Clients write the path alone; proxies may write the whole address, which servers have to accept as well.
[[nodiscard]] std::string_view without_host(std::string_view target) {
    constexpr std::string_view kScheme = "http://";
    if (target.substr(0, kScheme.size()) != kScheme) return target;
    const std::size_t path_begin = target.find_first_of("/?", kScheme.size());
    return path_begin == std::string_view::npos ? std::string_view{"/"} : target.substr(path_begin);
}

/// False when a name or a value is not readable.
[[nodiscard]] bool parse_query(std::string_view query, HttpRequest& request) {
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value) return false;
        request.parameters.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

}  // namespace

std::optional<HttpRequest> parse_target(std::string_view target) {
    if (!is_target_text(target)) return std::nullopt;
    target = without_host(target);
    if (target.empty() || target.front() != '/') return std::nullopt;
    const std::size_t path_end = std::min(target.find('?'), target.size());
    auto path = percent_decoded(target.substr(0, path_end), false);
    HttpRequest request;
    if (!path || !parse_query(target.substr(std::min(path_end + 1, target.size())), request)) {
        return std::nullopt;
    }
    request.path = std::move(*path);
    return request;
}

const std::string* HttpRequest::parameter(std::string_view name) const {
    for (const auto& [key, value] : parameters) {
        if (key == name) return &value;
    }
    return nullptr;
}

}  // namespace wirefold
