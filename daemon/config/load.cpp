#include "daemon/config/load.hpp"

#include <unistd.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "daemon/config/cross_checks.hpp"
#include "daemon/config/memory_sum.hpp"
#include "daemon/config/reading.hpp"
#include "daemon/config/small_file.hpp"
#include "daemon/config/toml_leaves.hpp"
#include "daemon/core/ascii.hpp"
#include "daemon/core/hash.hpp"
#include "daemon/core/units.hpp"

namespace wirefold {

namespace {

constexpr std::string_view kVariablePrefix = "WIREFOLD_";

/// Kubernetes puts the addresses of services into the environment of every pod (WIREFOLD_PORT=tcp://…, for a
/// service named like us). They are nobody's settings.
[[nodiscard]] bool is_service_link(std::string_view variable, std::string_view value) {
    if (value.starts_with("tcp://") || value.starts_with("udp://")) return true;
    if (variable.ends_with("_SERVICE_HOST") || variable.find("_SERVICE_PORT") != std::string_view::npos)
        return true;
    return variable.find("_PORT_") != std::string_view::npos;
}

[[nodiscard]] bool is_ours(std::string_view variable, std::string_view value) {
    return variable.starts_with(kVariablePrefix) && !variable.starts_with("WIREFOLD_TEST") &&
           !is_service_link(variable, value);
}

/// "sasl.password" for SASL_PASSWORD: librdkafka's names have dots where variables need underscores.
[[nodiscard]] std::string property_name(std::string_view words) {
    std::string name;
    for (const char c : words) name += c == '_' ? '.' : small_letter(c);
    return name;
}

[[nodiscard]] std::vector<std::string> all_keys() {
    std::vector<std::string> keys;
    for (const Setting& setting : settings()) keys.emplace_back(setting.key);
    return keys;
}

[[nodiscard]] std::vector<std::string> all_variables() {
    std::vector<std::string> variables;
    for (const Setting& setting : settings()) variables.push_back(environment_name(setting.key));
    return variables;
}

[[nodiscard]] std::string unknown_message(std::string_view what, const std::string& nearest) {
    std::string message = "is no known " + std::string{what};
    if (nearest.empty()) return message + "; config/REFERENCE.md lists them all";
    return message + "; did you mean " + nearest + "?";
}

/// Gathers values and problems layer by layer, later layers over earlier ones.
class Loader {
public:
    Loader(std::string name, const LoadOptions& options) : name_(std::move(name)), options_(options) {}

    void take_text(std::string_view text) {
        TomlLeaves read = read_toml(text);
        is_complete_ = read.complete;
        for (TomlProblem& problem : read.problems) {
            add_problem(place_in_file(problem.at), std::move(problem.key), std::move(problem.message));
        }
        for (const TomlLeaf& leaf : read.leaves) take_leaf(leaf);
    }

    void take_environment() {
        for (const auto& [variable, value] : options_.environment) {
            if (is_ours(variable, value)) take_variable(variable, value);
        }
    }

    void note_unreadable(const Error& error) {
        is_complete_ = false;
        add_problem({ConfigOrigin::File, name_, 0, 0}, {}, error.context);
    }

    [[nodiscard]] LoadResult finish() {
        check_properties();
        read_secrets();
        fill_in();
        // What is left of a text that broke off would be judged wrongly.
        if (is_complete_) check_conflicts();
        if (problems_.empty()) return std::move(loaded_);
        std::stable_sort(problems_.begin(), problems_.end(),
                         [](const ConfigProblem& a, const ConfigProblem& b) {
                             return std::tuple{rank(a.place.origin), a.place.line, a.place.column} <
                                    std::tuple{rank(b.place.origin), b.place.line, b.place.column};
                         });
        return std::move(problems_);
    }

private:
    /// Problems of defaults (a sum above the budget with nothing set) come last.
    [[nodiscard]] static int rank(ConfigOrigin origin) {
        return origin == ConfigOrigin::Default ? 2 : origin == ConfigOrigin::Environment ? 1 : 0;
    }

    [[nodiscard]] ConfigPlace place_in_file(const TomlPosition& at) const {
        return {ConfigOrigin::File, name_, at.line, at.column};
    }

    void add_problem(ConfigPlace place, std::string key, std::string message) {
        wrong_keys_.insert(key);
        problems_.push_back({std::move(place), std::move(key), std::move(message)});
    }

    void take_leaf(const TomlLeaf& leaf) {
        const Setting* setting = find_setting(leaf.key);
        if (setting != nullptr && setting->type != SettingType::Properties) {
            take_reading(*setting, read_content(*setting, leaf.content), place_in_file(leaf.value_at));
        } else if (const Setting* properties = find_properties(leaf.key); properties != nullptr) {
            take_property(*properties, leaf.key, read_property(leaf.content), place_in_file(leaf.value_at));
        } else if (is_empty_table_of_ours(leaf)) {
            return;
        } else if (setting != nullptr) {
            add_problem(place_in_file(leaf.value_at), leaf.key,
                        "must be a table of properties; it is " + std::string{kind_of(leaf.content)});
        } else {
            add_problem(place_in_file(leaf.key_at), leaf.key,
                        unknown_message("key", nearest_name(leaf.key, all_keys())));
        }
    }

    /// A table header with nothing below it is no mistake.
    [[nodiscard]] static bool is_empty_table_of_ours(const TomlLeaf& leaf) {
        const auto* other = std::get_if<TomlOther>(&leaf.content);
        if (other == nullptr || other->name != "a table") return false;
        const auto table = settings();
        return std::any_of(table.begin(), table.end(), [&](const Setting& setting) {
            return setting.key.starts_with(leaf.key + ".") ||
                   (setting.type == SettingType::Properties && setting.key == leaf.key);
        });
    }

    void take_variable(const std::string& variable, const std::string& value) {
        const ConfigPlace place{ConfigOrigin::Environment, variable, 0, 0};
        for (const Setting& setting : settings()) {
            const std::string own = environment_name(setting.key);
            if (setting.type != SettingType::Properties && variable == own) {
                return take_reading(setting, read_variable(setting, value), place);
            }
            if (setting.type != SettingType::Properties || !variable.starts_with(own + "_")) continue;
            const std::string name = property_name(std::string_view{variable}.substr(own.size() + 1));
            return take_property(setting, std::string{setting.key} + "." + name, read_property(value), place);
        }
        add_problem(place, {}, unknown_message("variable", nearest_name(variable, all_variables())));
    }

    void take_reading(const Setting& setting, Reading reading, const ConfigPlace& place) {
        if (!reading) return add_problem(place, std::string{setting.key}, std::move(reading.error().reason));
        setting.set(loaded_.config, std::move(*reading));
        loaded_.places.insert_or_assign(std::string{setting.key}, place);
    }

    void take_property(const Setting& setting, const std::string& key, Reading reading,
                       const ConfigPlace& place) {
        if (!reading) return add_problem(place, key, std::move(reading.error().reason));
        SettingValue value = setting.get(loaded_.config);
        auto& properties = std::get<std::map<std::string, std::string>>(value);
        properties.insert_or_assign(key.substr(setting.key.size() + 1),
                                    std::get<std::string>(std::move(*reading)));
        setting.set(loaded_.config, std::move(value));
        loaded_.places.insert_or_assign(key, place);
    }

    void check_properties() {
        const auto check = [&](std::string_view table, const std::map<std::string, std::string>& properties) {
            for (const auto& [name, value] : properties) {
                const std::string key = std::string{table} + "." + name;
                const auto refused =
                    options_.refused_property ? options_.refused_property(name) : std::nullopt;
                if (refused) add_problem(loaded_.place_of(key), key, "may not be set: " + *refused);
            }
        };
        check("kafka.client", loaded_.config.kafka.client);
        check("kafka.secret_files", loaded_.config.kafka_secret_files);
    }

    void read_secrets() {
        Config& config = loaded_.config;
        for (const auto& [name, path] : config.kafka_secret_files) {
            const std::string key = "kafka.secret_files." + name;
            if (config.kafka.client.contains(name)) {
                add_problem(loaded_.place_of(key), key,
                            "kafka.client." + name + " is set as well; must be one of the two");
            } else if (auto content = read_secret(key, path)) {
                config.kafka.client.emplace(name, std::move(*content));
            }
        }
        std::string secret = config.fingerprint_secret;
        if (!config.fingerprint_secret_file.empty()) {
            secret = read_secret("fingerprint.secret_file", config.fingerprint_secret_file).value_or("");
        }
        config.fingerprint.seed = hash64(secret);
    }

    [[nodiscard]] std::optional<std::string> read_secret(const std::string& key, const std::string& path) {
        auto content = read_secret_file(path);
        if (content) return std::move(*content);
        add_problem(loaded_.place_of(key), key, content.error().context);
        return std::nullopt;
    }

    /// Values that nobody set and that depend on others.
    void fill_in() {
        Config& config = loaded_.config;
        const auto is_unset = [&](std::string_view key) { return !loaded_.places.contains(key); };
        const std::string folder = config.state_folder + (config.state_folder.ends_with('/') ? "" : "/");
        if (is_unset("source.files.progress_file"))
            config.source_files.progress_file = folder + "spool.progress";
        if (is_unset("log.folder")) config.log.folder = folder + "log";
        if (config.pipeline.workers == 0) config.pipeline.workers = workers_for(config, options_.cores);
    }

    void check_conflicts() {
        for (Conflict& conflict : find_conflicts(loaded_.config)) {
            const auto is_wrong = [&](std::string_view key) { return wrong_keys_.contains(key); };
            // A value that was refused has its default here: what that would collide with is no news.
            if (std::any_of(conflict.keys.begin(), conflict.keys.end(), is_wrong)) continue;
            add_problem(place_among(conflict.keys), std::string{conflict.keys.front()},
                        std::move(conflict.message));
        }
    }

    /// Where the first of these keys that somebody set stands.
    [[nodiscard]] ConfigPlace place_among(const std::vector<std::string_view>& keys) const {
        for (const std::string_view key : keys) {
            if (loaded_.places.contains(key)) return loaded_.place_of(key);
        }
        return {};
    }

    std::string name_;
    const LoadOptions& options_;
    LoadedConfig loaded_;
    std::vector<ConfigProblem> problems_;
    std::set<std::string, std::less<>> wrong_keys_;
    bool is_complete_ = true;
};

}  // namespace

ConfigPlace LoadedConfig::place_of(std::string_view key) const {
    const auto place = places.find(key);
    return place == places.end() ? ConfigPlace{} : place->second;
}

LoadResult load_text(std::string_view text, const std::string& name, const LoadOptions& options) {
    Loader loader{name, options};
    loader.take_text(text);
    loader.take_environment();
    return loader.finish();
}

LoadResult load_file(const std::string& path, const LoadOptions& options) {
    constexpr std::size_t kConfigBytesMax = kMiB;
    const auto text = read_small_file(path, kConfigBytesMax);
    if (text) return load_text(*text, path, options);
    Loader loader{path, options};
    loader.note_unreadable(text.error());
    loader.take_environment();
    return loader.finish();
}

LoadResult load_embedded(const LoadOptions& options) {
    return load_text({}, {}, options);
}

ConfigEnvironment process_environment() {
    ConfigEnvironment variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text{*entry};
        const std::size_t equals = text.find('=');
        if (!text.starts_with(kVariablePrefix) || equals == std::string_view::npos) continue;
        variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

ReloadPlan reload_into(Config& running, const Config& fresh) {
    ReloadPlan plan;
    for (const Setting* setting : differences(running, fresh)) {
        (setting->reloadable ? plan.applied : plan.needs_restart).emplace_back(setting->key);
        if (setting->reloadable) setting->set(running, setting->get(fresh));
    }
    return plan;
}

}  // namespace wirefold
