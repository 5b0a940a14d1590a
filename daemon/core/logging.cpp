#include "daemon/core/logging.hpp"

#include <memory>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace wirefold {

namespace {

/// stderr only: stdout belongs to `fold`'s records.
spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = spdlog::stderr_logger_mt("wirefold");
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        return made;
    }();
    return *instance;
}

[[nodiscard]] bool needs_quotes(std::string_view value) {
    return value.empty() || value.find_first_of(" \"=\n\r\t") != std::string_view::npos;
}

}  // namespace

LogLine& LogLine::with(std::string_view key, std::string_view value) & {
    text_ += ' ';
    text_ += key;
    text_ += '=';
    if (!needs_quotes(value)) {
        text_ += value;
        return *this;
    }
    text_ += '"';
    for (const char c : value) {
        // One event stays one line, whatever a broker or a file name puts into it.
        if (static_cast<unsigned char>(c) < 0x20) {
            text_ += ' ';
        } else {
            if (c == '"' || c == '\\') text_ += '\\';
            text_ += c;
        }
    }
    text_ += '"';
    return *this;
}

LogLine& LogLine::with(std::string_view key, std::int64_t value) & {
    return with(key, std::to_string(value));
}

void set_log_level(LogLevel level) {
    switch (level) {
        case LogLevel::Debug: logger().set_level(spdlog::level::debug); break;
        case LogLevel::Info: logger().set_level(spdlog::level::info); break;
        case LogLevel::Warn: logger().set_level(spdlog::level::warn); break;
        case LogLevel::Error: logger().set_level(spdlog::level::err); break;
    }
}

void log_debug(const LogLine& line) {
    logger().debug("{}", line.text());
}
void log_info(const LogLine& line) {
    logger().info("{}", line.text());
}
void log_warn(const LogLine& line) {
    logger().warn("{}", line.text());
}
void log_error(const LogLine& line) {
    logger().error("{}", line.text());
}

}  // namespace wirefold
