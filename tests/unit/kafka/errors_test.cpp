#include "daemon/kafka/errors.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "daemon/kafka/responses.hpp"

using namespace wirefold;
using namespace wirefold::kafka;

TEST_SUITE("kafka/errors") {
    TEST_CASE("names are distinct and fit a metric label") {
        std::set<std::string> names;
        for (std::size_t i = 0; i < kErrorCodes.size(); ++i) {
            CHECK(static_cast<std::size_t>(kErrorCodes[i]) == i);
            const std::string name{name_of(kErrorCodes[i])};
            CHECK(std::all_of(name.begin(), name.end(),
                              [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); }));
            names.insert(name);
        }
        CHECK(names.size() == kErrorCodes.size());
    }

    TEST_CASE("every response of the client has a code") {
        const rd_kafka_err_desc* descriptions = nullptr;
        std::size_t known = 0;
        rd_kafka_get_err_descs(&descriptions, &known);
        for (std::size_t i = 0; i < known; ++i) {
            CHECK_FALSE(name_of(classify(descriptions[i].code)).empty());
        }
        CHECK(known > 100);
    }

    TEST_CASE("responses get the code an operator would look for") {
        CHECK(classify(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) == ErrorCode::BrokersDown);
        CHECK(classify(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) == ErrorCode::MessageTooLarge);
        CHECK(classify(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION) == ErrorCode::Membership);
        CHECK(classify(RD_KAFKA_RESP_ERR__FATAL) == ErrorCode::Fatal);
        CHECK(classify(RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE) == ErrorCode::OffsetOutOfRange);
        CHECK(classify(RD_KAFKA_RESP_ERR_POLICY_VIOLATION) == ErrorCode::Other);
    }

    TEST_CASE("only what waiting may cure counts as unavailable") {
        CHECK(errc_of(ErrorCode::Transport) == Errc::KafkaUnavailable);
        CHECK(errc_of(ErrorCode::NotLeader) == Errc::KafkaUnavailable);
        CHECK(errc_of(ErrorCode::UnknownTopic) == Errc::KafkaRejected);
        CHECK(errc_of(ErrorCode::Authorization) == Errc::KafkaRejected);
        CHECK(errc_of(ErrorCode::Fenced) == Errc::KafkaFatal);
        CHECK(errc_of(ErrorCode::TimedOut) == Errc::Timeout);
    }

    TEST_CASE("a tally counts each code by itself") {
        ErrorTally tally;
        tally.add(ErrorCode::Transport);
        tally.add(ErrorCode::Transport);
        tally.add(ErrorCode::Other);
        const ErrorCounts counts = tally.counts();
        CHECK(counts[static_cast<std::size_t>(ErrorCode::Transport)] == 2);
        CHECK(counts[static_cast<std::size_t>(ErrorCode::Other)] == 1);
        CHECK(counts[static_cast<std::size_t>(ErrorCode::Ssl)] == 0);
    }
}
