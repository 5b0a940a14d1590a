#include <csignal>
#include <exception>
#include <iostream>

#include "daemon/app/command_line.hpp"
#include "daemon/app/config_commands.hpp"
#include "daemon/app/explain_command.hpp"
#include "daemon/app/fold_command.hpp"
#include "daemon/app/run_command.hpp"

namespace {

using namespace wirefold;

struct Execute {
    int operator()(const RunCommand& command) const { return run(command); }
    int operator()(const FoldCommand& command) const { return fold(command); }
    int operator()(const ExplainCommand& command) const { return explain(command); }
    int operator()(const CheckConfigCommand& command) const { return check_config(command); }
    int operator()(const PrintConfigCommand& command) const { return print_config(command); }
    int operator()(const VersionCommand&) const { return print_version(); }
};

/// The build uses these instructions; without them the process would die without a word.
[[nodiscard]] bool processor_suffices() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0 &&
           __builtin_cpu_supports("pclmul") != 0;
#else
    return true;
#endif
}

}  // namespace

int main(int argc, char** argv) {
    if (!processor_suffices()) {
        std::cerr << "wirefold: this build needs a processor with AVX2, BMI2 and PCLMUL (x86-64-v3)\n";
        return kExitFailed;
    }
    // A reader that goes away is an error of a write, not the end of the process.
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    try {
        const auto parsed = parse_command_line(argc, argv);
        if (const auto* code = std::get_if<ExitCode>(&parsed)) return *code;
        return std::visit(Execute{}, std::get<Command>(parsed));
    } catch (const std::exception& error) {
        std::cerr << "wirefold: " << error.what() << '\n';
        return kExitFailed;
    }
}
