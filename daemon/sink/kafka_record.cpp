#include "daemon/sink/kafka_record.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>
#include <string>

#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

/// A longer one is no trace context, and must not decide whether a record fits.
constexpr std::size_t kTraceBytesMax = 512;
/// Of a dead letter's key and detail: its bytes belong to the original.
constexpr std::size_t kTextBytesMax = 1024;

using TypeNames = std::array<std::string, kRelations.size()>;

[[nodiscard]] TypeNames type_names(std::string_view prefix) {
    TypeNames names;
    for (const Relation relation : kRelations) {
        std::string& name = names[static_cast<std::size_t>(relation)];
        name = prefix;
        name += name_of(relation);
    }
    return names;
}

[[nodiscard]] std::string_view event_type(const OutputRecord& record) {
    static const TypeNames articles = type_names("org.wirefold.article.");
    static const TypeNames retractions = type_names("org.wirefold.retraction.");
    const TypeNames& names = record.destination == Destination::Retractions ? retractions : articles;
    return names[static_cast<std::size_t>(record.relation)];
}

/// The stages before may have let the input's bytes go, when only its enriched form was to be published.
[[nodiscard]] bool has_original(const OutputRecord& record) {
    return record.input->payload.data() != nullptr;
}

}  // namespace

KafkaRecord::KafkaRecord(const OutputRecord& record, const RawBatch& input,
                         std::size_t dead_letter_bytes_max) {
    const bool is_dead_letter = record.destination == Destination::DeadLetters;
    if (!record.key.empty() && !(is_dead_letter && record.key.size() > kTextBytesMax)) {
        key_ = record.key;
        bytes_ = record.key.size();
    }
    pass_traces(*record.input, input);
    if (is_dead_letter) {
        describe_dead_letter(record);
        value_ = has_original(record) ? record.input->payload : record.value;
        cut(*record.input, dead_letter_bytes_max);
    } else {
        describe_event(record);
        value_ = record.value;
    }
}

void KafkaRecord::describe_event(const OutputRecord& record) {
    add("ce_specversion", "1.0");
    add("ce_type", event_type(record));
    add("ce_source", record.input->origin->name);
    add("ce_id", record.id);
    if (!record.time.empty()) add("ce_time", record.time);
    add("ce_subject", record.key);
    add("ce_relation", name_of(record.relation));
    if (!record.group.empty()) add("ce_groupid", record.group);
    if (!record.story.empty()) add("ce_storyid", record.story);
    if (!record.status.empty()) add("ce_pubstatus", record.status);
    add("ce_embargoed", record.embargoed ? "true" : "false");
    add("content-type", "application/json");
}

void KafkaRecord::describe_dead_letter(const OutputRecord& record) {
    add("reason", name_of(record.rejected.reason));
    add("stage", name_of(record.rejected.stage));
    if (!record.rejected.detail.empty())
        add("detail", std::string_view{record.rejected.detail}.substr(0, kTextBytesMax));
    add("origin-topic", record.input->origin->name);
    add_number("origin-partition", record.input->partition.raw());
    add_number("origin-offset", record.input->offset.raw());
    if (!record.profile.empty()) add("profile", record.profile);
}

void KafkaRecord::cut(const RawRecord& input, std::size_t bytes_max) {
    // What the source did not copy is missing already.
    const std::size_t whole = std::max<std::size_t>(value_.size(), input.payload_bytes);
    if (whole == value_.size() && bytes() <= bytes_max) return;
    add_number("truncated-from", static_cast<std::int64_t>(whole));
    const std::size_t room = bytes_max > bytes_ ? bytes_max - bytes_ : 0;
    value_ = value_.substr(0, room);
}

void KafkaRecord::pass_traces(const RawRecord& record, const RawBatch& input) {
    bool passed = false;
    bool event_passed = false;
    for (std::size_t i = 0; i < record.headers_count; ++i) {
        const RawHeader& header = input.headers[record.headers_begin + i];
        if (header.value.size() > kTraceBytesMax) continue;
        // Once each, for the list is bounded.
        if (!passed && header.name == "traceparent") {
            add("traceparent", header.value);
            passed = true;
        } else if (!event_passed && header.name == "ce_traceparent") {
            add("ce_traceparent", header.value);
            event_passed = true;
        }
    }
}

void KafkaRecord::add(const char* name, std::string_view value) {
    WIREFOLD_INVARIANT(headers_used_ < headers_.size(), "a record's headers are counted");
    headers_[headers_used_++] = {.name = name, .value = value};
    bytes_ += std::strlen(name) + value.size();
}

void KafkaRecord::add_number(const char* name, std::int64_t value) {
    std::array<char, kDigitsMax>& digits = digits_[digits_used_++];
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    add(name, {digits.data(), static_cast<std::size_t>(end - digits.data())});
}

std::size_t output_bytes(const OutputRecord& record, const RawBatch& input) {
    return KafkaRecord{record, input, std::numeric_limits<std::size_t>::max()}.bytes();
}

}  // namespace wirefold
