#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// Two readings of a web address. Both empty when it is none: not http or https, or broken.
struct PageAddress {
    /// The address to show: scheme and host lower-cased, dot segments resolved, percent-encoding normalized;
    /// no default port, fragment, credentials or tracking parameters. Other parameters keep their order.
    std::string canonical_url;
    /// Equal for addresses of one page: in addition without scheme, without "www.", "m.", "amp." before the
    /// host, without "/amp" and slash at the path's end, without parameter "amp". Paths stay case-sensitive.
    std::string url_key;
};

/// By Boost.URL. Characters that addresses must not hold but do (spaces, letters beyond ASCII) are
/// percent-encoded. Bound: addresses above 8 KiB count as broken. Threads: any.
[[nodiscard]] PageAddress page_address(std::string_view url);

}  // namespace wirefold
