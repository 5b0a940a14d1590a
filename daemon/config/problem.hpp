#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wirefold {

/// Where a value comes from; later ones win.
enum class ConfigOrigin : std::uint8_t { Default, File, Environment };

/// The spot an operator has to look at.
struct ConfigPlace {
    ConfigOrigin origin = ConfigOrigin::Default;
    std::string name;          ///< File or variable; empty for a default.
    std::uint32_t line = 0;    ///< From 1; 0: the file as a whole.
    std::uint32_t column = 0;  ///< From 1.
};

/// "wirefold.toml:3:8", "wirefold.toml", "environment WIREFOLD_HTTP_PORT" or "default".
[[nodiscard]] std::string text_of(const ConfigPlace& place);

/// One thing the operator must change before the daemon starts.
struct ConfigProblem {
    ConfigPlace place;
    std::string key;      ///< Empty where the text is no valid TOML.
    std::string message;  ///< What is wrong and what would be right; never the value of a secret.
};

/// "wirefold.toml:3:8: http.port: 70000 is out of bounds; must be 0 to 65535"
[[nodiscard]] std::string describe(const ConfigProblem& problem);

/// One problem a line, each line ended.
[[nodiscard]] std::string describe(const std::vector<ConfigProblem>& problems);

}  // namespace wirefold
