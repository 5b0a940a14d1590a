#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// Writing JSON text: the few shapes we emit, appended to a buffer the caller reuses.

/// Appends `text` as a JSON string with quotes. `text` must be UTF-8; control characters are escaped.
void append_json_string(std::string& out, std::string_view text);
void append_json_number(std::string& out, std::int64_t value);
/// At most `decimals` digits after the point, trailing zeros cut; never an exponent, never NaN (written 0).
void append_json_ratio(std::string& out, double value, int decimals = 3);

/// Writes `{"a":…,"b":…}` and takes care of the commas.
class JsonObject {
public:
    explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
    void close() { out_ += '}'; }

    /// Appends `"name":`, and escapes nothing in it; the caller then appends the value.
    std::string& key(std::string_view name);
    void text(std::string_view name, std::string_view value) { append_json_string(key(name), value); }
    /// Writes nothing when `value` is empty: absent values are left out.
    void text_if(std::string_view name, std::string_view value) {
        if (!value.empty()) text(name, value);
    }
    void number(std::string_view name, std::int64_t value) { append_json_number(key(name), value); }
    void ratio(std::string_view name, double value) { append_json_ratio(key(name), value); }
    void boolean(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }

private:
    std::string& out_;
    bool first_ = true;
};

}  // namespace wirefold
