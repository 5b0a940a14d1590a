#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace wirefold {

/// Logical fields that a profile maps JSON pointers to.
enum class Field : std::uint8_t {
    Id,
    Version,
    Url,
    Title,
    BodyText,   ///< A body known to be plain text.
    BodyHtml,   ///< A body known to be markup.
    BodyValue,  ///< A body whose format a sibling BodyContentType tells.
    BodyContentType,
    Language,
    Published,
    Updated,
    Status,
    Embargo,
    Source,
    EditorialNote,
    EvolvedFrom,  ///< The item that this one takes the place of.
    Signal,       ///< Codes of the IPTC's signals, "sig:correction". All count, not the first alone.
};
inline constexpr std::size_t kFieldCount = 17;

/// One way to a field. Rows of one field are candidates in order: the first that is present wins.
///
/// `pointer` is an RFC 6901 JSON pointer in which the segment `*` stands for every element of an array.
struct FieldRow {
    std::string_view pointer;
    Field field;
};

/// How a top-level member of the input is spelled in the output (ninjs 3.1). Members without a row go to
/// `extra`.
struct OutputRow {
    std::string_view key;  ///< Input member.
    std::string_view
        output_key;  ///< Empty: left out, another member carries it (`uri` is written first, always).
    std::string_view before = {};  ///< With `after`: the value becomes an element of a list …
    std::string_view after = {};   ///< … wrapped like this: {"role":"main","value": … }
};

/// A member name inside nested objects that is spelled otherwise in the output: "contenttype" →
/// "contentType".
struct RenameRow {
    std::string_view key;
    std::string_view output_key;
};

/// An input dialect, as data.
struct Profile {
    std::string_view name;
    std::span<const FieldRow> fields;
    std::span<const OutputRow> output;
    std::span<const RenameRow> nested_renames;
};

/// The dialects built in, most specific first.
[[nodiscard]] std::span<const Profile> built_in_profiles();
[[nodiscard]] const Profile* find_profile(std::string_view name);

/// A profile's pointers as a tree, so that one pass over the record finds them all.
class PointerTree {
public:
    struct Node {
        std::vector<std::pair<std::string_view, std::uint32_t>> children;  ///< Segment → index into nodes.
        std::vector<std::uint16_t> rows;                                   ///< Into Profile::fields.
        std::uint32_t any_element = 0;                                     ///< Child for `*`; 0: none.
    };

    explicit PointerTree(const Profile& profile);
    [[nodiscard]] const Node& root() const { return nodes_.front(); }
    /// Null when no pointer goes on with `segment`.
    [[nodiscard]] const Node* child(const Node& node, std::string_view segment) const;
    [[nodiscard]] const Node* any_element(const Node& node) const {
        return node.any_element == 0 ? nullptr : &nodes_[node.any_element];
    }

private:
    void add(std::string_view pointer, std::uint16_t row);
    std::vector<Node> nodes_;
};

}  // namespace wirefold
