#include "daemon/kafka/client_log.hpp"

#include <chrono>
#include <string>

#include "daemon/core/logging.hpp"
#include "daemon/kafka/responses.hpp"

namespace wirefold::kafka {

namespace {

/// Syslog's levels, as librdkafka uses them.
constexpr int kCritical = 2;
constexpr int kWarning = 4;
constexpr int kInfo = 6;

void say(int level, const LogLine& line) {
    if (level <= kCritical) {
        log_error(line);
    } else if (level <= kWarning) {
        // Errors of a connection lose nothing: the client tries again.
        log_warn(line);
    } else if (level <= kInfo) {
        log_info(line);
    } else {
        log_debug(line);
    }
}

ClientLog& log_behind(void* opaque) {
    return *static_cast<ClientLog*>(opaque);
}

void on_log(const rd_kafka_t* client, int level, const char* facility, const char* text) noexcept {
    // Without a client there is no opaque pointer, and nobody who would act on the line.
    if (client == nullptr) return;
    log_behind(rd_kafka_opaque(client)).line(level, facility, text);
}

void on_error(rd_kafka_t* client, int response, const char* reason, void* opaque) noexcept {
    std::string text = reason;
    const bool is_fatal = fatal(client, text);
    log_behind(opaque).trouble(
        "kafka client error",
        is_fatal ? ErrorCode::Fatal : classify(static_cast<rd_kafka_resp_err_t>(response)), text);
}

}  // namespace

void ClientLog::trouble(std::string_view event, ErrorCode code, std::string_view detail) {
    tally_.add(code);
    const std::string kind = std::string{event} + '/' + std::string{name_of(code)};
    const auto held_back = limiter_.admit(kind, std::chrono::steady_clock::now());
    if (!held_back) return;
    const bool needs_human = code == ErrorCode::Fatal || code == ErrorCode::Fenced;
    say(needs_human ? kCritical : kWarning, LogLine{event}
                                                .with("code", name_of(code))
                                                .with("detail", detail)
                                                .with("held_back", static_cast<std::int64_t>(*held_back)));
}

void ClientLog::line(int level, std::string_view facility, std::string_view text) {
    // The same properties go to consumers and producers, so that one is told of the other's is no news.
    if (facility == "CONFWARN") level = kInfo + 1;
    // The only sign that the log no longer holds what we wanted to read next.
    if (facility == "OFFSET" && level <= kWarning) tally_.add(ErrorCode::OffsetOutOfRange);
    const auto held_back = limiter_.admit(facility, std::chrono::steady_clock::now());
    if (!held_back) return;
    say(level, LogLine{"kafka client"}
                   .with("facility", facility)
                   .with("detail", text)
                   .with("held_back", static_cast<std::int64_t>(*held_back)));
}

void install_log(rd_kafka_conf_t* conf, ClientLog& log) {
    rd_kafka_conf_set_opaque(conf, &log);
    rd_kafka_conf_set_log_cb(conf, &on_log);
    rd_kafka_conf_set_error_cb(conf, &on_error);
}

}  // namespace wirefold::kafka
