#pragma once

#include <string>
#include <string_view>

namespace wirefold {

/// Putting bytes of unknown encoding into JSON text.

/// Appends `bytes` as a JSON string in quotes; every byte that belongs to no character becomes U+FFFD.
void append_json_bytes(std::string& out, std::string_view bytes);

/// Appends `bytes` in base64 with padding (RFC 4648, the usual alphabet), without quotes.
void append_base64(std::string& out, std::string_view bytes);

}  // namespace wirefold
