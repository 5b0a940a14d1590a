#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/system/result.hpp>

#include "daemon/config/config.hpp"
#include "daemon/config/problem.hpp"
#include "daemon/config/table.hpp"

namespace wirefold {

/// Environment variables by name; only those that begin with WIREFOLD_ are looked at.
using ConfigEnvironment = std::map<std::string, std::string>;

/// Says why a librdkafka property may not be passed through; absent: it may. Keeps this folder free of
/// kafka/.
using PropertyCheck = std::function<std::optional<std::string>(std::string_view name)>;

struct LoadOptions {
    ConfigEnvironment environment;
    PropertyCheck refused_property;  ///< Empty: every property passes.
    unsigned cores = 1;              ///< What `pipeline.workers = 0` is made of.
};

/// A checked configuration, and where each value that is not a default comes from.
struct LoadedConfig {
    Config config;
    std::map<std::string, ConfigPlace, std::less<>>
        places;  ///< By key; foreign properties by "kafka.client.NAME".

    [[nodiscard]] ConfigPlace place_of(std::string_view key) const;
};

/// All problems at once, in the order of the file, then of the variables.
using LoadResult = boost::system::result<LoadedConfig, std::vector<ConfigProblem>>;

/// Reads `text`, lets the environment override it, fills in what depends on other values, checks everything.
/// Secret files it names are read, too. `name` is what messages call the text.
[[nodiscard]] LoadResult load_text(std::string_view text, const std::string& name,
                                   const LoadOptions& options);

/// The same for a file. Blocks: on the disk.
[[nodiscard]] LoadResult load_file(const std::string& path, const LoadOptions& options);

/// No file at all: what a newcomer gets. Files from ./spool to ./out, state in ./state.
[[nodiscard]] LoadResult load_embedded(const LoadOptions& options);

/// This process's variables that begin with WIREFOLD_. Threads: none may change the environment meanwhile.
[[nodiscard]] ConfigEnvironment process_environment();

/// What a reload can do with a freshly loaded configuration.
struct ReloadPlan {
    std::vector<std::string> applied;        ///< Keys that were changed in `running`.
    std::vector<std::string> needs_restart;  ///< Keys that differ and stay as they are until the next start.
};

/// Copies the reloadable values of `fresh` into `running`.
[[nodiscard]] ReloadPlan reload_into(Config& running, const Config& fresh);

}  // namespace wirefold
