#include <cstdlib>

#include <doctest/doctest.h>

#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

TEST_SUITE("config/environment") {
    TEST_CASE("a variable overrides the file, the file overrides the default") {
        const LoadResult loaded =
            load("[http]\nport = 1000\nconnections_max = 5\n", {{"WIREFOLD_HTTP_PORT", "2000"}});
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.http.port == 2000);
        CHECK(loaded->config.http.connections_max == 5);
        CHECK(loaded->config.http.address == "127.0.0.1");
        CHECK(text_of(loaded->place_of("http.port")) == "environment WIREFOLD_HTTP_PORT");
        CHECK(text_of(loaded->place_of("http.connections_max")) == "t.toml:3:19");
        CHECK(text_of(loaded->place_of("http.address")) == "default");
    }

    TEST_CASE("every type has a spelling without quotation marks") {
        const LoadResult loaded = load({}, {{"WIREFOLD_SOURCE_KAFKA_TOPICS", "a, b,c"},
                                            {"WIREFOLD_SOURCE_KIND", "kafka"},
                                            {"WIREFOLD_MEMORY_BUDGET_BYTES", "1GiB"},
                                            {"WIREFOLD_PIPELINE_DRAIN_DEADLINE", "5s"},
                                            {"WIREFOLD_PIPELINE_WORKERS", "4"},
                                            {"WIREFOLD_HTTP_ENABLED", "false"},
                                            {"WIREFOLD_STATE_FOLDER", "/s"}});
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.source_kafka.topics == std::vector<std::string>{"a", "b", "c"});
        CHECK(loaded->config.source_kind == SourceKind::Kafka);
        CHECK(loaded->config.memory_budget_bytes == kGiB);
        CHECK(loaded->config.pipeline.drain_deadline == std::chrono::seconds{5});
        CHECK(loaded->config.pipeline.workers == 4);
        CHECK_FALSE(loaded->config.http.enabled);
        CHECK(loaded->config.log.folder == "/s/log");
    }

    TEST_CASE("an empty variable is an empty text, and no number") {
        const LoadResult loaded = load({}, {{"WIREFOLD_LOG_FOLDER", ""}});
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.log.folder.empty());
        CHECK(problem_of({}, {{"WIREFOLD_HTTP_PORT", ""}}) ==
              "environment WIREFOLD_HTTP_PORT: http.port: \"\" is no whole number; must be 0 to 65535");
    }

    TEST_CASE("client properties come by their names with underscores, over those of the file") {
        const LoadResult loaded = load("[kafka.client]\nsasl.username = \"file\"\nclient.id = \"file\"\n",
                                       {{"WIREFOLD_KAFKA_CLIENT_SASL_USERNAME", "variable"}});
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.kafka.client ==
              std::map<std::string, std::string>{{"client.id", "file"}, {"sasl.username", "variable"}});
        CHECK(text_of(loaded->place_of("kafka.client.sasl.username")) ==
              "environment WIREFOLD_KAFKA_CLIENT_SASL_USERNAME");
    }

    TEST_CASE("wrong values name the variable and the key") {
        CHECK(problem_of({}, {{"WIREFOLD_HTTP_PORT", "http"}}) ==
              "environment WIREFOLD_HTTP_PORT: http.port: \"http\" is no whole number; must be 0 to 65535");
        CHECK(problem_of({}, {{"WIREFOLD_HTTP_ENABLED", "yes"}}) ==
              "environment WIREFOLD_HTTP_ENABLED: http.enabled: \"yes\" is neither true nor false");
        CHECK(problem_of({}, {{"WIREFOLD_STATE_FOLDER", "\xff"}}) ==
              "environment WIREFOLD_STATE_FOLDER: state_folder: must be UTF-8");
        CHECK(problem_of({}, {{"WIREFOLD_SOURCE_KAFKA_TOPICS", "a,,b"}}) ==
              "environment WIREFOLD_SOURCE_KAFKA_TOPICS: source.kafka.topics: must be a topic name: 1 to 249 "
              "letters, "
              "digits, '.', '_' and '-'");
    }

    TEST_CASE("an unknown variable is a problem with a suggestion") {
        CHECK(problem_of({}, {{"WIREFOLD_SOURCE_KAFKA_TOPIC", "a"}}) ==
              "environment WIREFOLD_SOURCE_KAFKA_TOPIC: is no known variable; did you mean "
              "WIREFOLD_SOURCE_KAFKA_TOPICS?");
        CHECK(problems_of({}, {{"PATH", "/bin"}, {"WIREFOLD_TEST_SEED", "1"}}).empty());
    }

    TEST_CASE("what Kubernetes says about a service of our name is not meant for us") {
        const LoadResult loaded = load({}, {{"WIREFOLD_PORT", "tcp://10.0.0.1:9464"},
                                            {"WIREFOLD_PORT_9464_TCP", "tcp://10.0.0.1:9464"},
                                            {"WIREFOLD_PORT_9464_TCP_ADDR", "10.0.0.1"},
                                            {"WIREFOLD_PORT_9464_TCP_PORT", "9464"},
                                            {"WIREFOLD_PORT_9464_TCP_PROTO", "tcp"},
                                            {"WIREFOLD_SERVICE_HOST", "10.0.0.1"},
                                            {"WIREFOLD_SERVICE_PORT", "9464"},
                                            {"WIREFOLD_SERVICE_PORT_HTTP", "9464"},
                                            {"WIREFOLD_HTTP_PORT", "tcp://10.0.0.1:9464"}});
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.http.port == 9464);
        CHECK(loaded->places.empty());
    }

    TEST_CASE("the process's own variables are read by prefix") {
        REQUIRE(::setenv("WIREFOLD_TEST_OF_ENVIRONMENT", "a=b", 1) == 0);
        const ConfigEnvironment environment = process_environment();
        REQUIRE(environment.contains("WIREFOLD_TEST_OF_ENVIRONMENT"));
        CHECK(environment.at("WIREFOLD_TEST_OF_ENVIRONMENT") == "a=b");
        CHECK_FALSE(environment.contains("PATH"));
        ::unsetenv("WIREFOLD_TEST_OF_ENVIRONMENT");
    }
}
