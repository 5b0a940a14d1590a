#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wirefold {

/// The only door to toml++: text in, a flat list of keys with their values and places out.

struct TomlPosition {
    std::uint32_t line = 0;    ///< From 1.
    std::uint32_t column = 0;  ///< From 1, in characters.
};

/// A value no key takes: a decimal number, a date, a table, a list of something else than texts.
struct TomlOther {
    std::string_view name;  ///< "a date"; static text.
};

using TomlContent = std::variant<std::string, std::int64_t, bool, std::vector<std::string>, TomlOther>;

/// One value of the document. Tables appear only through what is in them, or as TomlOther when they are
/// empty.
struct TomlLeaf {
    std::string key;  ///< All parts joined with dots: "source.kafka.topics".
    TomlContent content;
    TomlPosition key_at;
    TomlPosition value_at;
};

struct TomlProblem {
    TomlPosition at;
    std::string key;  ///< Empty unless a key was set twice.
    std::string message;
};

struct TomlLeaves {
    std::vector<TomlLeaf> leaves;  ///< In the order of the text.
    std::vector<TomlProblem> problems;
    bool complete = false;  ///< False: the text made no sense from some line on, and `leaves` is empty.
};

/// A line that is wrong by itself, or that sets a key again, is reported, left out and read past, so that one
/// look shows every problem. An error that reaches beyond its line (an open bracket, a broken table header)
/// ends the reading.
[[nodiscard]] TomlLeaves read_toml(std::string_view text);

/// "a text", "a whole number", …
[[nodiscard]] std::string_view kind_of(const TomlContent& content);

}  // namespace wirefold
