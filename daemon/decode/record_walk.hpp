#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "daemon/decode/profile.hpp"
#include "daemon/model/rejected.hpp"

namespace wirefold {

/// A profile made ready for walking.
struct CompiledProfile {
    const Profile* profile;
    PointerTree tree;
    explicit CompiledProfile(const Profile& from) : profile(&from), tree(from) {}
};

/// A place in the payload where the output spells something otherwise.
struct Patch {
    const char* at;
    std::size_t length;
    std::string_view replacement;
};

/// What one pass over a record found.
///
/// Ownership: texts live in the parser's string buffer until its next record; raw slices in the payload.
struct RecordFindings {
    struct Capture {
        std::string_view text;
        std::uint16_t row = UINT16_MAX;  ///< Candidate that gave it; lower rows win.
        bool present = false;
        bool wrong_type = false;  ///< Present, but an object, an array or a boolean.
    };
    struct BodyElement {
        std::string_view value;
        std::string_view content_type;
        bool has_value = false;
    };
    struct Member {
        std::string_view key;  ///< As written, still escaped.
        std::string_view raw;  ///< The value's JSON text.
    };

    std::array<Capture, kFieldCount> fields;
    std::vector<BodyElement> bodies;
    std::vector<std::string_view> signals;
    std::vector<Member> members;
    std::vector<Patch> patches;  ///< In payload order.

    void clear();
    [[nodiscard]] const Capture& operator[](Field field) const {
        return fields[static_cast<std::size_t>(field)];
    }
};

/// Walks one record with one profile, validating every value on its way.
class RecordWalk {
public:
    RecordWalk(const CompiledProfile& profile, RecordFindings& findings)
        : compiled_(profile), found_(findings) {}
    /// `document` must stand at its root. Error: what simdjson says of the first bad value.
    [[nodiscard]] simdjson::error_code walk(simdjson::ondemand::document& document);

private:
    using Node = PointerTree::Node;
    [[nodiscard]] simdjson::error_code walk_value(const Node* node, simdjson::ondemand::value value,
                                                  unsigned depth);
    [[nodiscard]] simdjson::error_code walk_object(const Node* node, simdjson::ondemand::value& value,
                                                   unsigned depth);
    [[nodiscard]] simdjson::error_code walk_array(const Node* node, simdjson::ondemand::value& value,
                                                  unsigned depth);
    [[nodiscard]] simdjson::error_code walk_number(const Node* node, simdjson::ondemand::value& value);
    void capture(const Node* node, std::string_view text, bool wrong_type);
    void note_rename(const char* key, std::size_t length);

    const CompiledProfile& compiled_;
    RecordFindings& found_;
    std::size_t element_ = 0;  ///< Which element of the innermost `*` array we are in.
};

/// The token at `value`, without the white space behind it.
[[nodiscard]] std::string_view trimmed_token(std::string_view token);

}  // namespace wirefold
