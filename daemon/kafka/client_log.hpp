#pragma once

#include <string_view>

#include "daemon/kafka/errors.hpp"
#include "daemon/kafka/handles.hpp"
#include "daemon/kafka/repeat_limiter.hpp"

namespace wirefold::kafka {

/// Takes what a client wants said and counts what went wrong. Sits behind every client's opaque pointer, so
/// that callbacks find it: sessions derive from it.
///
/// Threads: any, for librdkafka logs from threads of its own.
class ClientLog {
public:
    ClientLog() = default;
    ClientLog(const ClientLog&) = delete;
    ClientLog& operator=(const ClientLog&) = delete;

    /// Counts the error and logs it, once per interval and kind.
    void trouble(std::string_view event, ErrorCode code, std::string_view detail);
    /// A line of librdkafka's own.
    void line(int level, std::string_view facility, std::string_view text);
    [[nodiscard]] ErrorCounts counts() const { return tally_.counts(); }

protected:
    ~ClientLog() = default;

private:
    ErrorTally tally_;
    RepeatLimiter limiter_;
};

/// Makes `log` the configuration's opaque pointer and sends log lines and errors there.
/// `log` must outlive the client.
void install_log(rd_kafka_conf_t* conf, ClientLog& log);

}  // namespace wirefold::kafka
