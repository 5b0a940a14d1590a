#pragma once

#include <string>
#include <string_view>

#include <boost/system/result.hpp>

#include "daemon/config/table.hpp"
#include "daemon/config/toml_leaves.hpp"

namespace wirefold {

/// Why a value cannot be taken, and what would be right.
struct Refusal {
    std::string reason;
};
using Reading = boost::system::result<SettingValue, Refusal>;

/// What print-config writes in place of a secret. Loading refuses it: a daemon that took it for the secret
/// would quietly forget its whole window.
inline constexpr std::string_view kRedacted = "<redacted>";

/// A value as a file spells it, checked.
[[nodiscard]] Reading read_content(const Setting& setting, const TomlContent& content);
/// A value as an environment variable spells it: without quotation marks, lists separated by commas.
[[nodiscard]] Reading read_variable(const Setting& setting, std::string_view text);
/// The value of one foreign property: a text. Whole numbers and booleans become their text.
[[nodiscard]] Reading read_property(const TomlContent& content);

/// As a file spells it; read_content() reads it back.
[[nodiscard]] std::string toml_text(const Setting& setting, const SettingValue& value);
[[nodiscard]] std::string toml_string(std::string_view text);
/// "1MiB to 64GiB", "one of files, kafka"; empty when every value of the type is right.
[[nodiscard]] std::string bounds_text(const Setting& setting);

}  // namespace wirefold
