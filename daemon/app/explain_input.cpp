#include "daemon/app/explain_input.hpp"

#include <optional>

#include "daemon/core/hash.hpp"
#include "daemon/source/compressed_reader.hpp"
#include "daemon/source/files_list_source.hpp"

namespace wirefold {

namespace {

[[nodiscard]] Error not_an_article(const std::string& place, const Rejected& rejected) {
    std::string context = place + ": not an article: " + std::string{name_of(rejected.reason)};
    if (!rejected.detail.empty()) context += " (" + rejected.detail + ')';
    return {Errc::Corrupt, std::move(context)};
}

[[nodiscard]] std::string place_of(const RawRecord& record) {
    const std::string name = record.origin->name == "-" ? "standard input" : record.origin->name;
    return name + ", line " + std::to_string(record.offset.raw() + 1);
}

[[nodiscard]] bool is_named(const LogEntry& entry, std::string_view name) {
    if (entry.item_id == name) return true;
    return !entry.version.empty() && name == entry.item_id + '@' + entry.version;
}

/// Up to `bytes_max` bytes and one of a file, and whether that is its end.
[[nodiscard]] Result<std::string> read_start(const std::string& path, std::size_t bytes_max) {
    auto reader = CompressedReader::open(path);
    if (!reader) return reader.error();
    std::string text;
    while (text.size() <= bytes_max) {
        const auto piece = reader->next();
        if (!piece) return piece.error();
        if (piece->empty()) break;
        text.append(*piece);
    }
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
    return text;
}

[[nodiscard]] std::string_view first_line(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    return text.substr(0, text.find_first_of("\r\n"));
}

/// A record of text that came from a file, in a batch that lives as long as it.
[[nodiscard]] RawRecord record_of(std::string_view text, const Origin& origin, std::size_t bytes_max,
                                  RawBatch& batch) {
    RawRecord record;
    record.origin = &origin;
    record.payload = batch.arena.copy(text.substr(0, bytes_max));
    record.payload_bytes = text.size();
    return record;
}

[[nodiscard]] bool goes_on(const RawRecord& record, ArticleStages& stages) {
    RawBatch batch;
    RawRecord copy = record;
    copy.payload = batch.arena.copy(record.payload);
    batch.add(copy, 0);
    StageSeconds seconds{};
    const DraftBatch parsed = stages.parse(std::move(batch), seconds);
    const auto* rejected = std::get_if<Rejected>(&parsed.drafts.front());
    return rejected != nullptr && rejected->reason == RejectReason::TruncatedJson;
}

/// The first line is the article; where it breaks off, the whole file is.
[[nodiscard]] Result<ReadArticle> read_file(const std::string& path, std::uint64_t origin_hash,
                                            const PairReader& reader) {
    const auto text = read_start(path, reader.record_bytes_max);
    if (!text) return text.error();
    const Origin origin{.name = path, .hash = origin_hash};
    RawBatch batch;
    const std::string_view line = first_line(*text);
    RawRecord record = record_of(line, origin, reader.record_bytes_max, batch);
    if (goes_on(record, reader.stages) && line.size() < text->size())
        record = record_of(*text, origin, reader.record_bytes_max, batch);
    return ReadArticle::read(record, reader.stages);
}

/// Reads files and judges their articles in order until both were met.
class PairFinder {
public:
    PairFinder(std::string_view one, std::string_view other, const PairReader& reader)
        : one_(one), other_(other), reader_(reader) {}

    [[nodiscard]] Result<ArticlePair> find(FilesListSource& source) {
        constexpr std::size_t kBatchBytes = std::size_t{8} << 20U;
        constexpr std::size_t kBatchRecords = 1024;
        while (true) {
            RawBatch raw;
            const auto polled = source.poll(
                raw, {.batch_bytes_max = kBatchBytes, .records_max = kBatchRecords, .wait = Duration{1000}});
            if (!polled) return polled.error();
            if (*polled == PollOutcome::Ended) return not_found();
            if (raw.records.empty()) continue;
            StageSeconds seconds{};
            DraftBatch batch = reader_.stages.parse(std::move(raw), seconds);
            if (auto found = take(batch); !found || found->has_value()) {
                if (!found) return found.error();
                return std::move(**found);
            }
        }
    }

private:
    [[nodiscard]] Result<std::optional<ArticlePair>> take(DraftBatch& batch) {
        std::size_t next = 0;
        for (std::size_t i = 0; i < batch.drafts.size(); ++i) {
            if (!std::holds_alternative<Draft>(batch.drafts[i])) {
                ++rejected_;
                continue;
            }
            const RawRecord& record = batch.raw.records[i];
            LoggedEntry logged{.position = LogPosition{position_++},
                               .append_time = record.append_time,
                               .entry = std::move(batch.entries[next++])};
            const bool is_one = is_named(logged.entry, one_);
            const bool is_other = is_named(logged.entry, other_);
            const bool is_later = earlier_ && ((is_one && needs_one_) || (is_other && !needs_one_));
            if (is_later || (!earlier_ && (is_one || is_other))) {
                auto article = ReadArticle::read(record, reader_.stages);
                if (!article) return article.error();
                if (is_later)
                    return std::optional{
                        ArticlePair{std::move(*earlier_), std::move(*article), std::move(logged)}};
                earlier_ = std::move(*article);
                needs_one_ = !is_one;
            }
            static_cast<void>(reader_.judge.judge(logged));
        }
        return std::optional<ArticlePair>{};
    }

    [[nodiscard]] Error not_found() const {
        std::string context = earlier_ && one_ == other_ ? "only one article " : "no article ";
        context += earlier_ && !needs_one_ ? other_ : one_;
        if (!earlier_ && one_ != other_) context += " and no article " + std::string{other_};
        context += " in the files: " + std::to_string(position_) + " lines are articles";
        if (rejected_ > 0) context += ", " + std::to_string(rejected_) + " are not";
        return {Errc::Io, std::move(context)};
    }

    std::string_view one_;
    std::string_view other_;
    const PairReader& reader_;
    std::optional<ReadArticle> earlier_;
    bool needs_one_ = false;  ///< The other one is the earlier.
    std::uint64_t position_ = 0;
    std::uint64_t rejected_ = 0;
};

}  // namespace

Result<ReadArticle> ReadArticle::read(const RawRecord& record, ArticleStages& stages) {
    ReadArticle article;
    *article.origin_ = *record.origin;
    RawBatch raw;
    RawRecord copy = record;
    copy.origin = article.origin_.get();
    copy.payload = raw.arena.copy(record.payload);
    copy.headers_count = 0;
    raw.add(copy, 0);
    StageSeconds seconds{};
    article.batch_ = stages.parse(std::move(raw), seconds);
    if (const auto* rejected = std::get_if<Rejected>(&article.batch_.drafts.front()))
        return not_an_article(place_of(record), *rejected);
    return article;
}

std::string ReadArticle::place() const {
    return place_of(record());
}

Result<ArticlePair> read_two_files(const std::string& earlier, const std::string& later,
                                   const PairReader& reader) {
    auto first = read_file(earlier, hash64(earlier), reader);
    if (!first) return first.error();
    // A file compared with itself is sent twice, not read twice.
    auto second = read_file(later, hash64(later + "\nlater"), reader);
    if (!second) return second.error();
    static_cast<void>(
        reader.judge.judge({.position = LogPosition{0}, .append_time = {}, .entry = first->entry()}));
    LoggedEntry logged{.position = LogPosition{1}, .append_time = {}, .entry = second->entry()};
    return ArticlePair{std::move(*first), std::move(*second), std::move(logged)};
}

Result<ArticlePair> find_pair(const std::string& one, const std::string& other,
                              const std::vector<std::string>& inputs, const PairReader& reader) {
    auto source = FilesListSource::open(inputs, reader.record_bytes_max);
    if (!source) return source.error();
    return PairFinder{one, other, reader}.find(**source);
}

}  // namespace wirefold
