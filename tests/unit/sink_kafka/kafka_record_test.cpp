#include "daemon/sink/kafka_record.hpp"

#include <map>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/raw_records.hpp"

using namespace wirefold;

namespace {

constexpr std::size_t kUnlimited = 1'000'000;

std::map<std::string, std::string> headers_of(const KafkaRecord& record) {
    std::map<std::string, std::string> headers;
    for (const kafka::OutgoingHeader& header : record.headers())
        headers[header.name] = std::string{header.value};
    return headers;
}

std::size_t counted_bytes(const KafkaRecord& record) {
    std::size_t bytes = record.value().size() + (record.key() ? record.key()->size() : 0);
    for (const auto& [name, value] : headers_of(record)) bytes += name.size() + value.size();
    return bytes;
}

/// One input record from topic "raw", with the headers given.
struct Input {
    explicit Input(std::string_view payload, const std::map<std::string, std::string>& headers = {})
        : batch(test::RawBatchBuilder{origin}.add(payload).take()) {
        batch.records[0].partition = PartitionId{3};
        batch.records[0].offset = Offset{41};
        batch.records[0].headers_count = static_cast<std::uint32_t>(headers.size());
        for (const auto& [name, value] : headers)
            batch.headers.push_back({batch.arena.copy(name), batch.arena.copy(value)});
    }
    [[nodiscard]] OutputRecord article() const {
        OutputRecord record;
        record.input = batch.records.data();
        record.key = "urn:item:1";
        record.value = R"({"uri":"urn:item:1"})";
        record.id = "0123";
        record.group = "g-1";
        record.story = "s-1";
        record.time = "2024-11-30T11:40:00Z";
        record.relation = Relation::Near;
        record.status = "usable";
        return record;
    }
    [[nodiscard]] OutputRecord dead_letter() const {
        OutputRecord record;
        record.destination = Destination::DeadLetters;
        record.input = batch.records.data();
        record.profile = "ninjs2";
        record.rejected.reason = RejectReason::MissingBody;
        record.rejected.stage = RejectStage::Decode;
        record.rejected.detail = "no body";
        return record;
    }
    Origin origin = test::origin_named("raw");
    RawBatch batch;
};

}  // namespace

TEST_SUITE("sink/kafka_record") {
    TEST_CASE("an article is a CloudEvent in binary mode") {
        const Input input{"original"};
        const OutputRecord article = input.article();
        const KafkaRecord record{article, input.batch, kUnlimited};
        CHECK(record.key() == "urn:item:1");
        CHECK(record.value() == article.value);
        CHECK(headers_of(record) ==
              std::map<std::string, std::string>{{"ce_specversion", "1.0"},
                                                 {"ce_type", "org.wirefold.article.near"},
                                                 {"ce_source", "raw"},
                                                 {"ce_id", "0123"},
                                                 {"ce_time", "2024-11-30T11:40:00Z"},
                                                 {"ce_subject", "urn:item:1"},
                                                 {"ce_relation", "near"},
                                                 {"ce_groupid", "g-1"},
                                                 {"ce_storyid", "s-1"},
                                                 {"ce_pubstatus", "usable"},
                                                 {"ce_embargoed", "false"},
                                                 {"content-type", "application/json"}});
        CHECK(record.bytes() == counted_bytes(record));
        CHECK(output_bytes(article, input.batch) == record.bytes());
    }

    TEST_CASE("a retraction has a type of its own, and absent attributes are left out") {
        const Input input{"original"};
        OutputRecord retraction = input.article();
        retraction.destination = Destination::Retractions;
        retraction.relation = Relation::Kill;
        retraction.time = {};
        retraction.embargoed = true;
        const KafkaRecord record{retraction, input.batch, kUnlimited};
        const auto headers = headers_of(record);
        CHECK(headers.at("ce_type") == "org.wirefold.retraction.kill");
        CHECK(headers.at("ce_embargoed") == "true");
        CHECK(headers.count("ce_time") == 0);
    }

    TEST_CASE("trace headers go through unchanged, others stay behind") {
        const Input input{"original",
                          {{"traceparent", "00-4bf9-00f0-01"},
                           {"ce_traceparent", "00-aaaa-bbbb-00"},
                           {"ce_type", "x"},
                           {"a", "b"}}};
        for (const OutputRecord& output : {input.article(), input.dead_letter()}) {
            const KafkaRecord record{output, input.batch, kUnlimited};
            const auto headers = headers_of(record);
            CHECK(headers.at("traceparent") == "00-4bf9-00f0-01");
            CHECK(headers.at("ce_traceparent") == "00-aaaa-bbbb-00");
            CHECK(headers.count("a") == 0);
            CHECK(record.bytes() == counted_bytes(record));
        }
    }

    TEST_CASE("what is no trace context decides nothing") {
        const Input input{"original", {{"traceparent", std::string(5000, 'x')}}};
        const OutputRecord article = input.article();
        CHECK(headers_of(KafkaRecord{article, input.batch, kUnlimited}).count("traceparent") == 0);
    }

    TEST_CASE("a dead letter holds the original bytes and says where they came from and why") {
        const Input input{"{\"broken\": "};
        const OutputRecord letter = input.dead_letter();
        const KafkaRecord record{letter, input.batch, kUnlimited};
        CHECK_FALSE(record.key().has_value());
        CHECK(record.value() == "{\"broken\": ");
        CHECK(headers_of(record) == std::map<std::string, std::string>{{"reason", "missing_body"},
                                                                       {"stage", "decode"},
                                                                       {"detail", "no body"},
                                                                       {"origin-topic", "raw"},
                                                                       {"origin-partition", "3"},
                                                                       {"origin-offset", "41"},
                                                                       {"profile", "ninjs2"}});
    }

    TEST_CASE("a dead letter keeps to its limit and says what is missing") {
        Input input{std::string(10'000, 'x')};
        const OutputRecord letter = input.dead_letter();
        for (const std::size_t limit : {10'000UL, 5'000UL, 300UL}) {
            CAPTURE(limit);
            const KafkaRecord record{letter, input.batch, limit};
            CHECK(record.bytes() <= limit);
            CHECK(record.bytes() >= limit - 1);
            CHECK(headers_of(record).at("truncated-from") == "10000");
            CHECK(record.bytes() == counted_bytes(record));
        }
        const KafkaRecord nothing_left{letter, input.batch, 10};
        CHECK(nothing_left.value().empty());

        input.batch.records[0].payload_bytes = 50'000;  // the source copied only the beginning
        const KafkaRecord record{letter, input.batch, kUnlimited};
        CHECK(record.value().size() == 10'000);
        CHECK(headers_of(record).at("truncated-from") == "50000");
    }

    TEST_CASE("when the original is gone, its enriched form stands for it") {
        Input input{"original"};
        OutputRecord letter = input.article();
        letter.destination = Destination::DeadLetters;
        CHECK(KafkaRecord{letter, input.batch, kUnlimited}.value() == "original");
        input.batch.records[0].payload = {};
        input.batch.records[0].payload_bytes = 0;
        CHECK(KafkaRecord{letter, input.batch, kUnlimited}.value() == letter.value);
    }

    TEST_CASE("long details and keys do not crowd out the original") {
        const Input input{std::string(3000, 'x')};
        OutputRecord letter = input.dead_letter();
        letter.rejected.detail = std::string(100'000, 'd');
        const std::string key(100'000, 'k');
        letter.key = key;
        const KafkaRecord record{letter, input.batch, 5000};
        CHECK(record.value().size() == 3000);
        CHECK_FALSE(record.key().has_value());
    }
}
