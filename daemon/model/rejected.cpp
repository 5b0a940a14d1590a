#include "daemon/model/rejected.hpp"

namespace wirefold {

std::string_view name_of(RejectReason reason) {
    switch (reason) {
        case RejectReason::EmptyValue: return "empty_value";
        case RejectReason::NotJson: return "not_json";
        case RejectReason::TruncatedJson: return "truncated_json";
        case RejectReason::WrongEncoding: return "wrong_encoding";
        case RejectReason::UnknownShape: return "unknown_shape";
        case RejectReason::MissingBody: return "missing_body";
        case RejectReason::InvalidField: return "invalid_field";
        case RejectReason::UnknownItem: return "unknown_item";
        case RejectReason::RecordTooLarge: return "record_too_large";
        case RejectReason::OutputTooLarge: return "output_too_large";
    }
    return "unknown";
}

std::string_view name_of(RejectStage stage) {
    switch (stage) {
        case RejectStage::Source: return "source";
        case RejectStage::Decode: return "decode";
        case RejectStage::Normalize: return "normalize";
        case RejectStage::Decide: return "decide";
        case RejectStage::Sink: return "sink";
    }
    return "unknown";
}

}  // namespace wirefold
