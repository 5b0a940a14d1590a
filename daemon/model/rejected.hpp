#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace wirefold {

/// Why a record became a dead letter. Closed, because each is a metric label.
enum class RejectReason : std::uint8_t {
    EmptyValue,      ///< no bytes, or only white space
    NotJson,         ///< not a JSON object, or broken inside
    TruncatedJson,   ///< ends before the object does
    WrongEncoding,   ///< not UTF-8
    UnknownShape,    ///< no profile recognizes it
    MissingBody,     ///< recognized, but no text to compare
    InvalidField,    ///< a field the profile needs has the wrong type or an unusable value
    UnknownItem,     ///< cancels an item that no article is known of
    RecordTooLarge,  ///< larger than source.record_bytes_max
    OutputTooLarge,  ///< the enriched record is larger than the output accepts
};
inline constexpr std::array kRejectReasons{RejectReason::EmptyValue,     RejectReason::NotJson,
                                           RejectReason::TruncatedJson,  RejectReason::WrongEncoding,
                                           RejectReason::UnknownShape,   RejectReason::MissingBody,
                                           RejectReason::InvalidField,   RejectReason::UnknownItem,
                                           RejectReason::RecordTooLarge, RejectReason::OutputTooLarge};

/// Stage that refused a record.
enum class RejectStage : std::uint8_t { Source, Decode, Normalize, Decide, Sink };

[[nodiscard]] std::string_view name_of(RejectReason reason);
[[nodiscard]] std::string_view name_of(RejectStage stage);

/// A record's own fault, as a value.
struct Rejected {
    RejectReason reason = RejectReason::NotJson;
    RejectStage stage = RejectStage::Decode;
    std::string_view profile = {};  ///< Recognized before it was refused; static text, empty when none was.
    std::string detail = {};        ///< For the reader of the dead letter: "field /uri: expected a string".
};

}  // namespace wirefold
