#include "daemon/kafka/responses.hpp"

#include <array>

namespace wirefold::kafka {

namespace {

[[nodiscard]] ErrorCode classify_connection(rd_kafka_resp_err_t response) {
    switch (response) {
        case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN: return ErrorCode::BrokersDown;
        case RD_KAFKA_RESP_ERR__TRANSPORT:
        case RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION:
        case RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE: return ErrorCode::Transport;
        case RD_KAFKA_RESP_ERR__RESOLVE: return ErrorCode::Resolve;
        case RD_KAFKA_RESP_ERR__TIMED_OUT:
        case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
        case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
        case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT: return ErrorCode::TimedOut;
        case RD_KAFKA_RESP_ERR__SSL: return ErrorCode::Ssl;
        case RD_KAFKA_RESP_ERR__AUTHENTICATION:
        case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM: return ErrorCode::Authentication;
        case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
        case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
        case RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED: return ErrorCode::Authorization;
        default: return ErrorCode::Other;
    }
}

[[nodiscard]] ErrorCode classify_group(rd_kafka_resp_err_t response) {
    switch (response) {
        case RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS:
        case RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE:
        case RD_KAFKA_RESP_ERR_NOT_COORDINATOR:
        case RD_KAFKA_RESP_ERR__WAIT_COORD: return ErrorCode::CoordinatorUnavailable;
        case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
        case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
        case RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS:
        case RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL:
        case RD_KAFKA_RESP_ERR_INVALID_SESSION_TIMEOUT: return ErrorCode::Membership;
        case RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST: return ErrorCode::AssignmentLost;
        case RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED: return ErrorCode::MaxPollExceeded;
        case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
        case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET: return ErrorCode::OffsetOutOfRange;
        default: return ErrorCode::Other;
    }
}

[[nodiscard]] ErrorCode classify_records(rd_kafka_resp_err_t response) {
    switch (response) {
        case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
        case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
        case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
        case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION: return ErrorCode::UnknownTopic;
        case RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION:
        case RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE:
        case RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH:
        case RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE: return ErrorCode::NotLeader;
        case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS:
        case RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND: return ErrorCode::NotEnoughReplicas;
        case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE: return ErrorCode::MessageTooLarge;
        case RD_KAFKA_RESP_ERR__BAD_MSG:
        case RD_KAFKA_RESP_ERR__BAD_COMPRESSION:
        case RD_KAFKA_RESP_ERR_INVALID_MSG:
        case RD_KAFKA_RESP_ERR_INVALID_RECORD: return ErrorCode::Corrupt;
        case RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER:
        case RD_KAFKA_RESP_ERR_DUPLICATE_SEQUENCE_NUMBER:
        case RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID: return ErrorCode::Sequence;
        case RD_KAFKA_RESP_ERR__FENCED:
        case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
        case RD_KAFKA_RESP_ERR_PRODUCER_FENCED:
        case RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH: return ErrorCode::Fenced;
        case RD_KAFKA_RESP_ERR__FATAL: return ErrorCode::Fatal;
        case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
        case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT:
        case RD_KAFKA_RESP_ERR__DESTROY: return ErrorCode::Purged;
        default: return ErrorCode::Other;
    }
}

}  // namespace

ErrorCode classify(rd_kafka_resp_err_t response) {
    if (const ErrorCode code = classify_connection(response); code != ErrorCode::Other) return code;
    if (const ErrorCode code = classify_group(response); code != ErrorCode::Other) return code;
    return classify_records(response);
}

Errc errc_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::TimedOut: return Errc::Timeout;
        case ErrorCode::Fenced:
        case ErrorCode::Fatal: return Errc::KafkaFatal;
        case ErrorCode::Authentication:
        case ErrorCode::Authorization:
        case ErrorCode::UnknownTopic:
        case ErrorCode::MessageTooLarge:
        case ErrorCode::Corrupt:
        case ErrorCode::Membership:
        case ErrorCode::AssignmentLost:
        case ErrorCode::OffsetOutOfRange: return Errc::KafkaRejected;
        default: return Errc::KafkaUnavailable;
    }
}

Error error_from(rd_kafka_resp_err_t response, std::string_view what) {
    return {errc_of(classify(response)), std::string{what} + ": " + rd_kafka_err2str(response)};
}

bool fatal(rd_kafka_t* client, std::string& reason) {
    std::array<char, 512> text{};
    if (rd_kafka_fatal_error(client, text.data(), text.size()) == RD_KAFKA_RESP_ERR_NO_ERROR) return false;
    reason = text.data();
    return true;
}

}  // namespace wirefold::kafka
