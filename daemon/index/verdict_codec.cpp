#include "daemon/index/verdict_codec.hpp"

#include <algorithm>

#include "daemon/index/piece_codec.hpp"

namespace wirefold {

namespace {

/// What is said. An original says nothing; what is said most comes first, for a short number.
enum Part : std::uint16_t {
    kNotRepresentative = 1U << 0U,
    kSameSource = 1U << 1U,
    kOriginal = 1U << 2U,
    kNovelty = 1U << 3U,
    kCounts = 1U << 4U,
    kEvidence = 1U << 5U,
    kSupersedes = 1U << 6U,
    kChanged = 1U << 7U,
    kCopied = 1U << 8U,
    kLate = 1U << 9U,
};

[[nodiscard]] std::string read_text(PieceReader& reader) {
    return std::string{reader.bytes(reader.varint())};
}

/// Ids of one publisher are much alike.
void append_id(std::string& out, std::string_view id, std::string_view item_id) {
    const auto shared =
        std::mismatch(id.begin(), id.end(), item_id.begin(), item_id.end()).first - id.begin();
    append_varint(out, static_cast<std::uint64_t>(shared));
    append_sized_text(out, id.substr(static_cast<std::size_t>(shared)));
}

[[nodiscard]] std::string read_id(PieceReader& reader, std::string_view item_id) {
    std::string id{item_id.substr(0, reader.varint())};
    id += reader.bytes(reader.varint());
    return id;
}

[[nodiscard]] unsigned parts_of(const Verdict& verdict) {
    const Novelty& novelty = verdict.novelty;
    const bool has_novelty =
        novelty.sentences > 0 || novelty.new_sentences != 0 || novelty.score != Novelty{}.score;
    unsigned parts = 0;
    if (!verdict.is_representative) parts |= kNotRepresentative;
    if (verdict.same_source) parts |= kSameSource;
    if (!verdict.original_id.empty()) parts |= kOriginal;
    if (has_novelty) parts |= kNovelty;
    if (novelty.count_day > 0 || novelty.count_week > 0) parts |= kCounts;
    if (verdict.has_evidence) parts |= kEvidence;
    if (!verdict.supersedes.empty()) parts |= kSupersedes;
    if (!verdict.changed.empty()) parts |= kChanged;
    if (!verdict.copied_from.empty()) parts |= kCopied;
    if (verdict.late) parts |= kLate;
    return parts;
}

void append_changed(std::string& out, const std::vector<Change>& changed) {
    append_varint(out, changed.size());
    for (const Change& change : changed) {
        append_sized_text(out, change.from);
        append_sized_text(out, change.to);
    }
}

void read_changed(PieceReader& reader, std::vector<Change>& changed) {
    for (std::uint64_t count = reader.varint(); count > 0; --count) {
        std::string from = read_text(reader);
        changed.push_back({.from = std::move(from), .to = read_text(reader)});
    }
}

void append_sources(std::string& out, const std::vector<CopySource>& sources, std::string_view item_id) {
    append_varint(out, sources.size());
    for (const CopySource& source : sources) {
        append_id(out, source.item_id, item_id);
        append_value(out, source.match_rate);
    }
}

void read_sources(PieceReader& reader, std::string_view item_id, std::vector<CopySource>& sources) {
    for (std::uint64_t count = reader.varint(); count > 0; --count) {
        std::string id = read_id(reader, item_id);
        sources.push_back({.item_id = std::move(id), .match_rate = reader.value<std::uint8_t>()});
    }
}

}  // namespace

void append_verdict(std::string& out, const Verdict& verdict, std::string_view item_id) {
    const unsigned parts = parts_of(verdict);
    append_varint(out, parts);
    if ((parts & kOriginal) != 0) append_id(out, verdict.original_id, item_id);
    if ((parts & kNovelty) != 0) {
        append_value(out, verdict.novelty.score);
        append_value(out, verdict.novelty.sentences);
        append_varint(out, verdict.novelty.new_sentences);
    }
    if ((parts & kCounts) != 0) {
        append_value(out, verdict.novelty.count_day);
        append_value(out, verdict.novelty.count_week);
    }
    if ((parts & kEvidence) != 0) append_value(out, verdict.evidence);
    if ((parts & kSupersedes) != 0) append_sized_text(out, verdict.supersedes);
    if ((parts & kChanged) != 0) append_changed(out, verdict.changed);
    if ((parts & kCopied) != 0) append_sources(out, verdict.copied_from, item_id);
}

void read_verdict(std::string_view bytes, std::string_view item_id, Verdict& verdict) {
    PieceReader reader{bytes};
    const std::uint64_t parts = reader.varint();
    verdict.is_representative = (parts & kNotRepresentative) == 0;
    verdict.same_source = (parts & kSameSource) != 0;
    verdict.late = (parts & kLate) != 0;
    verdict.has_evidence = (parts & kEvidence) != 0;
    if ((parts & kOriginal) != 0) verdict.original_id = read_id(reader, item_id);
    if ((parts & kNovelty) != 0) {
        verdict.novelty.score = reader.value<std::uint8_t>();
        verdict.novelty.sentences = reader.value<std::uint8_t>();
        verdict.novelty.new_sentences = reader.varint();
    }
    if ((parts & kCounts) != 0) {
        verdict.novelty.count_day = reader.value<std::uint8_t>();
        verdict.novelty.count_week = reader.value<std::uint8_t>();
    }
    if (verdict.has_evidence) verdict.evidence = reader.value<Evidence>();
    if ((parts & kSupersedes) != 0) verdict.supersedes = read_text(reader);
    if ((parts & kChanged) != 0) read_changed(reader, verdict.changed);
    if ((parts & kCopied) != 0) read_sources(reader, item_id, verdict.copied_from);
}

}  // namespace wirefold
