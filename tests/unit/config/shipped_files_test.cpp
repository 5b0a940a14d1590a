#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "daemon/config/reference.hpp"
#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

namespace {

/// Tests run in the root of the repository.
[[nodiscard]] std::string content_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    REQUIRE_MESSAGE(file.is_open(), path);
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The file with the lines that begin with "#" and no space in force, each over the line it stands for.
[[nodiscard]] std::string with_shown_lines(const std::string& text) {
    std::istringstream lines{text};
    std::string out;
    std::string previous;
    for (std::string line; std::getline(lines, line);) {
        const bool is_shown = line.size() > 1 && line[0] == '#' && line[1] != ' ';
        if (is_shown) line.erase(0, 1);
        const std::string name = line.substr(0, line.find(' '));
        if (is_shown && !previous.empty() && previous.substr(0, previous.find(' ')) == name) previous.clear();
        out += previous + "\n";
        previous = line;
    }
    return out + previous + "\n";
}

[[nodiscard]] LoadResult load_shipped(const std::string& text) {
    return load_text(text, "shipped.toml", {.environment = {}, .refused_property = {}, .cores = 2});
}

}  // namespace

TEST_SUITE("config/shipped_files") {
    TEST_CASE("the shipped configuration does what no configuration does") {
        const LoadResult shipped = load_shipped(content_of("config/wirefold.toml"));
        if (!shipped) FAIL(describe(shipped.error()));
        const LoadResult embedded = load({});
        REQUIRE(embedded.has_value());
        CHECK(keys_of(differences(shipped->config, embedded->config)).empty());
        CHECK(shipped->config.fingerprint.seed == embedded->config.fingerprint.seed);
    }

    TEST_CASE("what the shipped configuration shows for Kafka is right") {
        const LoadResult shown = load_shipped(with_shown_lines(content_of("config/wirefold.toml")));
        if (!shown) FAIL(describe(shown.error()));
        CHECK(shown->config.source_kind == SourceKind::Kafka);
        CHECK(shown->config.sink_kind == SinkKind::Kafka);
    }

    TEST_CASE("the example for Kafka loads") {
        const LoadResult loaded = load_shipped(content_of("config/wirefold-kafka.toml"));
        if (!loaded) FAIL(describe(loaded.error()));
        CHECK(loaded->config.source_kind == SourceKind::Kafka);
        CHECK(loaded->config.sink_kind == SinkKind::Kafka);
    }

    TEST_CASE("the reference is fresh") {
        REQUIRE_MESSAGE(
            content_of("config/REFERENCE.md") == reference_text(),
            "config/REFERENCE.md is stale: wirefold print-config --reference > config/REFERENCE.md");
    }

    TEST_CASE("the reference names every key") {
        const std::string text = reference_text();
        for (const Setting& setting : settings()) {
            CHECK(text.find("| `" + std::string{setting.key} + "` |") != std::string::npos);
        }
    }
}
