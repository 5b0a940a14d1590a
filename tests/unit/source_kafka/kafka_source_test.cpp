#include "daemon/source/kafka_source.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/kafka_probe.hpp"
#include "tests/support/mock_cluster.hpp"

using namespace wirefold;
using namespace std::chrono_literals;
using test::KafkaFeed;
using test::MockCluster;

namespace {

constexpr Duration kPatience = 30s;
constexpr std::size_t kRecordBytesMax = 1 * kMiB;
const SystemClock kClock;

/// Stands where the pipeline stands: holds batches and finishes them when told to, in order.
class Desk final : public Drain {
public:
    Desk(const MockCluster& cluster, KafkaSourceOptions options,
         std::size_t record_bytes_max = kRecordBytesMax) {
        auto opened = KafkaSource::open(cluster.options(), options, record_bytes_max, kClock);
        REQUIRE(opened.has_value());
        source_ = std::move(*opened);
    }

    [[nodiscard]] KafkaSource& source() { return *source_; }

    PollOutcome poll(std::size_t batch_bytes_max = 1 * kMiB, std::size_t records_max = 100) {
        RawBatch batch;
        const auto outcome = source_->poll(
            batch,
            {.batch_bytes_max = batch_bytes_max, .records_max = records_max, .wait = 20ms, .drain = this});
        REQUIRE(outcome.has_value());
        if (*outcome == PollOutcome::Records) keep(std::move(batch));
        return *outcome;
    }

    /// Polls until `holds`, finishing what it takes when `finishing`.
    [[nodiscard]] bool poll_until(const std::function<bool()>& holds, bool finishing = false) {
        const Deadline deadline = Deadline::after(kPatience);
        while (!holds() && !deadline.passed()) {
            poll();
            if (finishing) finish_all();
        }
        return holds();
    }

    void finish_all() {
        while (!held_.empty()) finish_one();
    }
    void finish_one() {
        const RawBatch& batch = held_.front();
        for (const RawRecord& record : batch.records) finished_.insert(std::string{record.payload});
        source_->finished(
            {.sequence = {}, .progress = batch.progress, .records = batch.records.size(), .taken_at = {}});
        held_.pop_front();
    }

    [[nodiscard]] bool drain_into(Source& /*source*/, Deadline /*deadline*/) override {
        ++drains_;
        if (drains_in_time_) finish_all();
        return held_.empty();
    }
    void never_drain() { drains_in_time_ = false; }

    [[nodiscard]] const std::deque<RawBatch>& held() const { return held_; }
    [[nodiscard]] const std::vector<std::string>& taken() const { return taken_; }
    [[nodiscard]] const std::set<std::string>& finished() const { return finished_; }
    [[nodiscard]] int drains() const { return drains_; }
    [[nodiscard]] std::size_t assigned() const { return source_->stats().partitions.size(); }
    [[nodiscard]] bool close() { return source_->close(Deadline::after(20s)).has_value(); }
    /// The mock refuses the commit before a revocation when another member joins again at that moment; a
    /// broker accepts it. Then records are read twice, as is to be expected of a commit that failed.
    [[nodiscard]] bool lost_a_commit() const {
        const KafkaSourceStats stats = source_->stats();
        return stats.failed_commits > 0 || stats.lost_events > 0;
    }

private:
    void keep(RawBatch&& batch) {
        for (const RawRecord& record : batch.records) taken_.emplace_back(record.payload);
        held_.push_back(std::move(batch));
    }

    std::deque<RawBatch> held_;
    std::vector<std::string> taken_;
    std::set<std::string> finished_;
    int drains_ = 0;
    bool drains_in_time_ = true;
    std::unique_ptr<KafkaSource> source_;
};

KafkaSourceOptions member_of(const std::string& topic) {
    KafkaSourceOptions options;
    options.topics = {topic};
    options.group_id = "desk";
    options.session_timeout = 6s;
    options.commit_interval = 20ms;
    return options;
}

void fill(const MockCluster& cluster, const std::string& topic, int first, int last, int partitions) {
    KafkaFeed feed{cluster.options()};
    for (int i = first; i < last; ++i) {
        feed.put({.topic = topic,
                  .partition = i % partitions,
                  .key = {},
                  .value = "v" + std::to_string(i),
                  .headers = {}});
    }
    REQUIRE(feed.flush());
}

std::int64_t total_lag(const KafkaSourceStats& stats) {
    std::int64_t sum = 0;
    for (const KafkaPartitionStats& partition : stats.partitions)
        sum += std::max<std::int64_t>(partition.lag_records, 1000 * -partition.lag_records);
    return sum;
}

}  // namespace

TEST_SUITE("source/kafka_source") {
    TEST_CASE("records carry what the topic said of them") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        {
            KafkaFeed feed{cluster.options()};
            feed.put({.topic = "raw",
                      .key = "k",
                      .value = "body",
                      .headers = {{"traceparent", "00-1"}, {"ce_type", ""}}});
            feed.put({.topic = "raw", .key = {}, .value = {}, .headers = {}});
            feed.put({.topic = "raw", .key = {}, .value = std::string(100, 'x'), .headers = {}});
            REQUIRE(feed.flush());
        }
        Desk desk{cluster, member_of("raw"), 40};
        CHECK(desk.source().not_ready_reason() == "no partitions assigned");
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 3; }));
        CHECK(desk.source().not_ready_reason().empty());

        const RawBatch& batch = desk.held().front();
        REQUIRE(batch.records.size() == 3);
        const RawRecord& first = batch.records[0];
        CHECK(first.origin->name == "raw");
        CHECK(first.origin->metric_label == "raw");
        CHECK(first.partition == PartitionId{0});
        CHECK(first.offset == Offset{0});
        CHECK(first.payload == "body");
        CHECK(first.payload_bytes == 4);
        CHECK(kClock.now() - first.append_time < 60s);
        REQUIRE(first.headers_count == 2);
        CHECK(batch.headers[first.headers_begin].name == "traceparent");
        CHECK(batch.headers[first.headers_begin].value == "00-1");
        CHECK(batch.headers[first.headers_begin + 1].value.empty());
        CHECK(batch.records[1].payload.empty());
        CHECK(batch.records[1].payload_bytes == 0);
        CHECK(batch.records[2].payload.size() == 40);
        CHECK(batch.records[2].payload_bytes == 100);
        REQUIRE(batch.progress.size() == 1);
        CHECK(batch.progress[0].next == Offset{3});
        CHECK(desk.close());
        CHECK(desk.source().not_ready_reason() == "closed");
    }

    TEST_CASE("without room nothing is taken, but membership, commits and metrics live") {
        MockCluster cluster;
        cluster.create_topic("raw", 2);
        fill(cluster, "raw", 0, 100, 2);
        Desk desk{cluster, member_of("raw")};
        const auto polled_before = desk.source().last_poll();
        const Deadline deadline = Deadline::after(kPatience);
        while (desk.assigned() != 2 && !deadline.passed()) CHECK(desk.poll(0, 0) == PollOutcome::Nothing);
        REQUIRE(desk.assigned() == 2);
        // Longer than the session: a member that was not heard of would be thrown out.
        const Deadline session = Deadline::after(8s);
        while (!session.passed()) REQUIRE(desk.poll(0, 0) == PollOutcome::Nothing);
        CHECK(desk.taken().empty());
        CHECK(desk.assigned() == 2);
        CHECK(desk.source().stats().lost_events == 0);
        CHECK(desk.source().last_poll() > polled_before);

        REQUIRE(desk.poll_until([&] { return desk.finished().size() == 100; }, true));
        REQUIRE(desk.poll_until([&] { return total_lag(desk.source().stats()) == 0; }, true));
        CHECK(desk.source().stats().commits > 0);
        CHECK(desk.source().stats().failed_commits == 0);
        CHECK(desk.close());
    }

    TEST_CASE("batches keep their limits, and a record that does not fit begins the next") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        {
            KafkaFeed feed{cluster.options()};
            for (const std::size_t bytes : {40U, 40U, 40U, 500U, 10U, 10U, 10U, 10U}) {
                feed.put({.topic = "raw", .key = {}, .value = std::string(bytes, 'x'), .headers = {}});
            }
            REQUIRE(feed.flush());
        }
        Desk desk{cluster, member_of("raw")};
        const Deadline deadline = Deadline::after(kPatience);
        while (desk.taken().size() < 8 && !deadline.passed()) desk.poll(100, 3);
        REQUIRE(desk.taken().size() == 8);
        std::vector<std::size_t> records;
        for (const RawBatch& batch : desk.held()) {
            records.push_back(batch.records.size());
            CHECK((batch.records.size() == 1 || batch.arena.bytes() <= 100));
        }
        CHECK(*std::max_element(records.begin(), records.end()) <= 3);
        std::int64_t offset = 0;
        for (const RawBatch& batch : desk.held()) {
            for (const RawRecord& record : batch.records) CHECK(record.offset == Offset{offset++});
        }
        CHECK(desk.close());
    }

    TEST_CASE("a restarted group goes on where its receipts ended") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        fill(cluster, "raw", 0, 10, 1);
        {
            Desk desk{cluster, member_of("raw")};
            const Deadline deadline = Deadline::after(kPatience);
            while (desk.taken().size() < 6 && !deadline.passed()) desk.poll(1 * kMiB, 1);
            REQUIRE(desk.taken().size() == 6);
            for (int i = 0; i < 4; ++i) desk.finish_one();
            CHECK(desk.close());
        }
        Desk desk{cluster, member_of("raw")};
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 6; }));
        CHECK(desk.taken().front() == "v4");
        CHECK(desk.close());
    }

    TEST_CASE("a second member gets its share after a drain, and no record is lost or read twice") {
        MockCluster cluster;
        cluster.create_topic("raw", 4);
        fill(cluster, "raw", 0, 200, 4);
        Desk first{cluster, member_of("raw")};
        // Taken and not finished, so that the revocation has something to wait for.
        REQUIRE(first.poll_until([&] { return first.taken().size() == 200; }));
        Desk second{cluster, member_of("raw")};
        const Deadline deadline = Deadline::after(60s);
        while ((first.assigned() != 2 || second.assigned() != 2) && !deadline.passed()) {
            first.poll();
            second.poll();
        }
        REQUIRE(first.assigned() == 2);
        REQUIRE(second.assigned() == 2);
        CHECK(first.drains() >= 1);
        CHECK(first.source().stats().revoked_events >= 1);
        CHECK(first.source().stats().lost_events == 0);

        fill(cluster, "raw", 200, 400, 4);
        std::set<std::string> all;
        while (all.size() < 400 && !deadline.passed()) {
            first.poll();
            second.poll();
            first.finish_all();
            second.finish_all();
            all.insert(first.finished().begin(), first.finished().end());
            all.insert(second.finished().begin(), second.finished().end());
        }
        CHECK(all.size() == 400);
        if (!first.lost_a_commit()) CHECK(first.taken().size() + second.taken().size() == 400);
        CHECK(second.close());

        // The rest goes back to the first, which reads only what is new.
        REQUIRE(first.poll_until([&] { return first.assigned() == 4; }, true));
        fill(cluster, "raw", 400, 420, 4);
        const auto has_the_rest = [&] {
            for (int i = 400; i < 420; ++i) {
                if (first.finished().count("v" + std::to_string(i)) == 0) return false;
            }
            return true;
        };
        REQUIRE(first.poll_until(has_the_rest, true));
        if (!first.lost_a_commit() && !second.lost_a_commit()) {
            CHECK(first.taken().size() + second.taken().size() == 420);
        }
        CHECK(first.close());
    }

    TEST_CASE(
        "what is not finished before the revocation is read by the next owner, and its late receipt "
        "ignored") {
        MockCluster cluster;
        cluster.create_topic("raw", 2);
        fill(cluster, "raw", 0, 20, 2);
        KafkaSourceOptions options = member_of("raw");
        Desk first{cluster, options};
        first.never_drain();
        REQUIRE(first.poll_until([&] { return first.taken().size() == 20; }));
        Desk second{cluster, options};
        const Deadline deadline = Deadline::after(60s);
        while (second.taken().size() < 10 && !deadline.passed()) {
            first.poll();
            second.poll();
        }
        CHECK(second.taken().size() == 10);
        first.finish_all();
        second.finish_all();
        CHECK(first.close());
        CHECK(second.close());
    }

    TEST_CASE("a failed commit is counted and made again") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        fill(cluster, "raw", 0, 10, 1);
        Desk desk{cluster, member_of("raw")};
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 10; }));
        cluster.answer_commit_with(
            std::vector{RD_KAFKA_RESP_ERR_INVALID_COMMIT_OFFSET_SIZE, RD_KAFKA_RESP_ERR_UNKNOWN});
        desk.finish_all();
        REQUIRE(desk.poll_until([&] {
            const KafkaSourceStats stats = desk.source().stats();
            return stats.failed_commits >= 1 && stats.commits > stats.failed_commits;
        }));
        CHECK(desk.close());
        Desk again{cluster, member_of("raw")};
        REQUIRE(again.poll_until(
            [&] { return again.assigned() == 1 && total_lag(again.source().stats()) == 0; }));
        CHECK(again.taken().empty());
        CHECK(again.close());
    }

    TEST_CASE("when the log no longer holds what comes next, it is read from its beginning, loudly") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        fill(cluster, "raw", 0, 10, 1);
        Desk desk{cluster, member_of("raw")};
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 10; }));
        const std::uint32_t epoch = desk.held().front().progress.front().epoch;
        const auto out_of_range = [&] {
            return desk.source().stats().errors[static_cast<std::size_t>(kafka::ErrorCode::OffsetOutOfRange)];
        };
        // As a broker does, until the client turns back. Of the first answer at the end of a partition the
        // client only takes that it is the end, for the mock tells where the end is even with an error.
        cluster.answer_fetch_with(std::vector(1000, RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE));
        REQUIRE(desk.poll_until([&] { return out_of_range() >= 1; }));
        CHECK(desk.taken().size() == 10);
        cluster.answer_fetch_as_usual();
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 20; }));
        CHECK(desk.taken()[10] == "v0");
        CHECK(desk.held().back().progress.front().epoch != epoch);
        desk.finish_all();
        REQUIRE(desk.poll_until([&] { return total_lag(desk.source().stats()) == 0; }));
        CHECK(desk.close());
    }

    TEST_CASE("an unknown topic is waited for and named") {
        MockCluster cluster;
        cluster.create_topic("late", 1);
        cluster.hide_topic("late");
        Desk desk{cluster, member_of("late")};
        REQUIRE(desk.poll_until([&] { return !desk.source().stats().unavailable_topics.empty(); }));
        CHECK(desk.source().not_ready_reason() == "topic late cannot be read");
        cluster.show_topic("late");
        fill(cluster, "late", 0, 5, 1);
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 5; }));
        CHECK(desk.source().not_ready_reason().empty());
        CHECK(desk.close());
    }

    TEST_CASE("brokers that come and go are no error, and close keeps its deadline without them") {
        MockCluster cluster;
        cluster.create_topic("raw", 1);
        fill(cluster, "raw", 0, 10, 1);
        Desk desk{cluster, member_of("raw")};
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 10; }));
        cluster.brokers_down();
        REQUIRE(desk.poll_until([&] {
            const auto errors = desk.source().stats().errors;
            return std::any_of(errors.begin(), errors.end(), [](std::uint64_t count) { return count > 0; });
        }));
        cluster.brokers_up();
        fill(cluster, "raw", 10, 20, 1);
        REQUIRE(desk.poll_until([&] { return desk.taken().size() == 20; }));
        cluster.brokers_down();
        desk.finish_all();
        const auto start = std::chrono::steady_clock::now();
        static_cast<void>(desk.source().close(Deadline::after(500ms)));
        CHECK(std::chrono::steady_clock::now() - start < 3s);
    }
}
