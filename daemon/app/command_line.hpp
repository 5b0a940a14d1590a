#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace wirefold {

struct RunCommand {
    std::string config;  ///< Empty: the embedded default.
};
struct FoldCommand {
    std::string config;
    std::string profile;              ///< Empty: as configured.
    std::vector<std::string> inputs;  ///< "-" is standard input.
    std::string output = "-";
    std::optional<unsigned> workers;
    bool quiet = false;
};
struct ExplainCommand {
    std::string config;
    std::string earlier;              ///< File, or uri where there are inputs.
    std::string later;                ///< Likewise; "-" is standard input.
    std::vector<std::string> inputs;  ///< Files the two articles are looked for in.
    bool json = false;
};
struct CheckConfigCommand {
    std::string config;
};
struct PrintConfigCommand {
    std::string config;
    bool reference = false;
};
struct VersionCommand {};

using Command = std::variant<RunCommand, FoldCommand, ExplainCommand, CheckConfigCommand, PrintConfigCommand,
                             VersionCommand>;

/// Exit codes: a contract that scripts depend on.
enum ExitCode : int { kExitDone = 0, kExitFailed = 1, kExitUsage = 2, kExitConfig = 78 };

/// The command, or the exit code of a line that was answered here (help, wrong usage).
[[nodiscard]] std::variant<Command, ExitCode> parse_command_line(int argc, const char* const* argv);

}  // namespace wirefold
