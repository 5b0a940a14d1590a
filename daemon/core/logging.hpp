#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// `error`: data is lost or a human is needed. `warn`: degraded, nothing lost. `info`: life cycle.
enum class LogLevel : std::uint8_t { Debug, Info, Warn, Error };

/// One `key=value` line under construction: `LogLine{"group joined"}.with("partitions", 4)`.
class LogLine {
public:
    explicit LogLine(std::string_view event) : text_(event) {}
    LogLine& with(std::string_view key, std::string_view value) &;
    LogLine& with(std::string_view key, std::int64_t value) &;
    LogLine&& with(std::string_view key, std::string_view value) && { return std::move(with(key, value)); }
    LogLine&& with(std::string_view key, std::int64_t value) && { return std::move(with(key, value)); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// Sends lines to stderr, for the whole process. Threads: call once at start; the log_* calls are for any
/// thread.
void set_log_level(LogLevel level);

void log_debug(const LogLine& line);
void log_info(const LogLine& line);
void log_warn(const LogLine& line);
void log_error(const LogLine& line);

}  // namespace wirefold
