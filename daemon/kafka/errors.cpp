#include "daemon/kafka/errors.hpp"

namespace wirefold::kafka {

std::string_view name_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::BrokersDown: return "brokers_down";
        case ErrorCode::Transport: return "transport";
        case ErrorCode::Resolve: return "resolve";
        case ErrorCode::TimedOut: return "timed_out";
        case ErrorCode::Ssl: return "ssl";
        case ErrorCode::Authentication: return "authentication";
        case ErrorCode::Authorization: return "authorization";
        case ErrorCode::UnknownTopic: return "unknown_topic";
        case ErrorCode::NotLeader: return "not_leader";
        case ErrorCode::NotEnoughReplicas: return "not_enough_replicas";
        case ErrorCode::CoordinatorUnavailable: return "coordinator_unavailable";
        case ErrorCode::Membership: return "membership";
        case ErrorCode::AssignmentLost: return "assignment_lost";
        case ErrorCode::MaxPollExceeded: return "max_poll_exceeded";
        case ErrorCode::OffsetOutOfRange: return "offset_out_of_range";
        case ErrorCode::MessageTooLarge: return "message_too_large";
        case ErrorCode::Corrupt: return "corrupt";
        case ErrorCode::Sequence: return "sequence";
        case ErrorCode::Fenced: return "fenced";
        case ErrorCode::Fatal: return "fatal";
        case ErrorCode::Purged: return "purged";
        case ErrorCode::Other: return "other";
    }
    return "other";
}

}  // namespace wirefold::kafka
