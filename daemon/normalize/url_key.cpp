#include "daemon/normalize/url_key.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include <boost/system/system_error.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "daemon/core/ascii.hpp"
#include "daemon/core/units.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kUrlBytesMax = 8 * kKiB;

/// Parameters that tell where a reader came from, not what the page is. Lower-case.
constexpr std::string_view kTrackingPrefixes[] = {"utm_", "at_custom", "mtm_",      "pk_",
                                                  "hsa_", "ns_",       "__twitter_"};
constexpr std::string_view kTrackingNames[] = {
    "_ga",      "_gl",      "_hsenc",  "_hsmi",  "at_campaign", "at_medium",   "cmpid",      "dclid",
    "fbclid",   "gbraid",   "gclid",   "gclsrc", "igsh",        "igshid",      "li_fat_id",  "mc_cid",
    "mc_eid",   "mkt_tok",  "msclkid", "ncid",   "ocid",        "oly_anon_id", "oly_enc_id", "s_cid",
    "smid",     "sr_share", "srsltid", "taid",   "ttclid",      "twclid",      "vero_id",    "wbraid",
    "wickedid", "wt.mc_id", "wt_mc",   "xtor",   "yclid"};

[[nodiscard]] bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (small_letter(c) >= 'a' && small_letter(c) <= 'f');
}

[[nodiscard]] bool equals_lowered(std::string_view text, std::string_view lowered) {
    return std::equal(text.begin(), text.end(), lowered.begin(), lowered.end(),
                      [](char a, char b) { return small_letter(a) == b; });
}

[[nodiscard]] std::string_view name_of_parameter(std::string_view parameter) {
    return parameter.substr(0, parameter.find('='));
}

[[nodiscard]] bool is_tracking(std::string_view parameter) {
    const std::string_view name = name_of_parameter(parameter);
    for (const std::string_view prefix : kTrackingPrefixes) {
        if (equals_lowered(name.substr(0, prefix.size()), prefix)) return true;
    }
    return std::any_of(std::begin(kTrackingNames), std::end(kTrackingNames),
                       [name](std::string_view known) { return equals_lowered(name, known); });
}

[[nodiscard]] bool is_amp(std::string_view parameter) {
    return equals_lowered(name_of_parameter(parameter), "amp") || equals_lowered(parameter, "outputtype=amp");
}

/// The parameters for which `dropped` is false, with '?' in front when there are any.
template <class Predicate>
[[nodiscard]] std::string query_without(std::string_view query, const Predicate& dropped) {
    std::string kept;
    while (!query.empty()) {
        const std::string_view parameter = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), parameter.size() + 1));
        if (parameter.empty() || dropped(parameter)) continue;
        kept += kept.empty() ? '?' : '&';
        kept += parameter;
    }
    return kept;
}

[[nodiscard]] unsigned hex_value(char c) {
    return static_cast<unsigned>(c >= '0' && c <= '9' ? c - '0' : small_letter(c) - 'a' + 10);
}

[[nodiscard]] bool is_unreserved(unsigned char c) {
    const char l = small_letter(static_cast<char>(c));
    return (c >= '0' && c <= '9') || (l >= 'a' && l <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& out, unsigned char byte) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
}

/// Percent-encoding in the one way RFC 3986 (6.2.2) prefers: what needs none loses it, the rest has
/// upper-case digits. Characters that no address may hold are encoded, as a browser would.
[[nodiscard]] std::string with_normal_encoding(std::string_view url) {
    constexpr std::string_view kForbidden = " \"<>\\^`{|}";
    std::string out;
    out.reserve(url.size());
    // Brackets are for IPv6 hosts; elsewhere people mean them literally.
    const std::size_t path_begin = url.find('/', std::min(url.find("//"), url.size() - 1) + 2);
    for (std::size_t i = 0; i < url.size(); ++i) {
        const auto byte = static_cast<unsigned char>(url[i]);
        const bool is_stray_bracket = (byte == '[' || byte == ']') && i > path_begin;
        const bool is_forbidden =
            byte <= 0x20 || byte >= 0x7f || kForbidden.find(url[i]) != std::string_view::npos;
        if (byte == '%' && i + 2 < url.size() && is_hex(url[i + 1]) && is_hex(url[i + 2])) {
            const auto meant = static_cast<unsigned char>(hex_value(url[i + 1]) * 16 + hex_value(url[i + 2]));
            i += 2;
            if (is_unreserved(meant)) {
                out += static_cast<char>(meant);
            } else {
                append_encoded(out, meant);
            }
        } else if (byte == '%' || is_forbidden || is_stray_bracket) {
            append_encoded(out, byte);
        } else {
            out += url[i];
        }
    }
    return out;
}

/// RFC 3986, 5.2.4, for paths that begin with a slash.
[[nodiscard]] std::string without_dot_segments(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    while (!path.empty()) {
        const std::string_view segment = path.substr(0, path.find('/', 1));  // with its slash
        path.remove_prefix(segment.size());
        const bool is_last = path.empty();
        if (segment == "/.") {
            if (is_last) out += '/';
        } else if (segment == "/..") {
            out.resize(std::min(out.size(), out.rfind('/')));
            if (is_last) out += '/';
        } else {
            out += segment;
        }
    }
    return out;
}

[[nodiscard]] std::string_view without_blanks_around(std::string_view url) {
    while (!url.empty() && static_cast<unsigned char>(url.front()) <= 0x20) url.remove_prefix(1);
    while (!url.empty() && static_cast<unsigned char>(url.back()) <= 0x20) url.remove_suffix(1);
    return url;
}

/// "www.m.example.org" → "example.org", but never down to a bare "org".
[[nodiscard]] std::string_view without_variant_prefix(std::string_view host) {
    constexpr std::string_view kVariants[] = {"www.", "m.", "amp.", "mobile."};
    bool has_changed = true;
    while (has_changed) {
        has_changed = false;
        for (const std::string_view variant : kVariants) {
            const std::string_view rest =
                host.starts_with(variant) ? host.substr(variant.size()) : std::string_view{};
            if (rest.find('.') == std::string_view::npos) continue;
            host = rest;
            has_changed = true;
        }
    }
    return host;
}

[[nodiscard]] std::string_view without_amp_suffix(std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    if (path.ends_with("/amp")) path.remove_suffix(4);
    while (path.ends_with('/')) path.remove_suffix(1);
    return path;
}

[[nodiscard]] std::string_view view_of(boost::core::string_view text) {
    return {text.data(), text.size()};
}

/// Lower-cased; empty when no such host can be. Letters beyond ASCII are percent-encoded here and pass.
[[nodiscard]] std::string host_of(std::string_view encoded) {
    while (encoded.ends_with('.')) encoded.remove_suffix(1);
    const bool is_address = encoded.starts_with('[');
    std::string host;
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        const char c = encoded[i];
        const bool is_letter_beyond = c == '%' && hex_value(encoded[i + 1]) >= 8;
        if (!is_unreserved(static_cast<unsigned char>(c)) && !is_letter_beyond && !is_address) return {};
        host += small_letter(c);
    }
    return host;
}

/// With its colon; empty when it is the default, nothing when there can be no such port.
[[nodiscard]] std::optional<std::string> port_of(std::string_view port, bool is_https) {
    constexpr std::size_t kDigitsMax = 5;
    if (port.empty() || port == (is_https ? "443" : "80")) return std::string{};
    if (port.size() > kDigitsMax) return std::nullopt;
    std::string out{":"};
    out += port;
    return out;
}

[[nodiscard]] PageAddress address_from(const boost::urls::url_view& url) {
    const bool is_https = url.scheme_id() == boost::urls::scheme::https;
    if (!is_https && url.scheme_id() != boost::urls::scheme::http) return {};
    const std::string host = host_of(view_of(url.encoded_host()));
    const std::optional<std::string> port = port_of(view_of(url.port()), is_https);
    if (host.empty() || !port) return {};
    const std::string_view written_path = view_of(url.encoded_path());
    // Boost.URL 1.81 takes what follows a port's digits for a path: "a:b" has port "" and path "b".
    if (!written_path.empty() && !written_path.starts_with('/')) return {};
    const std::string path = without_dot_segments(written_path);
    const std::string query = query_without(view_of(url.encoded_query()), is_tracking);

    PageAddress address;
    address.canonical_url.reserve(url.size() + 1);
    address.canonical_url += is_https ? "https://" : "http://";
    address.canonical_url += host;
    address.canonical_url += *port;
    address.canonical_url += path.empty() ? "/" : path;
    address.canonical_url += query;

    address.url_key.reserve(url.size());
    address.url_key += without_variant_prefix(host);
    address.url_key += *port;
    address.url_key += without_amp_suffix(path);
    address.url_key += query_without(std::string_view{query}.substr(query.empty() ? 0 : 1), is_amp);
    return address;
}

}  // namespace

PageAddress page_address(std::string_view url) {
    url = without_blanks_around(url);
    if (url.empty() || url.size() > kUrlBytesMax) return {};
    const std::string encoded = with_normal_encoding(url);
    try {
        const auto parsed = boost::urls::parse_uri(encoded);
        if (!parsed) return {};
        return address_from(*parsed);
    } catch (const boost::system::system_error&) {
        return {};
    }
}

}  // namespace wirefold
