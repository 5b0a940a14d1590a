#include "daemon/sink/rejected_line.hpp"

#include "daemon/core/json_text.hpp"
#include "daemon/core/utf8.hpp"
#include "daemon/sink/byte_text.hpp"

namespace wirefold {

namespace {

void add_reason(JsonObject& object, const Rejected& rejected) {
    object.text("reason", name_of(rejected.reason));
    object.text("stage", name_of(rejected.stage));
    if (!rejected.detail.empty()) append_json_bytes(object.key("detail"), rejected.detail);
}

}  // namespace

void append_dead_letter(std::string& out, const OutputRecord& record) {
    const RawRecord& input = *record.input;
    JsonObject letter{out};
    add_reason(letter, record.rejected);
    JsonObject origin{letter.key("origin")};
    append_json_bytes(origin.key("topic"), input.origin->name);
    origin.number("partition", input.partition.raw());
    origin.number("offset", input.offset.raw());
    origin.close();
    letter.text_if("profile", record.profile.empty() ? record.rejected.profile : record.profile);
    if (input.payload_bytes > input.payload.size()) {
        letter.number("truncatedFrom", static_cast<std::int64_t>(input.payload_bytes));
    }
    if (is_utf8(input.payload)) {
        letter.text("payload", input.payload);
    } else {
        std::string& value = letter.key("payloadBase64");
        value += '"';
        append_base64(value, input.payload);
        value += '"';
    }
    letter.close();
}

void append_fold_rejection(std::string& out, const OutputRecord& record) {
    const RawRecord& input = *record.input;
    JsonObject line{out};
    JsonObject dedup{line.key("dedup")};
    dedup.text("relation", "rejected");
    dedup.close();
    JsonObject error{line.key("error")};
    add_reason(error, record.rejected);
    append_json_bytes(error.key("origin"), input.origin->name);
    error.number("line", input.offset.raw() + 1);
    error.close();
    line.close();
}

}  // namespace wirefold
