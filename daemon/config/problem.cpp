#include "daemon/config/problem.hpp"

namespace wirefold {

std::string text_of(const ConfigPlace& place) {
    switch (place.origin) {
        case ConfigOrigin::Default: return "default";
        case ConfigOrigin::Environment: return "environment " + place.name;
        case ConfigOrigin::File: break;
    }
    if (place.line == 0) return place.name;
    return place.name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string describe(const ConfigProblem& problem) {
    std::string text = text_of(problem.place) + ": ";
    if (!problem.key.empty()) text += problem.key + ": ";
    return text + problem.message;
}

std::string describe(const std::vector<ConfigProblem>& problems) {
    std::string text;
    for (const ConfigProblem& problem : problems) text += describe(problem) + "\n";
    return text;
}

}  // namespace wirefold
