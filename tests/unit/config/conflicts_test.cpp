#include <doctest/doctest.h>

#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

namespace {

constexpr std::string_view kBothKafka =
    "memory.budget_bytes = \"1GiB\"\nsource.kind = \"kafka\"\nsink.kind = \"kafka\"\n";

}  // namespace

TEST_SUITE("config/conflicts") {
    TEST_CASE("reading from Kafka needs a topic") {
        CHECK(problem_of(
                  "memory.budget_bytes = \"1GiB\"\nsource.kind = \"kafka\"\nsource.kafka.topics = []\n") ==
              "t.toml:3:23: source.kafka.topics: must name at least one topic, because source.kind is kafka");
        CHECK(load("source.kafka.topics = []\n").has_value());
    }

    TEST_CASE("output into a topic that is read would never end") {
        const std::string text = std::string{kBothKafka} + "sink.kafka.duplicates_topic = \"articles.raw\"\n";
        CHECK(problem_of(text) ==
              "t.toml:4:31: sink.kafka.duplicates_topic: \"articles.raw\" is also in source.kafka.topics: "
              "the daemon "
              "would read its own output; must be another topic");
        CHECK(load("sink.kafka.duplicates_topic = \"articles.raw\"\n").has_value());
    }

    TEST_CASE("two outputs do not share a topic") {
        const std::string text =
            std::string{kBothKafka} + "sink.kafka.dead_letters_topic = \"articles.unique\"\n";
        CHECK(problem_of(text) ==
              "t.toml:4:33: sink.kafka.dead_letters_topic: \"articles.unique\" is also "
              "sink.kafka.unique_topic: readers "
              "could not tell the records apart; must be another topic");
    }

    TEST_CASE("the watched folder holds nothing the daemon writes") {
        CHECK(problem_of("[sink.files]\nfolder = \"./spool/\"\n") ==
              "t.toml:2:10: sink.files.folder: lies in source.files.folder, where the daemon would read what "
              "it writes; "
              "must be another folder");
        CHECK(problem_of("[source.files]\nprogress_file = \"spool/progress\"\n")
                  .starts_with("t.toml:2:17: source.files.progress_file: lies in"));
        CHECK(problem_of("[log]\nfolder = \"a/../spool\"\n").starts_with("t.toml:2:10: log.folder: lies in"));
        CHECK(problem_of("[source.files]\nfolder = \"state\"\n")
                  .starts_with("t.toml:2:10: source.files.progress_file: lies in"));
        CHECK(load("[sink.files]\nfolder = \"spool/out\"\n").has_value());
    }

    TEST_CASE("one batch, and one record, fit into what may be in flight") {
        const std::string text = "memory.budget_bytes = \"1GiB\"\npipeline.inflight_bytes_max = \"4MiB\"\n";
        CHECK(
            problem_of(text + "pipeline.batch_bytes_max = \"5MiB\"\ndecode.record_bytes_max = \"4MiB\"\n") ==
            "t.toml:3:28: pipeline.batch_bytes_max: 5MiB is more than pipeline.inflight_bytes_max allows "
            "(4MiB); must "
            "not be larger");
        CHECK(
            problem_of(text + "pipeline.batch_bytes_max = \"4MiB\"\ndecode.record_bytes_max = \"5MiB\"\n") ==
            "t.toml:4:27: decode.record_bytes_max: 5MiB is more than pipeline.inflight_bytes_max allows "
            "(4MiB); must not "
            "be larger");
    }

    TEST_CASE("items are remembered at least as long as their texts") {
        CHECK(problem_of("index.window_copy = \"91d\"\n")
                  .starts_with("t.toml:1:21: index.window_exact: is shorter than index.window_copy"));
        CHECK(load("index.window_copy = \"90d\"\n").has_value());
    }

    TEST_CASE("texts are remembered at least as long as what they are about") {
        CHECK(problem_of("index.window_copy = \"6d\"\n")
                  .starts_with("t.toml:1:21: index.window_copy: is shorter than index.window_story"));
        CHECK(problem_of("index.window_story = \"31d\"\n")
                  .starts_with("t.toml:1:22: index.window_copy: is shorter than index.window_story"));
        CHECK(load("index.window_copy = \"7d\"\n").has_value());
        CHECK(load("index.window_story = \"30d\"\n").has_value());
    }

    TEST_CASE("a value that was refused causes no further complaint") {
        CHECK(problems_of("memory.budget_bytes = \"1GiB\"\nsource.kind = \"kafka\"\nsource.kafka.topics = "
                          "[\"a b\"]\nsink.kind = \"kafka\"\n"
                          "sink.kafka.unique_topic = \"articles.raw\"\n")
                  .size() == 1);
    }
}
