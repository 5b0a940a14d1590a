#pragma once

#include <string>
#include <variant>

#include "daemon/decode/decoder.hpp"
#include "tests/support/raw_records.hpp"

namespace wirefold::test {

/// Decodes one payload and keeps alive what the result points to.
class Decoding {
public:
    explicit Decoding(std::string_view payload, const DecodeOptions& options = {})
        : decoder_(options), origin_(origin_named("test")) {
        batch_ = RawBatchBuilder{origin_}.add(payload).take();
        outcome_ = decoder_.decode(batch_.records[0], arena_, pieces_);
    }
    [[nodiscard]] const Document& document() const { return std::get<Document>(outcome_); }
    [[nodiscard]] bool is_rejected() const { return std::holds_alternative<Rejected>(outcome_); }
    [[nodiscard]] const Rejected& rejected() const { return std::get<Rejected>(outcome_); }
    /// The pieces joined; empty when rejected.
    [[nodiscard]] std::string output() const {
        std::string text;
        for (const std::string_view piece : pieces_) text += piece;
        return text;
    }

private:
    Decoder decoder_;
    Origin origin_;
    RawBatch batch_;
    Arena arena_;
    std::vector<std::string_view> pieces_;
    std::variant<Document, Rejected> outcome_;
};

}  // namespace wirefold::test
