#include "daemon/pipeline/article_stages.hpp"

#include <cstddef>

#include "daemon/core/hash.hpp"
#include "daemon/fingerprint/signals.hpp"
#include "daemon/normalize/language.hpp"
#include "daemon/normalize/url_key.hpp"

namespace wirefold {

namespace {

/// Adds the time of its scope to one stage.
class StageTimer {
public:
    StageTimer(StageSeconds& seconds, Stage stage)
        : seconds_(seconds[static_cast<std::size_t>(stage)]), begin_(std::chrono::steady_clock::now()) {}
    StageTimer(const StageTimer&) = delete;
    StageTimer& operator=(const StageTimer&) = delete;
    ~StageTimer() {
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }

private:
    double& seconds_;
    SteadyTime begin_;
};

/// A record without an id is its own item. Names of origins are paths, which may be longer than an id: then
/// the name's hash stands for it.
[[nodiscard]] std::string coordinate_id(const RawRecord& record) {
    const std::string place =
        ':' + std::to_string(record.partition.raw()) + ':' + std::to_string(record.offset.raw());
    std::string id = "urn:wirefold:";
    const std::string& name = record.origin->name;
    const bool fits = id.size() + name.size() + place.size() <= Document::kItemIdBytesMax;
    return id.append(fits ? name : to_hex(hash128(name))).append(place);
}

[[nodiscard]] std::uint16_t language_code(std::string_view language) {
    if (language.size() < 2) return 0;
    return static_cast<std::uint16_t>(static_cast<unsigned char>(language[0]) << 8U |
                                      static_cast<unsigned char>(language[1]));
}

/// A hold has no end of its own, nor has an embargo that cannot be read. What takes something back is no
/// text to copy.
[[nodiscard]] Timestamp public_from(const Document& document) {
    if (document.status != ItemStatus::Usable || document.embargo_unreadable) return LogEntry::kNeverPublic;
    const bool has_ended = document.embargo_until <= document.published_at;
    return has_ended ? Timestamp{} : document.embargo_until.value_or(Timestamp{});
}

/// Fills in all but the source and the fingerprint.
void set_facts(const RawRecord& record, const Document& document, LogEntry& entry) {
    entry.coordinate = record.coordinate();
    entry.event_time = document.published_at.value_or(Timestamp{});
    entry.has_event_time = document.published_at.has_value();
    entry.status = document.status;
    entry.public_from = public_from(document);
    entry.item_id = document.item_id;
    entry.version = document.version;
    entry.evolved_from = document.evolved_from;
}

}  // namespace

ArticleStages::ArticleStages(const StageOptions& options)
    : decoder_(options.decode), normalizer_(options.normalize), fingerprinter_(options.fingerprint) {}

/// "AP", "ap" and "A.P." are one publisher. The title's place in the scratch is free until the title is read.
std::uint64_t ArticleStages::source_hash(std::string_view name) {
    if (name.empty()) return 0;
    const std::string& folded = normalizer_.normalize_title(name).exact;
    return hash64(folded.empty() ? name : std::string_view{folded});
}

DraftBatch ArticleStages::parse(RawBatch&& raw, StageSeconds& seconds) {
    DraftBatch batch;
    batch.raw = std::move(raw);
    batch.drafts.reserve(batch.raw.records.size());
    batch.entries.reserve(batch.raw.records.size());
    for (const RawRecord& record : batch.raw.records)
        batch.drafts.push_back(parse_record(record, batch, seconds));
    return batch;
}

DraftOrRejected ArticleStages::parse_record(const RawRecord& record, DraftBatch& batch,
                                            StageSeconds& seconds) {
    Draft draft;
    {
        const StageTimer timer{seconds, Stage::Decode};
        auto decoded = decoder_.decode(record, batch.arena, batch.pieces);
        if (auto* rejected = std::get_if<Rejected>(&decoded)) return std::move(*rejected);
        draft.document = std::get<Document>(decoded);
    }
    Document& document = draft.document;
    if (document.item_id.empty()) document.item_id = batch.arena.copy(coordinate_id(record));
    const NormalizedText* body = nullptr;
    {
        const StageTimer timer{seconds, Stage::Normalize};
        body = &normalizer_.normalize(document);
        describe(draft, *body, batch.arena);
    }
    const NormalizedText* title = nullptr;
    {
        const StageTimer timer{seconds, Stage::Fingerprint};
        LogEntry& entry = batch.entries.emplace_back();  // some 3 KB: written where it stays
        set_facts(record, document, entry);
        entry.source_hash = source_hash(document.source_name);
        title = &normalizer_.normalize_title(document.title);
        fingerprinter_.fingerprint(*body, *title, draft.facts.language, entry.fingerprint);
    }
    {
        const StageTimer timer{seconds, Stage::Enrich};  // no verdict rests on it
        fingerprinter_.highlight(*body, *title, draft.facts.language, batch.arena, draft.highlights);
    }
    if (!document.editorial_note.empty()) {  // read last: it takes the title's place in the scratch
        const StageTimer timer{seconds, Stage::Fingerprint};
        batch.entries.back().fingerprint.signals |=
            signals_of_note(normalizer_.normalize_title(document.editorial_note));
    }
    if (document.says_it_corrects) batch.entries.back().fingerprint.signals |= kSignalCorrection;
    if (document.says_it_updates) batch.entries.back().fingerprint.signals |= kSignalUpdate;
    batch.entries.back().fingerprint.language = language_code(draft.facts.language);
    draft.content = batch.entries.back().fingerprint.content;
    document.body = {};  // it dies with the decoder's next record
    return draft;
}

void ArticleStages::describe(Draft& draft, const NormalizedText& body, Arena& arena) const {
    const Document& document = draft.document;
    draft.facts.word_count = static_cast<std::uint32_t>(body.tokens.size());
    const LanguageGuess guess = language_of(document.language, normalizer_.plain_body());
    draft.facts.language = guess.language;
    draft.facts.language_confidence = guess.confidence;
    if (document.url.empty()) return;
    const PageAddress address = page_address(document.url);
    draft.facts.canonical_url = arena.copy(address.canonical_url);
    draft.facts.url_key = arena.copy(address.url_key);
}

}  // namespace wirefold
