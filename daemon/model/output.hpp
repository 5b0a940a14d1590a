#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/arena.hpp"
#include "daemon/core/clock.hpp"
#include "daemon/model/raw_batch.hpp"
#include "daemon/model/rejected.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Where a record ends. Every input record ends in exactly one of the first three; a retraction is said
/// again on a topic of its own.
enum class Destination : std::uint8_t { Unique, Duplicates, DeadLetters, Retractions };
inline constexpr std::array kDestinations{Destination::Unique, Destination::Duplicates,
                                          Destination::DeadLetters, Destination::Retractions};
[[nodiscard]] std::string_view name_of(Destination destination);  ///< "unique", "duplicates", …

/// One record to publish. Views point into the arenas of its batch.
struct OutputRecord {
    Destination destination = Destination::Unique;
    const RawRecord* input = nullptr;  ///< The record it answers; in the same batch.

    // Unique, duplicates, retractions:
    std::string_view key;    ///< Item id without version.
    std::string_view value;  ///< The enriched record: JSON text on one line.
    std::string_view id;     ///< ce_id: names this content of this version of this item.
    std::string_view group;  ///< ce_groupid
    std::string_view story;  ///< ce_storyid
    std::string_view time;   ///< ce_time, RFC 3339; empty when the article has no time.
    Relation relation = Relation::Original;
    std::string_view status;  ///< ce_pubstatus: "usable", "canceled", "withheld".
    /// ce_embargoed: it had not ended when the source's log took the record, or cannot be read. Files keep no
    /// such time: there the article's own counts, and who has none of either is held. No clock has a say, so
    /// a record read again says the same.
    bool embargoed = false;

    // Dead letters: the value is the input's payload.
    std::string_view profile;  ///< Recognized shape, empty when none was.
    Rejected rejected;
};

/// A batch ready to publish, together with the input progress it pays for: outputs and offsets meet here.
struct OutputBatch {
    RawBatch input;  ///< Arena may be empty when no output points into it.
    Arena arena;
    std::vector<OutputRecord> records;

    [[nodiscard]] std::size_t bytes() const {
        return input.bytes() + arena.bytes() + records.size() * sizeof(OutputRecord);
    }
};

/// Says that every output of a batch is safe: its input may be committed and its budget is free again.
struct Receipt {
    BatchSequence sequence{};
    std::vector<Progress> progress;
    std::size_t charge = 0;
    std::size_t records = 0;                                      ///< Input records.
    std::array<std::uint32_t, kDestinations.size()> outputs{};    ///< Output records by destination.
    std::array<std::uint32_t, kRejectReasons.size()> rejected{};  ///< Dead letters by reason.
    SteadyTime taken_at{};
    [[nodiscard]] std::size_t bytes() const { return sizeof(Receipt) + progress.size() * sizeof(Progress); }
};

}  // namespace wirefold
