// Any bytes are a configuration or a list of problems; what loads, prints; what is printed, loads to the same
// again.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "daemon/config/load.hpp"
#include "daemon/config/print.hpp"
#include "daemon/config/reading.hpp"
#include "daemon/core/invariant.hpp"

namespace {

/// Files named by the input are not opened: the fuzzer would find /dev and the home folder.
[[nodiscard]] bool names_files(std::string_view text) {
    return text.find("secret_file") != std::string_view::npos;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace wirefold;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (names_files(text)) return 0;
    const LoadOptions options{.environment = {}, .refused_property = {}, .cores = 2};
    const LoadResult loaded = load_text(text, "fuzz.toml", options);
    if (!loaded) {
        WIREFOLD_INVARIANT(!loaded.error().empty(), "a refusal has a reason");
        for (const ConfigProblem& problem : loaded.error()) {
            WIREFOLD_INVARIANT(!problem.message.empty(), "a problem says what is wrong");
        }
        return 0;
    }
    const std::string printed = print_config(*loaded);
    if (printed.find(kRedacted) != std::string::npos) return 0;
    const LoadResult again = load_text(printed, "printed.toml", options);
    WIREFOLD_INVARIANT(again.has_value(), "what is printed loads");
    WIREFOLD_INVARIANT(differences(loaded->config, again->config).empty(),
                       "what is printed loads to the same");
    return 0;
}
