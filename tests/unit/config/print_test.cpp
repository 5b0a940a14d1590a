#include "daemon/config/print.hpp"

#include <random>
#include <string>

#include <doctest/doctest.h>

#include "daemon/config/memory_sum.hpp"
#include "daemon/config/reading.hpp"
#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

namespace {

using Random = std::mt19937_64;

[[nodiscard]] std::size_t below(Random& random, std::size_t limit) {
    return static_cast<std::size_t>(random() % limit);
}

/// Texts that need care when written: quotation marks, backslashes, comment signs, several bytes a character.
[[nodiscard]] std::string any_text(Random& random) {
    constexpr std::array<std::string_view, 8> kPieces{"a", "\"", "\\", " # ", "é", "日", "'''", "="};
    std::string text = "x" + std::to_string(random());
    for (std::size_t i = below(random, 8); i > 0; --i) text += kPieces[below(random, kPieces.size())];
    return text;
}

[[nodiscard]] std::string any_topic(Random& random) {
    return "t" + std::to_string(random());
}

[[nodiscard]] std::string text_for(const Setting& setting, Random& random) {
    if (setting.rule.accepts == is_topic || setting.rule.accepts == is_member_id) return any_topic(random);
    if (setting.rule.accepts == is_ip_address) return below(random, 2) == 0 ? "::1" : "10.0.0.1";
    if (setting.rule.accepts == are_brokers) return "b" + std::to_string(random()) + ":9092,c:1";
    return any_text(random);
}

[[nodiscard]] SettingValue value_for(const Setting& setting, Random& random) {
    const Bounds& bounds = setting.bounds;
    switch (setting.type) {
        case SettingType::Text: return text_for(setting, random);
        case SettingType::TextList: return std::vector<std::string>{any_topic(random), any_topic(random)};
        case SettingType::Boolean: return below(random, 2) == 0;
        case SettingType::Word: return std::string{setting.words[below(random, setting.words.size())]};
        case SettingType::Properties:
            return std::map<std::string, std::string>{{"client.id", any_text(random) + "\nline\t\x7f"},
                                                      {"a.b", any_text(random)}};
        default: break;
    }
    const auto steps = static_cast<std::size_t>((bounds.most - bounds.least) / bounds.step);
    return bounds.least + bounds.step * static_cast<std::int64_t>(below(random, steps + 1));
}

/// Left out: a secret does not come back by design, and paths of secrets must exist.
[[nodiscard]] bool can_be_any(const Setting& setting) {
    return !setting.secret && setting.key != "fingerprint.secret_file" && setting.key != "kafka.secret_files";
}

/// Sets the other values so that any value of `setting` is right beside them.
void make_room_for(const Setting& setting, Config& config) {
    const bool is_budget = setting.key == "memory.budget_bytes";
    const bool is_inflight = setting.key == "pipeline.inflight_bytes_max";
    if (is_budget || is_inflight) config.decode.record_bytes_max = config.pipeline.batch_bytes_max = 4 * kKiB;
    if (is_budget) {
        config.pipeline.inflight_bytes_max = kMiB;
        config.index.bytes_max = 8 * kMiB;
        config.memory_budget_bytes += kGiB;
    } else {
        config.memory_budget_bytes = 16384 * kGiB;
    }
    if (!is_budget && !is_inflight) config.pipeline.inflight_bytes_max = 64 * kGiB;
    IndexOptions& index = config.index;
    if (setting.key == "index.window_exact") index.window_story = index.window_copy = index.window_exact;
    if (setting.key == "index.window_copy") index.window_story = index.window_exact = index.window_copy;
    if (setting.key == "index.window_story") index.window_copy = index.window_exact = index.window_story;
}

/// The printed configuration, loaded again by itself.
[[nodiscard]] LoadResult again(const LoadedConfig& loaded) {
    return load(print_config(loaded));
}

}  // namespace

TEST_SUITE("config/print") {
    TEST_CASE("says behind each value where it comes from") {
        const LoadResult loaded = load("[http]\nport = 8080\n", {{"WIREFOLD_LOG_LEVEL", "debug"}});
        REQUIRE(loaded.has_value());
        const std::string printed = print_config(*loaded);
        CHECK(printed.find("log_level = \"debug\"  # environment WIREFOLD_LOG_LEVEL\n") != std::string::npos);
        CHECK(printed.find("port = 8080  # t.toml:2:8\n") != std::string::npos);
        CHECK(printed.find("address = \"127.0.0.1\"  # default\n") != std::string::npos);
        CHECK(printed.find("folder = \"state/log\"  # default: log in state_folder\n") != std::string::npos);
        const std::string sum = rounded_up_text(memory_sum(memory_bounds(loaded->config)));
        CHECK(printed.find("\n# Memory, at most " + sum + ": index ") != std::string::npos);
    }

    TEST_CASE("names every key") {
        const LoadResult loaded = load({});
        REQUIRE(loaded.has_value());
        const std::string printed = print_config(*loaded);
        for (const Setting& setting : settings()) {
            CAPTURE(setting.key);
            const std::string line = setting.type == SettingType::Properties
                                         ? "[" + std::string{setting.key} + "]"
                                         : "\n" + std::string{setting.name()} + " = ";
            CHECK(printed.find(line) != std::string::npos);
        }
    }

    TEST_CASE("a strange file name stays inside its comment") {
        const LoadResult loaded = load_text("http.port = 1\n", "a\nlog_level = \"x\"", {});
        REQUIRE(loaded.has_value());
        CHECK(again(*loaded).has_value());
    }

    TEST_CASE("what is printed loads to the same configuration, one key at a time") {
        Random random{1};
        for (const Setting& setting : settings()) {
            if (!can_be_any(setting)) continue;
            CAPTURE(setting.key);
            LoadResult loaded = load({});
            REQUIRE(loaded.has_value());
            setting.set(loaded->config, value_for(setting, random));
            make_room_for(setting, loaded->config);
            if (loaded->config.pipeline.workers == 0) loaded->config.pipeline.workers = 1;
            const LoadResult second = again(*loaded);
            if (!second) FAIL(describe(second.error()));
            CHECK(keys_of(differences(loaded->config, second->config)).empty());
            CHECK(loaded->config.fingerprint.seed == second->config.fingerprint.seed);
        }
    }

    TEST_CASE("what is printed loads to the same configuration, all keys at once, over many seeds") {
        int compared = 0;
        for (std::uint64_t seed = 0; seed < 300; ++seed) {
            CAPTURE(seed);
            Random random{seed};
            LoadResult loaded = load({});
            REQUIRE(loaded.has_value());
            for (const Setting& setting : settings()) {
                if (can_be_any(setting)) setting.set(loaded->config, value_for(setting, random));
            }
            if (loaded->config.pipeline.workers == 0) loaded->config.pipeline.workers = 1;
            const LoadResult second = again(*loaded);
            if (!second) {
                // Random values collide (a sum above the budget); a value by itself must never be refused.
                for (const ConfigProblem& problem : second.error()) {
                    CAPTURE(describe(problem));
                    const bool is_conflict =
                        problem.key == "memory.budget_bytes" || problem.key == "index.window_exact" ||
                        problem.key == "index.window_copy" || problem.key == "pipeline.batch_bytes_max" ||
                        problem.key == "decode.record_bytes_max";
                    CHECK(is_conflict);
                }
                continue;
            }
            ++compared;
            CHECK(keys_of(differences(loaded->config, second->config)).empty());
        }
        CHECK(compared > 30);
    }
}
