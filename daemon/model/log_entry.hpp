#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "daemon/core/clock.hpp"
#include "daemon/core/hash.hpp"
#include "daemon/core/id.hpp"
#include "daemon/core/small_vector.hpp"
#include "daemon/model/document.hpp"
#include "daemon/model/raw_batch.hpp"
#include "daemon/model/salience.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// What a sender says of a text beside its life cycle, told by headline tags and notes. Bits, as the log
/// keeps them.
inline constexpr std::uint8_t kSignalCorrection =
    1U << 0U;  ///< CORRECTED, REFILE, REPEAT, WITHDRAWN, "corrects …"
inline constexpr std::uint8_t kSignalUpdate = 1U << 1U;  ///< UPDATE 2, WRITETHRU
inline constexpr std::uint8_t kSignalRepeat = 1U << 2U;  ///< REPEAT; kSignalCorrection too
inline constexpr std::uint8_t kSignalTruncated =
    1U << 3U;  ///< ends as a feed's or a paywall's cut does: "[+2829 chars]"
inline constexpr std::uint8_t kSignalOpenEnd = 1U << 4U;  ///< does not end as a sentence does
inline constexpr std::uint8_t kSignalHeadlineApart =
    1U << 5U;  ///< the text says hardly a word of its headline, as "Subscribe to read on" does

/// What is compared, instead of the text itself.
// NOLINTNEXTLINE(bugprone-exception-escape): moving a SmallVector allocates nothing
struct Fingerprint {
    static constexpr std::size_t kKeysMax = 255;
    static constexpr std::size_t kKeysUsual = 64;  ///< Of texts up to 1,300 words.
    static constexpr std::size_t kNumbersMax = 64;
    static constexpr std::uint32_t kShingleWords = 5;  ///< Tokens of a shingle where tokens are words.
    static constexpr std::uint32_t kShingleTokensMax = 8;

    Hash128 content{};             ///< Of NormalizedText::exact (channel E).
    std::uint64_t title_hash = 0;  ///< 0: no title.
    std::uint32_t tokens = 0;
    /// Runs of words (or characters) the text has; what the windows slide over. A text that has tokens has at
    /// least one, and each has `tokens - shingles + 1` of them, at most kShingleTokensMax.
    std::uint32_t shingles = 0;
    [[nodiscard]] std::uint32_t shingle_tokens() const { return shingles == 0 ? 0 : tokens - shingles + 1; }
    /// Its tokens are characters of a script without spaces: such shingles are longer than those of words.
    [[nodiscard]] bool is_unspaced() const { return shingle_tokens() > kShingleWords; }
    /// Shingles a winnowing window spans: each holds at least one key. From 1 to `shingles`; 0: no tokens.
    std::uint32_t window = 0;
    std::uint8_t number_count = 0;
    bool numbers_truncated = false;
    std::uint8_t signals = 0;    ///< Signal bits.
    std::uint16_t language = 0;  ///< The first two letters of its code; 0: unknown.
    /// Channel W, in text order. Keys are 32 bits of the shingle's hash.
    SmallVector<std::uint32_t, kKeysUsual> keys;
    /// First token of each key's shingle: rising, below `shingles`.
    SmallVector<std::uint32_t, kKeysUsual> positions;
    std::array<std::uint32_t, kNumbersMax> numbers{};  ///< Hashes of the text's distinct numbers, sorted.
    Salience salience;                                 ///< Channel S.
    Wording wording;

    [[nodiscard]] std::span<const std::uint32_t> key_span() const { return {keys.data(), keys.size()}; }
    [[nodiscard]] std::span<const std::uint32_t> position_span() const {
        return {positions.data(), positions.size()};
    }
    [[nodiscard]] std::span<const std::uint32_t> number_span() const {
        return {numbers.data(), number_count};
    }
    /// Of the title hash what the window keeps of it; 0: no title. Two titles are one byte once in 255.
    [[nodiscard]] std::uint8_t title_byte() const {
        return static_cast<std::uint8_t>(title_hash == 0 ? 0 : 1 + title_hash % 255);
    }
    [[nodiscard]] bool has(std::uint8_t signal) const { return (signals & signal) != 0; }
    /// What long texts have outside of this object.
    [[nodiscard]] std::size_t heap_bytes() const {
        return wirefold::heap_bytes(keys) + wirefold::heap_bytes(positions) + wording.heap_bytes();
    }
};

/// One article in the total order: all that a verdict may depend on.
// NOLINTNEXTLINE(bugprone-exception-escape): moving a SmallVector allocates nothing
struct LogEntry {
    /// Years 1 to 9999, and a day more at either end: what is written there may have any time zone.
    static constexpr Timestamp kEventTimeMin = std::chrono::sys_days{std::chrono::year{0} / 12 / 31};
    static constexpr Timestamp kEventTimeMax = std::chrono::sys_days{std::chrono::year{10000} / 1 / 2};

    Coordinate coordinate{};
    Timestamp event_time{};  ///< When the article says it was published; epoch when it does not say.
    bool has_event_time = false;
    ItemStatus status = ItemStatus::Usable;
    std::uint64_t source_hash = 0;  ///< Of the publisher's name; 0: unknown.
    /// When others may learn of it: the end of its embargo. The epoch: at once. kNeverPublic: it is on hold
    /// or canceled, or its embargo cannot be read. Another article of its item may be public all the same.
    Timestamp public_from{};
    static constexpr Timestamp kNeverPublic = Timestamp::max();
    /// Without version; made from the coordinate when the record names none. Limited as in Document.
    std::string item_id;
    std::string version;       ///< As written; empty when absent. Limited as in Document.
    std::string evolved_from;  ///< As in Document.
    Fingerprint fingerprint;
};

}  // namespace wirefold
