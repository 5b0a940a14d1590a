#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "daemon/core/clock.hpp"
#include "daemon/core/hash.hpp"
#include "daemon/model/document.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Counts articles in the order of the log, from 0.
using ArticleNumber = std::uint64_t;

/// 64 bits that need no more than the alignment of 32.
class Word64 {
public:
    Word64() = default;
    Word64& operator=(std::uint64_t value) {
        low_ = static_cast<std::uint32_t>(value);
        high_ = static_cast<std::uint32_t>(value >> 32U);
        return *this;
    }
    [[nodiscard]] std::uint64_t get() const { return low_ | std::uint64_t{high_} << 32U; }

private:
    std::uint32_t low_;
    std::uint32_t high_;
};

/// A time of 40 bits: milliseconds, told apart for 34 years before now.
class LogTime {
public:
    static constexpr Duration kApartMax{std::int64_t{1} << 39U};

    /// `time` is not later than any `now` it is asked with. The epoch says that no time is known.
    [[nodiscard]] static std::uint64_t pack(Timestamp time) {
        if (time == Timestamp{}) return kNone;
        const std::uint64_t bits = static_cast<std::uint64_t>(time.time_since_epoch().count()) & kNone;
        return bits == kNone ? kNone - 1 : bits;
    }
    [[nodiscard]] static Timestamp unpack(std::uint64_t bits, Timestamp now) {
        if (bits == kNone) return Timestamp{};
        const auto today = static_cast<std::uint64_t>(now.time_since_epoch().count());
        return now - Duration{static_cast<std::int64_t>((today - bits) & kNone)};
    }

private:
    static constexpr std::uint64_t kNone = (std::uint64_t{1} << 40U) - 1;
};

/// What an article says of its time, in 48 bits: milliseconds since the year 1. Later than the year 8920 is
/// then.
class EventTime {
public:
    [[nodiscard]] static std::uint64_t pack(Timestamp time) {
        return static_cast<std::uint64_t>(std::clamp<std::int64_t>((time - kYearOne).count(), 0, kLast));
    }
    [[nodiscard]] static Timestamp unpack(std::uint64_t bits) {
        return kYearOne + Duration{static_cast<std::int64_t>(bits)};
    }

private:
    static constexpr std::int64_t kLast = (std::int64_t{1} << 48U) - 1;
    static constexpr Timestamp kYearOne = std::chrono::sys_days{std::chrono::year{1} / 1 / 1};
};

/// One article as every window keeps it: what finding it again needs, and what changes. The rest lies in a
/// ring of texts; what comparing needs, in ComparedTexts and RelatedTexts.
struct StoredArticle {
    Word64 coordinate;  ///< Hash of it; different for all records of one partition.
    Word64 content_high;
    Word64 content_low;
    Word64 source_hash;
    Word64 log_time_tokens;      ///< 40 and 24 bits.
    Word64 event_time_language;  ///< 48 and 16 bits.
    std::uint32_t text_at;       ///< Packed place.
    /// Of those that post their text: which of them this is, modulo 2^32. Of copies, which do not: articles
    /// back to the first that was known to have the content; 0: it is this one.
    std::uint32_t posted_or_first;
    /// Articles between this one and a newer one of its group, of its story; 0: this is the newest.
    std::array<std::uint32_t, 2> newer;
    std::uint32_t story_previous;        ///< Articles back to the one before this one in its story; 0: none.
    std::array<std::uint32_t, 3> links;  ///< Packed number of the next older one in each chain.
    Relation relation;
    ItemStatus status : 2;
    bool is_held : 1;  ///< It was not public at once: its text says from when on it is.
    std::uint8_t signals;
    std::uint8_t title;  ///< Fingerprint::title_byte().

    [[nodiscard]] Hash128 content() const { return {.high = content_high.get(), .low = content_low.get()}; }
    void set_content(const Hash128& content) {
        content_high = content.high;
        content_low = content.low;
    }
    [[nodiscard]] std::uint32_t tokens() const {
        return static_cast<std::uint32_t>(log_time_tokens.get() >> kLogTimeBits);
    }
    [[nodiscard]] Timestamp log_time(Timestamp now) const {
        return LogTime::unpack(log_time_tokens.get() & kLogTimeMask, now);
    }
    void set_log_time(Timestamp time) {
        log_time_tokens = LogTime::pack(time) | (log_time_tokens.get() & ~kLogTimeMask);
    }
    void set_tokens(std::uint32_t tokens) {
        const std::uint64_t kept = std::min(tokens, kTokensMax);
        log_time_tokens = kept << kLogTimeBits | (log_time_tokens.get() & kLogTimeMask);
    }
    [[nodiscard]] Timestamp event_time() const {
        return EventTime::unpack(event_time_language.get() >> kLanguageBits);
    }
    [[nodiscard]] std::uint16_t language() const {
        return static_cast<std::uint16_t>(event_time_language.get());
    }
    void set_event_time(Timestamp time, std::uint16_t language) {
        event_time_language = EventTime::pack(time) << kLanguageBits | language;
    }

private:
    static constexpr unsigned kLogTimeBits = 40;
    static constexpr std::uint64_t kLogTimeMask = (std::uint64_t{1} << kLogTimeBits) - 1;
    static constexpr std::uint32_t kTokensMax = (1U << 24U) - 1;  ///< normalize.tokens_max is less.
    static constexpr unsigned kLanguageBits = 16;
};
static_assert(sizeof(StoredArticle) == 84 && alignof(StoredArticle) == 4);

}  // namespace wirefold
