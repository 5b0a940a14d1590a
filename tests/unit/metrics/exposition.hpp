#pragma once

#include <istream>
#include <map>
#include <sstream>
#include <string>

/// The Prometheus text format, read back: enough of it to hold what a scraper would keep.
struct Exposition {
    std::map<std::string, double> samples;    ///< By name with labels, as written.
    std::map<std::string, std::string> help;  ///< By family.
    std::map<std::string, std::string> type;  ///< By family.
    int malformed_lines = 0;

    [[nodiscard]] double at(const std::string& series) const {
        const auto found = samples.find(series);
        return found == samples.end() ? -1 : found->second;
    }
    [[nodiscard]] bool has(const std::string& series) const { return samples.find(series) != samples.end(); }
};

[[nodiscard]] inline Exposition parse_exposition(const std::string& text) {
    Exposition page;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        const bool help = line.rfind("# HELP ", 0) == 0;
        if (help || line.rfind("# TYPE ", 0) == 0) {
            const auto name_end = line.find(' ', 7);
            auto& entries = help ? page.help : page.type;
            entries[line.substr(7, name_end - 7)] = line.substr(name_end + 1);
            continue;
        }
        const auto value_at = line.rfind(' ');
        std::istringstream number{value_at == std::string::npos ? std::string{} : line.substr(value_at + 1)};
        double value = 0;
        const bool fresh =
            (number >> value) && number.eof() && page.samples.emplace(line.substr(0, value_at), value).second;
        if (!fresh) ++page.malformed_lines;
    }
    return page;
}
