#include "daemon/app/config_commands.hpp"

#include <iostream>

#include "daemon/app/configuration.hpp"
#include "daemon/config/print.hpp"
#include "daemon/config/reference.hpp"

namespace wirefold {

ExitCode check_config(const CheckConfigCommand& command) {
    const auto loaded = load_configuration(command.config);
    if (const auto* code = std::get_if<ExitCode>(&loaded)) return *code;
    std::cout << command.config << ": ok\n";
    return kExitDone;
}

ExitCode print_config(const PrintConfigCommand& command) {
    if (command.reference) {
        std::cout << reference_text();
        return kExitDone;
    }
    const auto loaded = load_configuration(command.config);
    if (const auto* code = std::get_if<ExitCode>(&loaded)) return *code;
    std::cout << print_config(std::get<LoadedConfig>(loaded));
    return kExitDone;
}

const char* version_text() {
    return WIREFOLD_VERSION;
}

ExitCode print_version() {
    std::cout << "wirefold " << version_text() << '\n';
    return kExitDone;
}

}  // namespace wirefold
