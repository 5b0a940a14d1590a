#include "daemon/index/verdict_codec.hpp"

#include <cstring>

#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

enum Part : std::uint8_t {
    kSameSource = 1U << 0U,
    kLate = 1U << 1U,
    kEvidence = 1U << 2U,
    kRepresentative = 1U << 3U,
    kChanged = 1U << 4U,
    kCopied = 1U << 5U,
    kNovelty = 1U << 6U,
};

template <class T>
void append_value(std::string& out, const T& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append_text(std::string& out, std::string_view text) {
    append_value(out, static_cast<std::uint16_t>(text.size()));
    out += text;
}

/// Reads what append_… wrote, in the same process.
class Taking {
public:
    explicit Taking(std::string_view rest) : rest_(rest) {}
    template <class T>
    [[nodiscard]] T value() {
        T value{};
        WIREFOLD_INVARIANT(rest_.size() >= sizeof value, "a verdict is read as it was written");
        std::memcpy(&value, rest_.data(), sizeof value);
        rest_.remove_prefix(sizeof value);
        return value;
    }
    [[nodiscard]] std::string text() {
        const auto bytes = value<std::uint16_t>();
        std::string text{rest_.substr(0, bytes)};
        rest_.remove_prefix(bytes);
        return text;
    }

private:
    std::string_view rest_;
};

[[nodiscard]] std::uint8_t parts_of(const Verdict& verdict) {
    unsigned parts = 0;
    if (verdict.same_source) parts |= kSameSource;
    if (verdict.late) parts |= kLate;
    if (verdict.has_evidence) parts |= kEvidence;
    if (verdict.is_representative) parts |= kRepresentative;
    if (!verdict.changed.empty()) parts |= kChanged;
    if (!verdict.copied_from.empty()) parts |= kCopied;
    if (verdict.novelty.sentences > 0 || verdict.novelty.score != Novelty{}.score) parts |= kNovelty;
    return static_cast<std::uint8_t>(parts);
}

}  // namespace

void append_verdict(std::string& out, const Verdict& verdict) {
    const std::uint8_t parts = parts_of(verdict);
    append_value(out, parts);
    append_text(out, verdict.original_id);
    append_text(out, verdict.supersedes);
    append_value(out, verdict.novelty.count_day);
    append_value(out, verdict.novelty.count_week);
    if ((parts & kEvidence) != 0) append_value(out, verdict.evidence);
    if ((parts & kNovelty) != 0) append_value(out, verdict.novelty);
    if ((parts & kChanged) != 0) {
        append_value(out, static_cast<std::uint8_t>(verdict.changed.size()));
        for (const Change& change : verdict.changed) {
            append_text(out, change.from);
            append_text(out, change.to);
        }
    }
    if ((parts & kCopied) == 0) return;
    append_value(out, static_cast<std::uint8_t>(verdict.copied_from.size()));
    for (const CopySource& source : verdict.copied_from) {
        append_text(out, source.item_id);
        append_value(out, source.match_rate);
    }
}

void read_verdict(std::string_view bytes, Verdict& verdict) {
    Taking taking{bytes};
    const auto parts = taking.value<std::uint8_t>();
    verdict.same_source = (parts & kSameSource) != 0;
    verdict.late = (parts & kLate) != 0;
    verdict.has_evidence = (parts & kEvidence) != 0;
    verdict.is_representative = (parts & kRepresentative) != 0;
    verdict.original_id = taking.text();
    verdict.supersedes = taking.text();
    verdict.novelty.count_day = taking.value<std::uint8_t>();
    verdict.novelty.count_week = taking.value<std::uint8_t>();
    if (verdict.has_evidence) verdict.evidence = taking.value<Evidence>();
    if ((parts & kNovelty) != 0) verdict.novelty = taking.value<Novelty>();
    if ((parts & kChanged) != 0) {
        const auto count = taking.value<std::uint8_t>();
        for (unsigned i = 0; i < count; ++i) {
            std::string from = taking.text();
            verdict.changed.push_back({.from = std::move(from), .to = taking.text()});
        }
    }
    if ((parts & kCopied) == 0) return;
    const auto count = taking.value<std::uint8_t>();
    for (unsigned i = 0; i < count; ++i) {
        std::string id = taking.text();
        verdict.copied_from.push_back({.item_id = std::move(id), .match_rate = taking.value<std::uint8_t>()});
    }
}

}  // namespace wirefold
