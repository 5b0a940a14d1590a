#pragma once

#include <string>
#include <string_view>

#include "daemon/core/utf8.hpp"

namespace wirefold::fuzz {

/// The bytes with everything dropped that is not UTF-8.
[[nodiscard]] inline std::string as_utf8(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const std::size_t well_formed = well_formed_bytes(bytes);
        text += bytes.substr(0, well_formed);
        bytes.remove_prefix(well_formed);
        if (!bytes.empty()) bytes.remove_prefix(1);
    }
    return text;
}

}  // namespace wirefold::fuzz
