#include "daemon/config/load.hpp"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "daemon/config/reading.hpp"
#include "daemon/core/hash.hpp"
#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

TEST_SUITE("config/load") {
    TEST_CASE("no file at all gives a daemon from ./spool to ./out with its state in ./state") {
        const LoadResult loaded = load_embedded({.environment = {}, .refused_property = {}, .cores = 2});
        REQUIRE(loaded.has_value());
        const Config& config = loaded->config;
        CHECK(config.source_kind == SourceKind::Files);
        CHECK(config.source_files.folder == "spool");
        CHECK(config.source_files.progress_file == "state/spool.progress");
        CHECK(config.sink_kind == SinkKind::Files);
        CHECK(config.sink_files.folder == "out");
        CHECK(config.log.folder == "state/log");
        CHECK(config.pipeline.workers == 2);
        CHECK(config.fingerprint.seed == hash64("wirefold"));
        CHECK(loaded->places.empty());
    }

    TEST_CASE("values of every kind reach their fields") {
        const LoadResult loaded = load(R"(
log_level = "warn"
[source]
kind = "kafka"
[source.kafka]
topics = ["a", "b"]
session_timeout = "45s"
prefetch_bytes_max = "8MiB"
[index]
window_exact = "48h"
window_copy = "1d"
window_story = "12h"
bytes_max = "32MiB"
[pipeline]
workers = 3
[http]
enabled = false
)");
        REQUIRE(loaded.has_value());
        const Config& config = loaded->config;
        CHECK(config.log_level == LogLevel::Warn);
        CHECK(config.source_kind == SourceKind::Kafka);
        CHECK(config.source_kafka.topics == std::vector<std::string>{"a", "b"});
        CHECK(config.source_kafka.session_timeout == std::chrono::seconds{45});
        CHECK(config.source_kafka.prefetch_bytes_max == 8 * kMiB);
        CHECK(config.index.window_exact == std::chrono::hours{48});
        CHECK(config.index.window_copy == std::chrono::hours{24});
        CHECK(config.index.window_story == std::chrono::hours{12});
        CHECK(config.pipeline.workers == 3);
        CHECK_FALSE(config.http.enabled);
    }

    TEST_CASE("the state folder moves what lies in it, and only that") {
        const LoadResult moved = load("state_folder = \"/var/lib/w/\"\n");
        REQUIRE(moved.has_value());
        CHECK(moved->config.source_files.progress_file == "/var/lib/w/spool.progress");
        CHECK(moved->config.log.folder == "/var/lib/w/log");
        const LoadResult set =
            load("state_folder = \"s\"\n[log]\nfolder = \"\"\n[source.files]\nprogress_file = \"p\"\n");
        REQUIRE(set.has_value());
        CHECK(set->config.log.folder.empty());
        CHECK(set->config.source_files.progress_file == "p");
    }

    TEST_CASE("dotted keys, tables and quoted keys spell the same key") {
        for (const auto* text :
             {"http.port = 1\n", "[http]\nport = 1\n", "\"http.port\" = 1\n", "http = { port = 1 }\n"}) {
            CAPTURE(text);
            const LoadResult loaded = load(text);
            REQUIRE(loaded.has_value());
            CHECK(loaded->config.http.port == 1);
        }
    }

    TEST_CASE("a table of ours may be empty") {
        CHECK(load("[http]\n[kafka.client]\n[source]\n").has_value());
    }

    TEST_CASE("client properties pass through as texts, however their dots are spelled") {
        const LoadResult loaded = load(R"([kafka.client]
client.id = "w"
"security.protocol" = "ssl"
socket.timeout.ms = 1000
enable.ssl.certificate.verification = false
)");
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.kafka.client ==
              std::map<std::string, std::string>{{"client.id", "w"},
                                                 {"security.protocol", "ssl"},
                                                 {"socket.timeout.ms", "1000"},
                                                 {"enable.ssl.certificate.verification", "false"}});
    }

    TEST_CASE("a property the check refuses is refused with its place, and its value stays unsaid") {
        const LoadOptions options{
            .environment = {},
            .refused_property = [](std::string_view name) -> std::optional<std::string> {
                if (name == "enable.auto.commit") return "offsets are committed by us";
                return std::nullopt;
            },
            .cores = 1};
        const LoadResult loaded =
            load_text("[kafka.client]\nclient.id = \"x\"\nenable.auto.commit = true\n", "k.toml", options);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(describe(loaded.error()) ==
              "k.toml:3:22: kafka.client.enable.auto.commit: may not be set: offsets are committed by us\n");
    }

    TEST_CASE("a missing file is a problem, and so is a folder") {
        const LoadOptions options;
        const LoadResult missing = load_file("/nonexistent/w.toml", options);
        REQUIRE_FALSE(missing.has_value());
        CHECK(describe(missing.error()) ==
              "/nonexistent/w.toml: open /nonexistent/w.toml: no such file or directory\n");
        const LoadResult folder = load_file("/tmp", options);
        REQUIRE_FALSE(folder.has_value());
        CHECK(describe(folder.error()) == "/tmp: read /tmp: not a regular file\n");
    }

    TEST_CASE("a file is named in its problems as the operator named it") {
        const auto path = std::filesystem::temp_directory_path() / "wirefold_load_test.toml";
        std::ofstream{path} << "\n  log_level = 3\n";
        const LoadResult loaded = load_file(path.string(), {});
        std::filesystem::remove(path);
        REQUIRE_FALSE(loaded.has_value());
        REQUIRE(loaded.error().size() == 1);
        CHECK(text_of(loaded.error().front().place) == path.string() + ":2:15");
    }
}

TEST_SUITE("config/problems") {
    TEST_CASE("an unknown key says where it stands and what was probably meant") {
        CHECK(problem_of("[http]\n  prot = 1\n") ==
              "t.toml:2:3: http.prot: is no known key; did you mean http.port?");
        CHECK(problem_of("[sorce]\nkind = \"files\"\n") ==
              "t.toml:2:1: sorce.kind: is no known key; did you mean source.kind?");
        CHECK(problem_of("quux_of_the_day = 1\n") ==
              "t.toml:1:1: quux_of_the_day: is no known key; config/REFERENCE.md lists them all");
    }

    TEST_CASE("a value of another kind says what is asked for") {
        CHECK(problem_of("http.port = \"80\"\n") ==
              "t.toml:1:13: http.port: must be a whole number without quotation marks, 0 to 65535; it is a "
              "text");
        CHECK(problem_of("http.enabled = 1\n") ==
              "t.toml:1:16: http.enabled: must be true or false, without quotation marks; it is a whole "
              "number");
        CHECK(problem_of("state_folder = true\n") ==
              "t.toml:1:16: state_folder: must be a text in quotation marks; it is true or false");
        CHECK(problem_of("source.kafka.topics = \"a\"\n") ==
              "t.toml:1:23: source.kafka.topics: must be a list of texts, such as [\"a\", \"b\"]; it is a "
              "text");
        CHECK(problem_of("source.kafka.topics = [1]\n") ==
              "t.toml:1:23: source.kafka.topics: must be a list of texts, such as [\"a\", \"b\"]; it is a "
              "list with "
              "something else than texts in it");
        CHECK(problem_of("http.port = 1.5\n") ==
              "t.toml:1:13: http.port: must be a whole number without quotation marks, 0 to 65535; it is a "
              "decimal number");
        CHECK(problem_of("http.port = 2024-01-01\n") ==
              "t.toml:1:13: http.port: must be a whole number without quotation marks, 0 to 65535; it is a "
              "date or time");
        CHECK(problem_of("http.port = {}\n") ==
              "t.toml:1:13: http.port: must be a whole number without quotation marks, 0 to 65535; it is a "
              "table");
        CHECK(problem_of("kafka.client = \"x\"\n") ==
              "t.toml:1:16: kafka.client: must be a table of properties; it is a text");
        CHECK(problem_of("kafka.client.retries = 1.5\n") ==
              "t.toml:1:24: kafka.client.retries: must be a text, a whole number, true or false; it is a "
              "decimal number");
    }

    TEST_CASE("a size or a duration without its unit, or with a strange one, says which are right") {
        const auto example = [](std::string_view key) {
            const Setting* setting = find_setting(key);
            return toml_text(*setting, setting->default_value());
        };
        const std::string size = example("index.bytes_max");
        CHECK(problem_of("index.bytes_max = 1024\n") ==
              "t.toml:1:19: index.bytes_max: must be a size in quotation marks, such as " + size +
                  "; it is a whole number");
        CHECK(problem_of("index.bytes_max = \"64MB\"\n") ==
              "t.toml:1:19: index.bytes_max: \"64MB\" is no number of bytes; must be a whole number and B, "
              "KiB, MiB, GiB "
              "or TiB, such as " +
                  size);
        CHECK(problem_of("sink.kafka.linger = \"10 ms\"\n") ==
              "t.toml:1:21: sink.kafka.linger: \"10 ms\" is no duration; must be a whole number and ms, s, "
              "m, h or d, "
              "such as " +
                  example("sink.kafka.linger"));
    }

    TEST_CASE("a value out of bounds names the bounds") {
        CHECK(problem_of("http.port = 70000\n") ==
              "t.toml:1:13: http.port: 70000 is out of bounds; must be 0 to 65535");
        CHECK(problem_of("http.port = -1\n") ==
              "t.toml:1:13: http.port: -1 is out of bounds; must be 0 to 65535");
        CHECK(problem_of("source.kafka.session_timeout = \"1s\"\n") ==
              "t.toml:1:32: source.kafka.session_timeout: 1s is out of bounds; must be 6s to 30m");
        CHECK(problem_of("index.window_copy = \"90m\"\n") ==
              "t.toml:1:21: index.window_copy: 90m is too fine; must be a multiple of 1h");
    }

    TEST_CASE("a word that is none of a closed set names the set") {
        CHECK(problem_of("log_level = \"loud\"\n") ==
              "t.toml:1:13: log_level: \"loud\" is unknown; must be one of debug, info, warn, error");
    }

    TEST_CASE("a text that breaks its rule says the rule") {
        CHECK(problem_of("state_folder = \"\"\n") == "t.toml:1:16: state_folder: must not be empty");
        CHECK(problem_of("state_folder = \"a\\u0000b\"\n") ==
              "t.toml:1:16: state_folder: must not hold control characters");
        CHECK(problem_of("source.kafka.topics = [\"good\", \"not good\"]\n") ==
              "t.toml:1:23: source.kafka.topics: \"not good\" must be a topic name: 1 to 249 letters, "
              "digits, '.', '_' and '-'");
        CHECK(problem_of("source.kafka.topics = [\"a\", \"a\"]\n") ==
              "t.toml:1:23: source.kafka.topics: \"a\" is listed twice");
        CHECK(problem_of("source.kafka.instance_id = \"pod/0\"\n") ==
              "t.toml:1:28: source.kafka.instance_id: \"pod/0\" must be empty, or 1 to 249 letters, digits, "
              "'.', '_' and '-'");
        CHECK(problem_of("http.address = \"localhost\"\n") ==
              "t.toml:1:16: http.address: \"localhost\" must be an IP address, such as 127.0.0.1, 0.0.0.0 or "
              "::");
    }

    TEST_CASE("a long value is shown in part") {
        const std::string problem = problem_of("log_level = \"" + std::string(5000, 'x') + "\"\n");
        CHECK(problem.size() < 200);
        CHECK(problem.find("…") != std::string::npos);
    }

    TEST_CASE("a key set twice names both lines") {
        CHECK(problem_of("[http]\nport = 1\n  port = 2\n") ==
              "t.toml:3:3: http.port: is set twice, first at line 2");
        CHECK(problem_of("log_level = \"info\"\nlog_level = \"info\"\n") ==
              "t.toml:2:1: log_level: is set twice, first at line 1");
        CHECK(problem_of("\"http.port\" = 1\n[http]\nport = 2\n") ==
              "t.toml:3:1: http.port: is set twice, first at line 1");
    }

    TEST_CASE("a line that is no TOML is reported, and the rest is read all the same") {
        const auto problems =
            problems_of("log_level = loud\n[index]\nbytes_max = 96MiB\n[http]\nport = 99999\n");
        REQUIRE(problems.size() == 3);
        CHECK(problems[0] ==
              "t.toml:1:13: is not valid TOML: value: could not determine value type; texts, sizes and "
              "durations "
              "stand in quotation marks");
        CHECK(problems[1] ==
              "t.toml:3:15: is not valid TOML: decimal integer: expected digit, saw 'M'; texts, sizes and "
              "durations stand in quotation marks");
        CHECK(problems[2] == "t.toml:5:8: http.port: 99999 is out of bounds; must be 0 to 65535");
    }

    TEST_CASE("after an error that reaches beyond its line nothing is guessed") {
        CHECK(problem_of("[source.kafka]\ntopics = [\"a\"\ngroup_id = \"x\"\nnonsense = 1\n")
                  .starts_with("t.toml:3:1: is not valid TOML"));
        CHECK(problem_of("[http\nnonsense = 1\n").starts_with("t.toml:1:6: is not valid TOML"));
        CHECK(problem_of("[http]\n[http]\nnonsense = 1\n").starts_with("t.toml:2:1: is not valid TOML"));
    }

    TEST_CASE("a header that names no table is a problem") {
        for (const auto* text : {"[=]\n", "[ #x]\n", "[[]]\n", "[]\n", "[\n", "[.]\n", "[a.=]\n", "= 1\n",
                                 ".a = 1\n", "a. = 1\n", "a = {=}\n"}) {
            CAPTURE(text);
            CHECK(problem_of(text).find(": is not valid TOML") != std::string::npos);
        }
    }

    TEST_CASE("text that is not UTF-8 is a problem, not a crash") {
        CHECK(problem_of("state_folder = \"\xff\"\n").starts_with("t.toml:1:16: is not valid TOML"));
    }

    TEST_CASE("keys nested without end are refused") {
        std::string key = "a";
        for (int i = 0; i < 100'000; ++i) key += ".a";
        CHECK(problem_of(key + " = 1\n") == "t.toml:1:1: the line has more dots than any key needs");
    }

    TEST_CASE("a hundred broken lines do not make a hundred rounds") {
        std::string text;
        for (int i = 0; i < 100; ++i) text += "k" + std::to_string(i) + " = oops\n";
        CHECK(problems_of(text).size() == 20);
    }

    TEST_CASE("all problems come at once, in the order of the file, then of the variables") {
        const auto problems =
            problems_of(R"(log_level = "loud"
[http]
port = 70000
shade = "red"
port = 1
[source]
kind = kafka
[kafka.client]
a = 0.5
[index]
bytes_max = "1GiB"
)",
                        {{"WIREFOLD_PIPELINE_WORKERS", "many"}, {"WIREFOLD_HTTP_PROT", "1"}});
        std::vector<std::string> places;
        for (const std::string& problem : problems) places.push_back(problem.substr(0, problem.find(": ")));
        CHECK(places == std::vector<std::string>{"t.toml:1:13", "t.toml:3:8", "t.toml:4:1", "t.toml:5:1",
                                                 "t.toml:7:8", "t.toml:9:5", "environment WIREFOLD_HTTP_PROT",
                                                 "environment WIREFOLD_PIPELINE_WORKERS"});
    }
}
