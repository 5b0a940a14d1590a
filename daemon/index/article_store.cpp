#include "daemon/index/article_store.hpp"

#include <algorithm>
#include <cstring>

#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::size_t text_bytes_of(const LogEntry& entry, const Verdict& verdict) {
    return entry.item_id.size() + entry.version.size() + verdict.original_id.size() +
           verdict.supersedes.size();
}

}  // namespace

ArticleStore::ArticleStore(const ArticleStoreLimits& limits)
    : slots_(limits.articles),
      articles_(limits.articles),
      texts_(limits.text_bytes),
      number_ring_(limits.numbers) {}

std::size_t ArticleStore::bytes_for(const ArticleStoreLimits& limits) {
    return limits.articles * sizeof(StoredArticle) + limits.text_bytes +
           limits.numbers * sizeof(std::uint32_t);
}

/// Texts never wrap: one that would cross the end starts at the beginning instead.
std::uint64_t ArticleStore::place_text(std::size_t bytes) const {
    const std::size_t ring = texts_.length();
    const std::size_t at = text_next_ % ring;
    return at + bytes > ring ? text_next_ + (ring - at) : text_next_;
}

bool ArticleStore::has_room_for(const LogEntry& entry, const Verdict& verdict) const {
    if (next_ == oldest_) return true;
    if (next_ - oldest_ == slots_.capacity()) return false;
    const StoredArticle& oldest = at(oldest_);
    const std::size_t bytes = text_bytes_of(entry, verdict);
    const bool text_fits = place_text(bytes) + bytes - oldest.first_text_byte <= texts_.length();
    const bool numbers_fit =
        number_next_ + entry.fingerprint.number_count - oldest.first_number <= number_ring_.length();
    return text_fits && numbers_fit;
}

void ArticleStore::forget_oldest() {
    WIREFOLD_INVARIANT(oldest_ < next_, "there is an article to forget");
    ++oldest_;
}

ArticleNumber ArticleStore::add(StoredArticle article, const LogEntry& entry, const Verdict& verdict) {
    const std::size_t bytes = text_bytes_of(entry, verdict);
    WIREFOLD_INVARIANT(bytes <= texts_.length(), "one article's texts fit the ring; decode limits them");
    article.first_text_byte = place_text(bytes);
    article.item_id_bytes = static_cast<std::uint16_t>(entry.item_id.size());
    article.version_bytes = static_cast<std::uint16_t>(entry.version.size());
    article.original_id_bytes = static_cast<std::uint16_t>(verdict.original_id.size());
    article.supersedes_bytes = static_cast<std::uint16_t>(verdict.supersedes.size());
    char* place = texts_.data() + article.first_text_byte % texts_.length();
    for (const std::string_view part :
         {std::string_view{entry.item_id}, std::string_view{entry.version},
          std::string_view{verdict.original_id}, std::string_view{verdict.supersedes}}) {
        place = std::copy(part.begin(), part.end(), place);
    }
    text_next_ = article.first_text_byte + bytes;

    article.first_number = number_next_;
    article.number_count = entry.fingerprint.number_count;
    for (const std::uint32_t number : entry.fingerprint.number_span()) {
        number_ring_[number_next_++ % number_ring_.length()] = number;
    }
    articles_[slots_.slot(next_)] = article;
    return next_++;
}

void ArticleStore::date_undated(Timestamp log_time) {
    for (ArticleNumber number = oldest_; number < next_; ++number) {
        StoredArticle& article = articles_[slots_.slot(number)];
        if (article.log_time == Timestamp{}) article.log_time = log_time;
    }
}

void ArticleStore::add_group_member(ArticleNumber founder) {
    if (holds(founder)) ++articles_[slots_.slot(founder)].group_members;
}

std::string_view ArticleStore::text(const StoredArticle& article, std::size_t skip, std::size_t bytes) const {
    return {texts_.data() + article.first_text_byte % texts_.length() + skip, bytes};
}

KnownArticle ArticleStore::known(ArticleNumber number) const {
    const StoredArticle& article = at(number);
    const bool founder_known = holds(article.founder);
    return {.item_id = item_id(article),
            .version = version(article),
            .source_hash = article.source_hash,
            .content = article.content,
            .tokens = article.tokens,
            .status = article.status,
            .event_time = article.event_time,
            .group = article.group,
            .founder = article.founder,
            .group_size = founder_known ? at(article.founder).group_members : article.verdict_group_size};
}

Verdict ArticleStore::verdict(ArticleNumber number) const {
    const StoredArticle& article = at(number);
    Verdict verdict;
    verdict.relation = article.relation;
    verdict.same_source = article.same_source;
    verdict.late = article.late;
    verdict.has_evidence = article.has_evidence;
    verdict.group = article.group;
    verdict.group_size = article.verdict_group_size;
    verdict.is_representative = article.is_representative;
    verdict.evidence = article.evidence;
    const std::size_t original_at = std::size_t{article.item_id_bytes} + article.version_bytes;
    verdict.original_id = text(article, original_at, article.original_id_bytes);
    verdict.supersedes = text(article, original_at + article.original_id_bytes, article.supersedes_bytes);
    return verdict;
}

bool ArticleStore::numbers_agree(const StoredArticle& article, const Fingerprint& fingerprint) const {
    bool own_extra = false;
    bool other_extra = false;
    std::size_t own = 0;
    std::size_t other = 0;
    const auto theirs = [&](std::size_t i) {
        return number_ring_[(article.first_number + i) % number_ring_.length()];
    };
    while (own < fingerprint.number_count || other < article.number_count) {
        if (other == article.number_count ||
            (own < fingerprint.number_count && fingerprint.numbers[own] < theirs(other))) {
            own_extra = true;
            ++own;
        } else if (own == fingerprint.number_count || theirs(other) < fingerprint.numbers[own]) {
            other_extra = true;
            ++other;
        } else {
            ++own;
            ++other;
        }
    }
    return !(own_extra && other_extra);
}

}  // namespace wirefold
