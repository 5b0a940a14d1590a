#include "daemon/core/error.hpp"

#include <stdexcept>

namespace wirefold {

std::string_view name_of(Errc code) {
    switch (code) {
        case Errc::ConfigRejected: return "config_rejected";
        case Errc::Io: return "io";
        case Errc::Corrupt: return "corrupt";
        case Errc::KafkaUnavailable: return "kafka_unavailable";
        case Errc::KafkaRejected: return "kafka_rejected";
        case Errc::KafkaFatal: return "kafka_fatal";
        case Errc::Timeout: return "timeout";
        case Errc::Network: return "network";
    }
    return "unknown";
}

std::string describe(const Error& error) {
    return std::string{name_of(error.code)} + ": " + error.context;
}

void throw_exception_from_error(const Error& error, const boost::source_location& /*location*/) {
    throw std::runtime_error(describe(error));
}

}  // namespace wirefold
