#include "daemon/decode/timestamp.hpp"

namespace wirefold {

namespace {

/// Consumes a text from its front.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    [[nodiscard]] bool done() const { return text_.empty(); }
    [[nodiscard]] bool next_is_digit() const {
        return !text_.empty() && text_.front() >= '0' && text_.front() <= '9';
    }
    [[nodiscard]] bool take(char c) {
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    /// Exactly `digits` digits.
    [[nodiscard]] std::optional<int> number(int digits) {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            if (!next_is_digit()) return std::nullopt;
            value = value * 10 + (text_.front() - '0');
            text_.remove_prefix(1);
        }
        return value;
    }

private:
    std::string_view text_;
};

struct TimeOfDay {
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
};

/// Digits after the point, to milliseconds; more precise ones are cut.
[[nodiscard]] std::optional<int> parse_fraction(Cursor& cursor) {
    if (!cursor.next_is_digit()) return std::nullopt;
    int value = 0;
    for (int scale = 100; cursor.next_is_digit(); scale /= 10) value += *cursor.number(1) * scale;
    return value;
}

[[nodiscard]] std::optional<TimeOfDay> parse_time_of_day(Cursor& cursor) {
    TimeOfDay time;
    const auto hour = cursor.number(2);
    if (!hour || *hour > 23 || !cursor.take(':')) return std::nullopt;
    const auto minute = cursor.number(2);
    if (!minute || *minute > 59) return std::nullopt;
    time.hour = *hour;
    time.minute = *minute;
    if (!cursor.take(':')) return time;
    const auto second = cursor.number(2);
    if (!second || *second > 60) return std::nullopt;  // 60: a leap second
    time.second = *second;
    if (cursor.take('.') || cursor.take(',')) {
        const auto fraction = parse_fraction(cursor);
        if (!fraction) return std::nullopt;
        time.millisecond = *fraction;
    }
    return time;
}

/// Minutes east of UTC. No zone at all means UTC.
[[nodiscard]] std::optional<int> parse_zone(Cursor& cursor) {
    if (cursor.done() || cursor.take('Z') || cursor.take('z')) return 0;
    int sign = 0;
    if (cursor.take('+')) sign = 1;
    if (sign == 0 && cursor.take('-')) sign = -1;
    if (sign == 0) return std::nullopt;
    const auto hours = cursor.number(2);
    if (!hours || *hours > 23) return std::nullopt;
    if (cursor.done()) return sign * *hours * 60;
    static_cast<void>(cursor.take(':'));
    const auto minutes = cursor.number(2);
    if (!minutes || *minutes > 59) return std::nullopt;
    return sign * (*hours * 60 + *minutes);
}

[[nodiscard]] std::optional<std::chrono::sys_days> parse_date(Cursor& cursor) {
    const auto year = cursor.number(4);
    if (!year || *year == 0 || !cursor.take('-')) return std::nullopt;
    const auto month = cursor.number(2);
    if (!month || !cursor.take('-')) return std::nullopt;
    const auto day = cursor.number(2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    Cursor cursor{text};
    const auto date = parse_date(cursor);
    if (!date) return std::nullopt;
    if (cursor.done()) return Timestamp{*date};
    if (!cursor.take('T') && !cursor.take('t') && !cursor.take(' ')) return std::nullopt;
    const auto time = parse_time_of_day(cursor);
    if (!time) return std::nullopt;
    static_cast<void>(cursor.take(' '));
    const auto zone = parse_zone(cursor);
    if (!zone || !cursor.done()) return std::nullopt;
    return Timestamp{*date} + std::chrono::hours{time->hour} + std::chrono::minutes{time->minute - *zone} +
           std::chrono::seconds{time->second} + std::chrono::milliseconds{time->millisecond};
}

}  // namespace wirefold
