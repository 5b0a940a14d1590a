#include "daemon/index/index.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/invariant.hpp"
#include "daemon/index/key_set.hpp"

namespace wirefold {

namespace {

// Planning figures for one article; the rings are sized by them and hold more or fewer as articles differ.
constexpr std::size_t kTextBytesPlanned = 72;
constexpr std::size_t kNumbersPlanned = 12;
constexpr std::size_t kPostingsPlanned = 28;
constexpr std::size_t kBytesPlanned = sizeof(StoredArticle) + 3 * RingChains::kBytesPerEntry +
                                      kTextBytesPlanned + kNumbersPlanned * sizeof(std::uint32_t) +
                                      kPostingsPlanned * Postings::kBytesPerPosting;

// Work allowed for one article, whatever the input. Chains are walked newest first.
constexpr unsigned kStepsPerKeyMax = 64;
constexpr unsigned kStepsPerLookupMax = 256;
constexpr std::size_t kSameItemMax = 64;
constexpr std::size_t kVerifiedMax = 16;
constexpr std::size_t kOverlapsMax = 8;

[[nodiscard]] std::uint32_t planned_articles(const IndexOptions& options) {
    constexpr std::size_t kArticlesMin = 64;  // below this one article's texts might not fit the text ring
    return static_cast<std::uint32_t>(std::clamp<std::size_t>(options.bytes_max / kBytesPlanned, kArticlesMin,
                                                              UINT32_MAX / (2 * kTextBytesPlanned)));
}

[[nodiscard]] ArticleStoreLimits store_limits(const IndexOptions& options) {
    const std::uint32_t articles = planned_articles(options);
    return {.articles = articles,
            .text_bytes = static_cast<std::uint32_t>(articles * kTextBytesPlanned),
            .numbers = static_cast<std::uint32_t>(articles * kNumbersPlanned)};
}

[[nodiscard]] std::uint32_t fold32(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

[[nodiscard]] std::uint32_t coordinate_key(const Coordinate& coordinate) {
    const auto partition = static_cast<std::uint64_t>(coordinate.partition.raw());
    const auto offset = static_cast<std::uint64_t>(coordinate.offset.raw());
    return fold32(mix64(coordinate.origin_hash + mix64(partition + mix64(offset))));
}

/// Two publishers may use one id for different articles; an item is an id of one publisher.
[[nodiscard]] std::uint64_t item_hash(const LogEntry& entry) {
    return hash64(entry.item_id, entry.source_hash);
}

}  // namespace

Index::Index(const IndexOptions& options)
    : options_(options),
      articles_(store_limits(options)),
      by_coordinate_(planned_articles(options)),
      by_item_(planned_articles(options)),
      by_content_(planned_articles(options)),
      postings_(static_cast<std::uint32_t>(planned_articles(options) * kPostingsPlanned)) {}

void Index::expire(Timestamp log_time) {
    if (log_time_ == Timestamp{} && log_time != Timestamp{}) articles_.date_undated(log_time);
    log_time_ = log_time;
    while (oldest_compared_ < articles_.next() &&
           articles_.at(oldest_compared_).log_time + options_.window_copy < log_time) {
        release_postings_of(oldest_compared_);
    }
    while (articles_.oldest() < articles_.next() &&
           articles_.at(articles_.oldest()).log_time + options_.window_exact < log_time) {
        ++expired_;
        forget_oldest_article();
    }
}

void Index::release_postings_of(ArticleNumber article) {
    WIREFOLD_INVARIANT(article == oldest_compared_, "postings are released in the order they came");
    const StoredArticle& stored = articles_.at(article);
    postings_.forget_before(stored.first_posting + stored.key_count);
    ++oldest_compared_;
}

void Index::forget_oldest_article() {
    const ArticleNumber oldest = articles_.oldest();
    if (oldest_compared_ == oldest) release_postings_of(oldest);
    articles_.forget_oldest();
    for (RingChains* chains : {&by_coordinate_, &by_item_, &by_content_})
        chains->forget_before(articles_.oldest());
}

void Index::probe(const LogEntry& entry, Candidates& candidates) {
    candidates.clear();
    if (const auto seen = find_coordinate(entry.coordinate)) {
        candidates.replay = articles_.verdict(*seen);
        return;
    }
    candidates.late = entry.has_event_time && entry.event_time + options_.window_copy < log_time_;
    find_same_item(entry, candidates.same_item);
    if (const auto same = find_content(entry.fingerprint.content))
        candidates.same_content = articles_.known(*same);
    if (!candidates.same_content) find_overlaps(entry, candidates.overlaps);
}

std::optional<ArticleNumber> Index::find_coordinate(const Coordinate& coordinate) const {
    std::optional<ArticleNumber> found;
    by_coordinate_.visit(coordinate_key(coordinate), kStepsPerLookupMax, [&](ArticleNumber number) {
        if (articles_.at(number).coordinate == coordinate) found = number;
        return !found.has_value();
    });
    return found;
}

std::optional<ArticleNumber> Index::find_content(const Hash128& content) const {
    std::optional<ArticleNumber> found;
    by_content_.visit(fold32(content.low), kStepsPerLookupMax, [&](ArticleNumber number) {
        // The oldest of equals is who was first.
        if (articles_.at(number).content == content) found = number;
        return true;
    });
    return found;
}

void Index::find_same_item(const LogEntry& entry, std::vector<KnownArticle>& found) const {
    const std::uint64_t hash = item_hash(entry);
    by_item_.visit(fold32(hash), kStepsPerLookupMax, [&](ArticleNumber number) {
        const StoredArticle& article = articles_.at(number);
        if (article.item_hash == hash && articles_.item_id(article) == entry.item_id)
            found.push_back(articles_.known(number));
        return found.size() < kSameItemMax;
    });
}

/// Fills hits_ with the articles that share keys, most shared keys first, older before newer.
void Index::count_hits(const Fingerprint& fingerprint) {
    hit_articles_.clear();
    hits_.clear();
    std::array<std::uint32_t, Fingerprint::kKeysMax> keys{};
    const auto keys_end = std::copy_n(fingerprint.keys.begin(), fingerprint.key_count, keys.begin());
    std::sort(keys.begin(), keys_end);
    for (auto key = keys.begin(); key != keys_end; ++key) {
        if (key != keys.begin() && *key == key[-1]) continue;
        postings_.visit(*key, kStepsPerKeyMax, articles_.numbers(), articles_.next(),
                        [&](ArticleNumber article) { hit_articles_.push_back(article); });
    }
    std::sort(hit_articles_.begin(), hit_articles_.end());
    for (const ArticleNumber article : hit_articles_) {
        if (hits_.empty() || hits_.back().article != article) hits_.push_back({article, 0});
        ++hits_.back().keys;
    }
    std::stable_sort(hits_.begin(), hits_.end(),
                     [](const Hits& a, const Hits& b) { return a.keys > b.keys; });
}

void Index::find_overlaps(const LogEntry& entry, std::vector<Overlap>& found) {
    count_hits(entry.fingerprint);
    if (hits_.size() > kVerifiedMax) hits_.resize(kVerifiedMax);
    candidates_ += hits_.size();
    for (const Hits& hit : hits_) {
        Overlap overlap{.article = articles_.known(hit.article),
                        .evidence = measure(entry.fingerprint, articles_.at(hit.article))};
        if (overlap.evidence.shared_keys > 0) found.push_back(overlap);
    }
    const auto weight = [](const Overlap& overlap) {
        return std::max(overlap.evidence.containment(), overlap.evidence.contained_by()) +
               overlap.evidence.jaccard();
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const Overlap& a, const Overlap& b) { return weight(a) > weight(b); });
    if (found.size() > kOverlapsMax) found.resize(kOverlapsMax);
}

Evidence Index::measure(const Fingerprint& fingerprint, const StoredArticle& article) const {
    std::array<std::uint32_t, Fingerprint::kKeysMax> keys{};
    std::array<std::uint32_t, Fingerprint::kKeysMax> positions{};
    postings_.read(article.first_posting, {keys.data(), article.key_count},
                   {positions.data(), article.key_count});
    // Both are brought to the coarser of the two windows: only there do equal runs give equal keys.
    const std::uint32_t window = std::max(fingerprint.window, article.window);
    const KeySet own{fingerprint.key_span(),
                     {fingerprint.positions.data(), fingerprint.key_count},
                     fingerprint.shingles,
                     fingerprint.window,
                     window};
    const KeySet other{{keys.data(), article.key_count},
                       {positions.data(), article.key_count},
                       article.shingles,
                       article.window,
                       window};
    return {.shared_keys = static_cast<std::uint8_t>(own.shared_with(other)),
            .own_keys = static_cast<std::uint8_t>(own.size()),
            .other_keys = static_cast<std::uint8_t>(other.size()),
            .numbers_agree = articles_.numbers_agree(article, fingerprint)};
}

void Index::make_room(const LogEntry& entry, const Verdict& verdict) {
    while (!articles_.has_room_for(entry, verdict)) {
        ++evicted_;
        forget_oldest_article();
    }
    while (!postings_.has_room_for(entry.fingerprint.key_count)) release_postings_of(oldest_compared_);
}

void Index::insert(const LogEntry& entry, const Verdict& verdict, LogPosition position, Timestamp log_time) {
    make_room(entry, verdict);
    // One set of postings a text: copies are found through the article they copy.
    const bool posts = !is_duplicate(verdict.relation);
    const ArticleNumber number = articles_.next();
    ArticleNumber founder = number;
    if (!verdict.is_representative) founder = verdict.founder;
    const StoredArticle article{.coordinate = entry.coordinate,
                                .content = entry.fingerprint.content,
                                .item_hash = item_hash(entry),
                                .source_hash = entry.source_hash,
                                .group = verdict.group,
                                .founder = founder,
                                .first_posting = postings_.next(),
                                .first_number = 0,
                                .first_text_byte = 0,
                                .log_position = position,
                                .log_time = log_time,
                                .event_time = entry.event_time,
                                .tokens = entry.fingerprint.tokens,
                                .shingles = entry.fingerprint.shingles,
                                .window = entry.fingerprint.window,
                                .group_members = 1,
                                .verdict_group_size = verdict.group_size,
                                .item_id_bytes = 0,
                                .version_bytes = 0,
                                .original_id_bytes = 0,
                                .supersedes_bytes = 0,
                                .number_count = 0,
                                .key_count = posts ? entry.fingerprint.key_count : std::uint8_t{0},
                                .relation = verdict.relation,
                                .status = entry.status,
                                .evidence = verdict.evidence,
                                .same_source = verdict.same_source,
                                .late = verdict.late,
                                .has_evidence = verdict.has_evidence,
                                .is_representative = verdict.is_representative};
    articles_.add(article, entry, verdict);
    by_coordinate_.add(coordinate_key(entry.coordinate));
    by_item_.add(fold32(item_hash(entry)));
    by_content_.add(fold32(entry.fingerprint.content.low));
    if (posts) postings_.add(number, articles_.numbers(), entry.fingerprint);
    if (founder != number) articles_.add_group_member(founder);
}

IndexStats Index::stats() const {
    IndexStats stats;
    stats.articles = articles_.next() - articles_.oldest();
    stats.articles_compared = articles_.next() - oldest_compared_;
    stats.bytes_reserved = bytes_reserved();
    const std::uint64_t postings = postings_.next() - postings_.oldest();
    stats.bytes_used = stats.articles * (kBytesPlanned - kPostingsPlanned * Postings::kBytesPerPosting) +
                       postings * Postings::kBytesPerPosting;
    stats.expired = expired_;
    stats.evicted = evicted_;
    stats.candidates = candidates_;
    if (oldest_compared_ < articles_.next())
        stats.oldest_age = log_time_ - articles_.at(oldest_compared_).log_time;
    return stats;
}

LogPosition Index::oldest_position() const {
    if (articles_.oldest() == articles_.next()) return LogPosition{0};
    return articles_.at(articles_.oldest()).log_position;
}

std::size_t Index::bytes_reserved() const {
    return articles_.bytes() + by_coordinate_.bytes() + by_item_.bytes() + by_content_.bytes() +
           postings_.bytes();
}

}  // namespace wirefold
