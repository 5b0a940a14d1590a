#include "daemon/kafka/consumer.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/kafka_probe.hpp"
#include "tests/support/mock_cluster.hpp"

using namespace wirefold;
using namespace wirefold::kafka;
using namespace std::chrono_literals;
using test::KafkaFeed;
using test::MockCluster;

namespace {

struct Events final : ConsumerEvents {
    void on_message(const Message& message) override {
        values.emplace_back(message.payload);
        if (!message.headers.empty()) header_name = message.headers[0].name;
    }
    void on_caught_up(const Partition& /*partition*/, Offset end) override { ends.push_back(end); }
    void on_assigned(std::span<const Partition> partitions) override { assigned += partitions.size(); }
    void on_revoked(std::span<const Partition> partitions) override { revoked += partitions.size(); }
    void on_lost(std::span<const Partition> partitions) override { lost += partitions.size(); }
    void on_committed(const CommitResult& result) override {
        for (const PartitionOffset& done : result.done) committed.push_back(done.next);
        failure = result.failure;
    }
    void on_topic_unavailable(std::string_view topic, ErrorCode why) override {
        unavailable.insert(std::string{topic});
        reason = why;
    }
    std::vector<std::string> values;
    std::string header_name;
    std::vector<Offset> ends;
    std::vector<Offset> committed;
    std::optional<ErrorCode> failure;
    std::set<std::string> unavailable;
    ErrorCode reason = ErrorCode::Other;
    std::size_t assigned = 0;
    std::size_t revoked = 0;
    std::size_t lost = 0;
};

ConsumerSettings member_of(const std::string& topic) {
    ConsumerSettings settings;
    settings.topics = {topic};
    settings.group_id = "desk";
    settings.session_timeout = 6s;
    return settings;
}

[[nodiscard]] bool poll_until(Consumer& consumer, const std::function<bool()>& holds) {
    const Deadline deadline = Deadline::after(20s);
    while (!holds() && !deadline.passed()) consumer.poll(20ms);
    return holds();
}

}  // namespace

TEST_SUITE("kafka/consumer") {
    TEST_CASE("messages wait until they are taken, while commits and membership go on") {
        MockCluster cluster;
        cluster.create_topic("raw", 2);
        KafkaFeed feed{cluster.options()};
        for (int i = 0; i < 20; ++i) {
            feed.put({.topic = "raw",
                      .partition = i % 2,
                      .key = {},
                      .value = "v" + std::to_string(i),
                      .headers = {{"name", "value"}}});
        }
        REQUIRE(feed.flush());

        Events events;
        auto opened = Consumer::open(cluster.options(), member_of("raw"), events);
        REQUIRE(opened.has_value());
        Consumer& consumer = **opened;
        REQUIRE(poll_until(consumer, [&] { return events.assigned == 2; }));
        CHECK(events.values.empty());

        const Deadline deadline = Deadline::after(20s);
        while ((events.values.size() < 20 || events.ends.size() < 2) && !deadline.passed()) {
            static_cast<void>(consumer.take_one(20ms));
        }
        CHECK(events.values.size() == 20);
        CHECK(events.header_name == "name");
        REQUIRE(events.ends.size() >= 2);
        CHECK(events.ends[0] == Offset{10});
        CHECK(consumer.end_of({"raw", PartitionId{0}}) == Offset{10});

        const std::vector<PartitionOffset> offsets{{{"raw", PartitionId{0}}, Offset{10}},
                                                   {{"raw", PartitionId{1}}, Offset{7}}};
        CHECK(consumer.commit(offsets));
        CHECK(consumer.committing());
        CHECK_FALSE(consumer.commit(offsets));
        REQUIRE(consumer.await_commit(Deadline::after(10s)).has_value());
        CHECK(events.committed.size() == 2);
        CHECK_FALSE(events.failure.has_value());
        const std::vector<Partition> partitions{{"raw", PartitionId{1}}};
        const auto found = consumer.committed(partitions, Deadline::after(10s));
        REQUIRE(found.has_value());
        REQUIRE(found->size() == 1);
        CHECK(found->front().next == Offset{7});

        CHECK(consumer.close(Deadline::after(10s)).has_value());
        CHECK(events.revoked == 2);
        CHECK(events.lost == 0);
    }

    TEST_CASE("a commit without brokers ends at its deadline, and so does close") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        Events events;
        auto opened = Consumer::open(cluster.options(), member_of("raw"), events);
        REQUIRE(opened.has_value());
        Consumer& consumer = **opened;
        REQUIRE(poll_until(consumer, [&] { return events.assigned == 1; }));
        cluster.brokers_down();
        const std::vector<PartitionOffset> offsets{{{"raw", PartitionId{0}}, Offset{1}}};
        CHECK(consumer.commit(offsets));
        const auto start = std::chrono::steady_clock::now();
        const auto awaited = consumer.await_commit(Deadline::after(300ms));
        REQUIRE(awaited.has_error());
        CHECK(awaited.error().code == Errc::Timeout);
        static_cast<void>(consumer.close(Deadline::after(500ms)));
        CHECK(std::chrono::steady_clock::now() - start < 3s);
    }

    TEST_CASE("a member that has joined and was never assigned anything can be closed") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        Events events;
        // The connection ends when the member, already elected, asks for its share: the one sign of that
        // moment.
        cluster.answer_sync_with(std::vector(100, RD_KAFKA_RESP_ERR__TRANSPORT));
        auto opened = Consumer::open(cluster.options(), member_of("raw"), events);
        REQUIRE(opened.has_value());
        Consumer& consumer = **opened;
        const auto is_in_trouble = [&] {
            const ErrorCounts errors = consumer.errors();
            return std::any_of(errors.begin(), errors.end(), [](std::uint64_t count) { return count > 0; });
        };
        REQUIRE(poll_until(consumer, is_in_trouble));
        CHECK(events.assigned == 0);
        CHECK(consumer.close(Deadline::after(10s)).has_value());
        CHECK(events.revoked == 0);
    }

    TEST_CASE("a topic that does not exist is named, and found when it comes into being") {
        MockCluster cluster;
        cluster.create_topic("late", 1);
        cluster.hide_topic("late");
        Events events;
        auto opened = Consumer::open(cluster.options(), member_of("late"), events);
        REQUIRE(opened.has_value());
        Consumer& consumer = **opened;
        REQUIRE(poll_until(consumer, [&] { return !events.unavailable.empty(); }));
        CHECK(events.unavailable.count("late") == 1);
        CHECK(events.reason == ErrorCode::UnknownTopic);
        CHECK(consumer.find_topic("late", Deadline::after(5s)).has_error());
        cluster.show_topic("late");
        CHECK(consumer.find_topic("late", Deadline::after(5s)).has_value());
        CHECK(poll_until(consumer, [&] { return events.assigned == 1; }));
        CHECK(consumer.close(Deadline::after(10s)).has_value());
    }
}
