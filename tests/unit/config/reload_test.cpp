#include <doctest/doctest.h>

#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

TEST_SUITE("config/reload") {
    TEST_CASE("takes over what is safe and names what needs a restart") {
        LoadResult running = load({});
        const LoadResult fresh =
            load("log_level = \"debug\"\n[http]\nport = 1\n[pipeline]\ndrain_deadline = \"1s\"\n");
        REQUIRE(running.has_value());
        REQUIRE(fresh.has_value());
        const ReloadPlan plan = reload_into(running->config, fresh->config);
        CHECK(plan.applied == std::vector<std::string>{"log_level", "pipeline.drain_deadline"});
        CHECK(plan.needs_restart == std::vector<std::string>{"http.port"});
        CHECK(running->config.log_level == LogLevel::Debug);
        CHECK(running->config.pipeline.drain_deadline == std::chrono::seconds{1});
        CHECK(running->config.http.port == 9464);
    }

    TEST_CASE("finds nothing to do when nothing changed") {
        LoadResult running = load("[kafka.client]\nclient.id = \"a\"\n");
        REQUIRE(running.has_value());
        const Config same = running->config;
        const ReloadPlan plan = reload_into(running->config, same);
        CHECK(plan.applied.empty());
        CHECK(plan.needs_restart.empty());
    }
}
