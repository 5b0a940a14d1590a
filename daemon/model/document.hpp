#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "daemon/core/clock.hpp"

namespace wirefold {

/// Life cycle of an item as its sender states it.
enum class ItemStatus : std::uint8_t { Usable, Canceled, Withheld };

enum class BodyFormat : std::uint8_t { Text, Html };

/// One article after decoding: the logical fields that later stages use.
///
/// Ownership: every view points into the arenas of the batch the article belongs to and dies with it, except
/// `body`, which lives in the decoder's scratch until the decoder takes its next record.
struct Document {
    static constexpr std::size_t kItemIdBytesMax = 1024;
    static constexpr std::size_t kVersionBytesMax = 256;

    std::string_view profile;  ///< "ninjs1", "ninjs2", "ninjs3", "generic"; static text.
    std::string_view item_id;  ///< Without version; at most kItemIdBytesMax. Empty when there is none.
    std::string_view version;  ///< As written; empty when absent. At most kVersionBytesMax.
    /// Another item of its publisher that it takes the place of; empty: none. At most kItemIdBytesMax.
    std::string_view evolved_from;
    std::string_view url;
    std::string_view title;
    std::string_view language;        ///< As written ("en", "en-GB"); empty when absent.
    std::string_view source_name;     ///< Who published it; empty when absent.
    std::string_view editorial_note;  ///< The beginning of the sender's note to editors; no part of the text.
    std::string_view published_field;  ///< Which field `published_at` came from; empty when there is none.
    std::optional<Timestamp> published_at;
    std::optional<Timestamp> embargo_until;
    bool embargo_unreadable =
        false;  ///< An embargo was given but its time cannot be read: hold, never guess.
    ItemStatus status = ItemStatus::Usable;
    bool says_it_corrects = false;  ///< By a signal beside the text.
    bool says_it_updates = false;
    std::string_view body;
    BodyFormat body_format = BodyFormat::Text;

    /// Pieces of the output record, already in ninjs 3.1 spelling: [begin, end) of DraftBatch::pieces.
    std::uint32_t pieces_begin = 0;
    std::uint32_t pieces_end = 0;
};

}  // namespace wirefold
