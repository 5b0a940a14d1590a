#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/config/load.hpp"

namespace wirefold {

/// The text as a file "t.toml" on a machine with two cores.
[[nodiscard]] inline LoadResult load(std::string_view text, ConfigEnvironment environment = {}) {
    return load_text(text, "t.toml",
                     {.environment = std::move(environment), .refused_property = {}, .cores = 2});
}

/// What is wrong with the text, one line a problem.
[[nodiscard]] inline std::vector<std::string> problems_of(std::string_view text,
                                                          ConfigEnvironment environment = {}) {
    std::vector<std::string> lines;
    const LoadResult result = load(text, std::move(environment));
    if (result) return lines;
    for (const ConfigProblem& problem : result.error()) lines.push_back(describe(problem));
    return lines;
}

/// The only problem of the text; what it says when there are others.
[[nodiscard]] inline std::string problem_of(std::string_view text, ConfigEnvironment environment = {}) {
    const auto problems = problems_of(text, std::move(environment));
    if (problems.size() == 1) return problems.front();
    std::string all = std::to_string(problems.size()) + " problems";
    for (const std::string& problem : problems) all += "\n" + problem;
    return all;
}

/// `key = value` with the tables around it, as one line.
[[nodiscard]] inline std::string line_for(std::string_view key, std::string_view value) {
    return std::string{key}.append(" = ").append(value).append("\n");
}

[[nodiscard]] inline std::vector<std::string> keys_of(const std::vector<const Setting*>& different) {
    std::vector<std::string> keys;
    for (const Setting* setting : different) keys.emplace_back(setting->key);
    return keys;
}

}  // namespace wirefold
