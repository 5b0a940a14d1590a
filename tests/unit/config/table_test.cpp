#include "daemon/config/table.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "daemon/config/quantity.hpp"
#include "daemon/config/reading.hpp"
#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

namespace {

[[nodiscard]] bool has_bounds(const Setting& setting) {
    return setting.type == SettingType::Bytes || setting.type == SettingType::TimeSpan ||
           setting.type == SettingType::Integer;
}

[[nodiscard]] std::string problem_with(const Setting& setting, std::int64_t number) {
    const auto problems = problems_of(line_for(setting.key, toml_text(setting, SettingValue{number})));
    for (const std::string& problem : problems) {
        if (problem.find("out of bounds") != std::string::npos) return problem;
    }
    return {};
}

}  // namespace

TEST_SUITE("config/table") {
    TEST_CASE("we have at most 60 keys of our own") {
        CHECK(settings().size() <= 60);
    }

    TEST_CASE("no two keys share a name, or a name in the environment") {
        std::set<std::string> keys;
        std::set<std::string> variables;
        for (const Setting& setting : settings()) {
            CAPTURE(setting.key);
            CHECK(keys.emplace(setting.key).second);
            CHECK(variables.insert(environment_name(setting.key)).second);
        }
    }

    TEST_CASE("a variable is its key in capitals") {
        CHECK(environment_name("source.kafka.topics") == "WIREFOLD_SOURCE_KAFKA_TOPICS");
        CHECK(environment_name("log_level") == "WIREFOLD_LOG_LEVEL");
    }

    TEST_CASE("keys of one section stand together, those outside any table first") {
        std::set<std::string> seen;
        std::string current;
        for (const Setting& setting : settings()) {
            const std::string section{setting.section()};
            CAPTURE(setting.key);
            if (section == current) continue;
            CHECK_FALSE(section.empty());
            CHECK(seen.insert(section).second);
            current = section;
        }
    }

    TEST_CASE("every key says what it means in sentences") {
        for (const Setting& setting : settings()) {
            CAPTURE(setting.key);
            CHECK(setting.meaning.ends_with('.'));
            CHECK(setting.meaning.find('|') == std::string_view::npos);  // it is a cell of a table
        }
    }

    TEST_CASE("every default passes its own checks") {
        for (const Setting& setting : settings()) {
            if (setting.type == SettingType::Properties) continue;
            CAPTURE(setting.key);
            const std::string text = line_for(setting.key, toml_text(setting, setting.default_value()));
            CHECK(problems_of(text).empty());
        }
    }

    TEST_CASE("the ends of every range are stored as they are") {
        for (const Setting& setting : settings()) {
            if (!has_bounds(setting)) continue;
            for (const std::int64_t end : {setting.bounds.least, setting.bounds.most}) {
                CAPTURE(setting.key);
                CAPTURE(end);
                const Reading reading =
                    setting.type == SettingType::Integer
                        ? read_content(setting, end)
                        : read_variable(setting, setting.type == SettingType::Bytes ? bytes_text(end)
                                                                                    : duration_text(end));
                REQUIRE(reading.has_value());
                Config config;
                setting.set(config, *reading);
                CHECK(setting.get(config) == SettingValue{end});
            }
        }
    }

    TEST_CASE("one beyond either end of every range is refused, and the message names the range") {
        for (const Setting& setting : settings()) {
            if (!has_bounds(setting)) continue;
            CAPTURE(setting.key);
            CHECK(problem_with(setting, setting.bounds.most + 1).find("must be " + bounds_text(setting)) !=
                  std::string::npos);
            if (setting.bounds.least > 0)
                CHECK_FALSE(problem_with(setting, setting.bounds.least - 1).empty());
            CHECK(problem_with(setting, setting.bounds.least).empty());
            CHECK(problem_with(setting, setting.bounds.most).empty());
        }
    }

    TEST_CASE("every word of every closed set is taken and read back") {
        for (const Setting& setting : settings()) {
            if (setting.type != SettingType::Word) continue;
            CHECK(std::get<std::string>(setting.default_value()).size() > 0);
            for (const std::string_view word : setting.words) {
                CAPTURE(word);
                const Reading reading = read_variable(setting, word);
                REQUIRE(reading.has_value());
                Config config;
                setting.set(config, *reading);
                CHECK(setting.get(config) == SettingValue{std::string{word}});
            }
        }
    }

    TEST_CASE("a slip is matched with the key it was meant for") {
        std::vector<std::string> keys;
        for (const Setting& setting : settings()) keys.emplace_back(setting.key);
        CHECK(nearest_name("http.prot", keys) == "http.port");
        CHECK(nearest_name("loglevel", keys) == "log_level");
        CHECK(nearest_name("source.kafka.session_timeout_ms", keys) == "source.kafka.session_timeout");
        CHECK(nearest_name("workers", keys) == "pipeline.workers");
        CHECK(nearest_name("completely.different", keys).empty());
        CHECK(nearest_name(std::string(100'000, 'x'), keys).empty());
    }
}
