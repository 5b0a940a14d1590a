#include "daemon/index/article_store.hpp"

#include <algorithm>
#include <cstring>

#include "daemon/core/invariant.hpp"
#include "daemon/index/verdict_codec.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::size_t text_bytes_of(const LogEntry& entry, std::string_view verdict) {
    return entry.item_id.size() + entry.version.size() + verdict.size();
}

[[nodiscard]] std::size_t wording_bytes_of(const Fingerprint& print) {
    const WordingView wording = print.wording.view();
    return print.number_count * sizeof(std::uint32_t) + wording.figures.size_bytes() +
           wording.sentences.size_bytes() + wording.lengths.size() + wording.names.size() +
           wording.tokens.size() + wording.figure_text.size();
}

[[nodiscard]] std::size_t term_bytes_of(const SalienceView& salience) {
    return salience.terms.size_bytes() + salience.quotes.size_bytes();
}

template <class T>
[[nodiscard]] char* put(char* to, std::span<const T> from) {
    if (!from.empty()) std::memcpy(to, from.data(), from.size_bytes());
    return to + from.size_bytes();
}

/// The next `count` values of a stored piece. Pieces begin aligned, and put their wider values first.
template <class T>
[[nodiscard]] std::span<const T> get(const char*& from, std::size_t count) {
    const std::span<const T> values{reinterpret_cast<const T*>(from), count};
    from += values.size_bytes();
    return values;
}

}  // namespace

ArticleStore::ArticleStore(const ArticleStoreLimits& limits)
    : slots_(limits.articles),
      articles_(limits.articles),
      texts_(limits.text_bytes),
      wordings_(limits.wording_bytes),
      terms_(limits.term_bytes) {}

bool ArticleStore::has_room_for(const LogEntry& entry, std::string_view verdict) const {
    if (next_ == oldest_) return true;
    return next_ - oldest_ < slots_.capacity() &&
           texts_.fits(text_bytes_of(entry, verdict), at(oldest_).text_at);
}

bool ArticleStore::has_room_for_wording(const Fingerprint& fingerprint, ArticleNumber oldest_compared) const {
    if (oldest_compared == next_) return true;
    return wordings_.fits(wording_bytes_of(fingerprint), at(oldest_compared).wording_at);
}

bool ArticleStore::has_room_for_terms(const SalienceView& salience, ArticleNumber oldest_related) const {
    if (oldest_related == next_) return true;
    return terms_.fits(term_bytes_of(salience), at(oldest_related).terms_at);
}

void ArticleStore::forget_oldest() {
    WIREFOLD_INVARIANT(oldest_ < next_, "there is an article to forget");
    ++oldest_;
}

void ArticleStore::add_texts(StoredArticle& article, const LogEntry& entry, std::string_view verdict) {
    const std::size_t bytes = text_bytes_of(entry, verdict);
    WIREFOLD_INVARIANT(bytes <= texts_.bytes(), "one article's texts fit the ring; decode limits them");
    article.text_at = texts_.take(bytes);
    article.item_id_bytes = static_cast<std::uint16_t>(entry.item_id.size());
    article.version_bytes = static_cast<std::uint16_t>(entry.version.size());
    article.verdict_bytes = static_cast<std::uint16_t>(verdict.size());
    char* place = texts_.at(article.text_at);
    for (const std::string_view part :
         {std::string_view{entry.item_id}, std::string_view{entry.version}, verdict}) {
        place = std::copy(part.begin(), part.end(), place);
    }
}

void ArticleStore::add_wording(StoredArticle& article, const Fingerprint& fingerprint) {
    const WordingView wording = fingerprint.wording.view();
    article.wording_at = wordings_.take(wording_bytes_of(fingerprint));
    article.number_count = fingerprint.number_count;
    article.token_bytes = static_cast<std::uint16_t>(wording.tokens.size());
    article.sentence_count = static_cast<std::uint8_t>(wording.sentences.size());
    article.figure_count = static_cast<std::uint8_t>(wording.figures.size());
    article.figure_text_bytes = static_cast<std::uint8_t>(wording.figure_text.size());
    char* place = wordings_.at(article.wording_at);
    place = put(place, fingerprint.number_span());
    place = put(place, wording.figures);
    place = put(place, wording.sentences);
    place = put(place, wording.lengths);
    place = put(place, wording.names);
    place = put(place, wording.tokens);
    std::copy(wording.figure_text.begin(), wording.figure_text.end(), place);
}

void ArticleStore::add_terms(StoredArticle& article, const SalienceView& salience) {
    article.square_sum = salience.square_sum;
    article.terms_at = terms_.take(term_bytes_of(salience));
    article.term_count = static_cast<std::uint8_t>(salience.terms.size());
    article.quote_count = static_cast<std::uint8_t>(salience.quotes.size());
    char* const place = put(terms_.at(article.terms_at), salience.terms);
    static_cast<void>(put(place, salience.quotes));
}

ArticleNumber ArticleStore::add(StoredArticle article, const LogEntry& entry, std::string_view verdict,
                                const SalienceView& salience, bool posts) {
    add_texts(article, entry, verdict);
    article.wording_at = wordings_.next();
    article.terms_at = terms_.next();
    if (posts) {
        add_wording(article, entry.fingerprint);
        add_terms(article, salience);
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

void ArticleStore::date_anew(std::uint32_t articles, Timestamp log_time) {
    for (ArticleNumber number = next_; number > oldest_ && articles > 0; --articles) {
        StoredArticle& article = articles_[slots_.slot(--number)];
        if (article.event_time >= log_time && article.log_time < log_time) article.log_time = log_time;
    }
}

void ArticleStore::join_group(ArticleNumber founder, ArticleNumber member,
                              std::uint32_t representative_tokens) {
    if (!holds(founder)) return;
    StoredArticle& first = articles_[slots_.slot(founder)];
    articles_[slots_.slot(member)].group_previous = first.group_last;
    first.group_last = slots_.pack(member);
    ++first.group_members;
    first.representative_tokens = std::max(first.representative_tokens, representative_tokens);
}

void ArticleStore::join_story(ArticleNumber founder, ArticleNumber member) {
    if (!holds(founder)) return;
    StoredArticle& first = articles_[slots_.slot(founder)];
    articles_[slots_.slot(member)].story_previous = first.story_last;
    first.story_last = slots_.pack(member);
    ++first.story_members;
}

ArticleNumber ArticleStore::unpack(std::uint32_t packed) const {
    if (packed == 0) return next_;
    const ArticleNumber number = slots_.unpack(packed, next_);
    return holds(number) ? number : next_;
}

std::string_view ArticleStore::text(const StoredArticle& article, std::size_t skip, std::size_t bytes) const {
    return {texts_.at(article.text_at) + skip, bytes};
}

KnownArticle ArticleStore::known(ArticleNumber number) const {
    const StoredArticle& article = at(number);
    const ArticleNumber founder = unpack(article.founder);
    const ArticleNumber story_founder = unpack(article.story_founder);
    const bool has_founder = founder != next_;
    const bool has_story_founder = story_founder != next_;
    return {.number = number,
            .item_id = item_id(article),
            .version = version(article),
            .source_hash = article.source_hash,
            .content = article.content,
            .tokens = article.tokens,
            .status = article.status,
            .signals = article.signals,
            .language = article.language,
            .relation = article.relation,
            .event_time = article.event_time,
            .log_time = article.log_time,
            .group = article.group,
            .founder = has_founder ? founder : number,
            .group_size = has_founder ? at(founder).group_members : article.verdict_group_size,
            .representative_tokens = has_founder ? at(founder).representative_tokens : article.tokens,
            .story = article.story,
            .story_founder = has_story_founder ? story_founder : number,
            .story_size = has_story_founder ? at(story_founder).story_members : article.verdict_story_size};
}

Verdict ArticleStore::verdict(ArticleNumber number) const {
    const StoredArticle& article = at(number);
    Verdict verdict;
    verdict.relation = article.relation;
    verdict.group = article.group;
    verdict.group_size = article.verdict_group_size;
    verdict.story = article.story;
    verdict.story_size = article.verdict_story_size;
    read_verdict(
        text(article, std::size_t{article.item_id_bytes} + article.version_bytes, article.verdict_bytes),
        verdict);
    return verdict;
}

std::span<const std::uint32_t> ArticleStore::number_hashes(const StoredArticle& article) const {
    const char* from = wordings_.at(article.wording_at);
    return get<std::uint32_t>(from, article.number_count);
}

WordingView ArticleStore::wording(const StoredArticle& article) const {
    const char* from = wordings_.at(article.wording_at) + article.number_count * sizeof(std::uint32_t);
    WordingView view;
    view.figures = get<Figure>(from, article.figure_count);
    view.sentences = get<std::uint16_t>(from, article.sentence_count);
    view.lengths = get<std::uint8_t>(from, article.sentence_count);
    view.names = get<std::uint8_t>(from, (article.token_bytes + std::size_t{7}) / 8);
    view.tokens = get<std::uint8_t>(from, article.token_bytes);
    view.figure_text = {from, article.figure_text_bytes};
    return view;
}

SalienceView ArticleStore::salience(const StoredArticle& article) const {
    const char* from = terms_.at(article.terms_at);
    SalienceView view;
    view.square_sum = article.square_sum;
    view.terms = get<WeightedTerm>(from, article.term_count);
    view.quotes = get<std::uint32_t>(from, article.quote_count);
    return view;
}

}  // namespace wirefold
