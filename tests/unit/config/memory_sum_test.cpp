#include "daemon/config/memory_sum.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "daemon/model/normalized_text.hpp"
#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

namespace {

[[nodiscard]] std::size_t sum_of(const Config& config) {
    return memory_sum(memory_bounds(config));
}

}  // namespace

TEST_SUITE("config/memory_sum") {
    TEST_CASE("the defaults fit 512 MiB on any number of cores") {
        for (const unsigned cores : {0U, 1U, 2U, 3U, 8U, 128U, 4096U}) {
            CAPTURE(cores);
            const LoadResult loaded =
                load_embedded({.environment = {}, .refused_property = {}, .cores = cores});
            REQUIRE(loaded.has_value());
            CHECK(loaded->config.memory_budget_bytes == 512 * kMiB);
            CHECK(loaded->config.pipeline.workers >= 1);
            CHECK(sum_of(loaded->config) <= 512 * kMiB);
        }
    }

    TEST_CASE("Kafka on both ends fits the default budget") {
        const LoadResult loaded = load("source.kind = \"kafka\"\nsink.kind = \"kafka\"\n");
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.memory_budget_bytes == 512 * kMiB);
    }

    TEST_CASE("workers that nobody asked for are one per core, as far as the budget goes") {
        Config config;
        config.memory_budget_bytes = 8 * kGiB;
        CHECK(workers_for(config, 8) == 8);
        CHECK(workers_for(config, 0) == 1);
        CHECK(workers_for(config, 100'000) == 256);
        config.pipeline.workers = 3;
        config.memory_budget_bytes = sum_of(config);
        CHECK(workers_for(config, 8) == 3);
        config.memory_budget_bytes -= 1;
        CHECK(workers_for(config, 8) == 2);
        config.memory_budget_bytes = 0;
        CHECK(workers_for(config, 8) == 1);
    }

    TEST_CASE("a worker's share covers what is kept of a text's tokens") {
        Config config;
        const std::size_t before = sum_of(config);
        config.normalize.tokens_max += 1000;
        constexpr std::size_t kHashBytes = 28;
        CHECK(sum_of(config) - before >= 1000 * (3 * sizeof(Token) + kHashBytes + 3 * 2 * 5));
    }

    TEST_CASE("workers that somebody asked for are not taken away") {
        const LoadResult loaded = load("pipeline.workers = 5\nmemory.budget_bytes = \"1GiB\"\n");
        REQUIRE(loaded.has_value());
        CHECK(loaded->config.pipeline.workers == 5);
        CHECK(problem_of("pipeline.workers = 256\n")
                  .starts_with("t.toml:1:20: memory.budget_bytes: the bounds add up to"));
    }

    TEST_CASE("a sum above the budget is refused, with the sum and the keys to lower") {
        Config config;
        config.index.bytes_max = 400 * kMiB;
        config.pipeline.workers = 1;  // what is left of one per core when even one is too many
        const std::string sum = rounded_up_text(sum_of(config));
        const std::string problem = problem_of("[index]\nbytes_max = \"400MiB\"\n");
        CAPTURE(problem);
        CHECK(problem.starts_with("t.toml:2:13: memory.budget_bytes: the bounds add up to " + sum +
                                  ", more than 512MiB: index 400MiB (index.bytes_max), in flight "));
        CHECK(problem.find("(pipeline.inflight_bytes_max)") != std::string::npos);
        CHECK(problem.ends_with("; must be at least " + sum + ", or lower the keys named here"));
        CHECK(load("index.bytes_max = \"400MiB\"\nmemory.budget_bytes = \"" + sum + "\"\n").has_value());
        const std::string less = rounded_up_text(sum_of(config) - kMiB);
        CHECK_FALSE(
            load("index.bytes_max = \"400MiB\"\nmemory.budget_bytes = \"" + less + "\"\n").has_value());
    }

    TEST_CASE("a budget that is set is where the problem stands") {
        CHECK(problem_of("[index]\nbytes_max = \"400MiB\"\n[memory]\nbudget_bytes = \"100MiB\"\n")
                  .starts_with("t.toml:4:16: memory.budget_bytes: "));
    }

    TEST_CASE("Kafka's buffers count only where Kafka is used") {
        Config config;
        config.source_kafka.prefetch_bytes_max = 32 * kMiB;
        config.sink_kafka.record_bytes_max = kMiB;
        config.sink_kafka.dead_letter_bytes_max = 2 * kMiB;
        const std::size_t files = sum_of(config);
        config.source_kind = SourceKind::Kafka;
        CHECK(sum_of(config) == files + 48 * kMiB);
        config.sink_kind = SinkKind::Kafka;
        CHECK(sum_of(config) == files + 68 * kMiB);
    }

    TEST_CASE("the producer buffers no more than there is in flight") {
        Config config;
        config.sink_kafka.dead_letter_bytes_max = 64 * kMiB;
        const std::size_t files = sum_of(config);
        config.sink_kind = SinkKind::Kafka;
        CHECK(sum_of(config) == files + config.pipeline.inflight_bytes_max);
    }

    TEST_CASE("a larger record costs every worker up to a batch, and one of them beyond it") {
        Config config;
        config.pipeline.workers = 3;
        config.sink_kafka.dead_letter_bytes_max = kKiB;
        config.pipeline.batch_bytes_max = kMiB;
        config.decode.record_bytes_max = kMiB;
        const std::size_t at_batch = sum_of(config);
        config.decode.record_bytes_max = 2 * kMiB;
        CHECK(sum_of(config) == at_batch + 6 * kMiB - kKiB);
        config.decode.record_bytes_max = kMiB / 2;
        CHECK(sum_of(config) == at_batch - 9 * kMiB);
    }

    TEST_CASE("the sum moves with the keys it names, and with no other") {
        for (const Setting& setting : settings()) {
            if (setting.type != SettingType::Bytes && setting.type != SettingType::Integer) continue;
            Config config;
            config.pipeline.workers = 2;
            config.source_kind = SourceKind::Kafka;
            config.sink_kind = SinkKind::Kafka;
            // Of record and dead letter the larger counts.
            if (setting.key == "sink.kafka.record_bytes_max") config.sink_kafka.dead_letter_bytes_max = kMiB;
            bool is_named = false;
            for (const MemoryBound& bound : memory_bounds(config)) {
                is_named |= std::find(bound.keys.begin(), bound.keys.end(), setting.key) != bound.keys.end();
            }
            Config least = config;
            Config most = config;
            setting.set(least, SettingValue{setting.bounds.least});
            setting.set(most, SettingValue{setting.bounds.most});
            CAPTURE(setting.key);
            CHECK((sum_of(least) != sum_of(most)) == is_named);
        }
    }
}
