#include "daemon/sink/byte_text.hpp"

#include "daemon/core/json_text.hpp"
#include "daemon/core/utf8.hpp"

namespace wirefold {

namespace {

[[nodiscard]] unsigned byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

}  // namespace

void append_json_bytes(std::string& out, std::string_view bytes) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    if (is_utf8(bytes)) return append_json_string(out, bytes);
    std::string text;
    while (!bytes.empty()) {
        const std::size_t good = well_formed_bytes(bytes);
        text += bytes.substr(0, good);
        bytes.remove_prefix(good);
        if (bytes.empty()) break;
        text += kReplacement;
        bytes.remove_prefix(1);
    }
    append_json_string(out, text);
}

void append_base64(std::string& out, std::string_view bytes) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const unsigned three = byte_at(bytes, i) << 16U | (left > 1 ? byte_at(bytes, i + 1) << 8U : 0U) |
                               (left > 2 ? byte_at(bytes, i + 2) : 0U);
        out += kAlphabet[three >> 18U];
        out += kAlphabet[three >> 12U & 63U];
        out += left > 1 ? kAlphabet[three >> 6U & 63U] : '=';
        out += left > 2 ? kAlphabet[three & 63U] : '=';
    }
}

}  // namespace wirefold
