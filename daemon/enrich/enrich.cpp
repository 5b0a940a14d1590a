#include "daemon/enrich/enrich.hpp"

#include "daemon/core/hash.hpp"
#include "daemon/enrich/output_record.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::string_view status_text(ItemStatus status) {
    switch (status) {
        case ItemStatus::Usable: return "usable";
        case ItemStatus::Canceled: return "canceled";
        case ItemStatus::Withheld: return "withheld";
    }
    return "usable";
}

/// When the record came: by the source's log, else by what the article says; the epoch where nobody says.
[[nodiscard]] Timestamp came_at(const Document& document, const RawRecord& record) {
    if (record.append_time != Timestamp{}) return record.append_time;
    return document.published_at.value_or(Timestamp{});
}

/// An embargo that cannot be read holds like one that has not ended.
[[nodiscard]] bool is_embargoed(const Document& document, const RawRecord& record) {
    if (document.embargo_unreadable) return true;
    return document.embargo_until && *document.embargo_until > came_at(document, record);
}

/// Names this content of this version of this item, so that publishing it again is seen to be the same event.
[[nodiscard]] std::string event_id(const Draft& draft) {
    const Hash128 item = hash128(draft.document.item_id);
    const Hash128 version = hash128(draft.document.version);
    return to_hex(Hash128{.high = mix64(item.high ^ mix64(version.high ^ draft.content.high)),
                          .low = mix64(item.low ^ mix64(version.low ^ draft.content.low))});
}

[[nodiscard]] OutputRecord dead_letter(const RawRecord& input, Rejected rejected) {
    OutputRecord record;
    record.destination = Destination::DeadLetters;
    record.input = &input;
    record.profile = rejected.profile;
    record.rejected = std::move(rejected);
    return record;
}

/// A cancellation of something unknown must not be published: who applies it might hit something else.
[[nodiscard]] bool cancels_unknown(const Verdict& verdict) {
    return verdict.relation == Relation::Kill && verdict.original_id.empty();
}

class BatchEncoder {
public:
    BatchEncoder(DraftBatch&& batch, const EnrichOptions& options)
        : drafts_(std::move(batch.drafts)),
          pieces_(std::move(batch.pieces)),
          texts_(std::move(batch.arena)),
          options_(options) {
        output_.input = std::move(batch.raw);
        output_.records.reserve(drafts_.size());
    }

    [[nodiscard]] OutputBatch encode() {
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            const RawRecord& input = output_.input.records[i];
            if (auto* rejected = std::get_if<Rejected>(&drafts_[i])) {
                output_.records.push_back(dead_letter(input, std::move(*rejected)));
            } else {
                encode_draft(std::get<Draft>(drafts_[i]), input);
            }
        }
        release_input_unless_needed();
        return std::move(output_);
    }

private:
    void reject(const Draft& draft, const RawRecord& input, Rejected rejected) {
        rejected.profile = draft.document.profile;
        output_.records.push_back(dead_letter(input, std::move(rejected)));
    }

    void encode_draft(const Draft& draft, const RawRecord& input) {
        if (cancels_unknown(draft.verdict)) {
            reject(draft, input,
                   {.reason = RejectReason::UnknownItem,
                    .stage = RejectStage::Decide,
                    .detail = "cancels " + std::string{draft.document.item_id} +
                              ", and no article is known that this means"});
            return;
        }
        text_.clear();
        append_output_record(text_, draft, pieces_, options_);
        const std::size_t bytes = text_.size() + draft.document.item_id.size();
        if (bytes > options_.output_bytes_max) {
            reject(draft, input,
                   {.reason = RejectReason::OutputTooLarge,
                    .stage = RejectStage::Sink,
                    .detail = std::to_string(bytes) + " bytes, the output takes at most " +
                              std::to_string(options_.output_bytes_max)});
            return;
        }
        Arena& arena = output_.arena;
        OutputRecord record;
        record.destination =
            options_.suppresses(draft.verdict) ? Destination::Duplicates : Destination::Unique;
        record.input = &input;
        record.key = arena.copy(draft.document.item_id);
        record.value = arena.copy(text_);
        record.id = arena.copy(event_id(draft));
        record.group = arena.copy(group_id_text(draft.verdict.group));
        record.story = arena.copy(story_id_text(draft.verdict.story));
        if (draft.document.published_at)
            record.time = arena.copy(timestamp_text(*draft.document.published_at));
        record.relation = draft.verdict.relation;
        record.status = status_text(draft.document.status);
        record.embargoed = is_embargoed(draft.document, input);
        record.profile = draft.document.profile;
        output_.records.push_back(record);
        if (!takes_back(draft.verdict.relation)) return;
        record.destination = Destination::Retractions;
        output_.records.push_back(std::move(record));
    }

    /// Payloads are the larger half of a batch; they go as soon as nothing points into them.
    void release_input_unless_needed() {
        bool needed = !output_.input.headers.empty();
        for (const OutputRecord& record : output_.records)
            needed |= record.destination == Destination::DeadLetters;
        if (needed) return;
        for (RawRecord& record : output_.input.records) record.payload = {};
        output_.input.arena = Arena{};
    }

    std::vector<DraftOrRejected> drafts_;
    std::vector<std::string_view> pieces_;
    Arena texts_;
    const EnrichOptions& options_;
    OutputBatch output_;
    std::string text_;
};

}  // namespace

OutputBatch enrich(DraftBatch&& batch, const EnrichOptions& options) {
    return BatchEncoder{std::move(batch), options}.encode();
}

}  // namespace wirefold
