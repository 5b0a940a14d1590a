#include "daemon/index/article_store.hpp"

#include <algorithm>

#include "daemon/core/prefetch.hpp"
#include "daemon/index/verdict_codec.hpp"

namespace wirefold {

namespace {

[[nodiscard]] TextContext context_of(const StoredArticle& article) {
    return {.content_low = article.content_low.get(),
            .source_hash = article.source_hash.get(),
            .tokens = article.tokens()};
}

}  // namespace

ArticleStore::ArticleStore(std::uint32_t articles, std::size_t text_bytes)
    : numbers_(articles),
      articles_(articles),
      texts_(text_bytes),
      heads_{ChainHeads{articles / kArticlesPerHead}, ChainHeads{articles / kArticlesPerHead},
             ChainHeads{articles / kArticlesPerHead}},
      positions_(articles / kArticlesPerPosition + 2) {}

void ArticleStore::prefetch_text(ArticleNumber number) const {
    prefetch_line(texts_.at(texts_.unpack(at(number).text_at)));
}

std::size_t ArticleStore::bytes() const {
    std::size_t bytes = articles_.bytes() + texts_.bytes() + positions_.bytes();
    for (const ChainHeads& heads : heads_) bytes += heads.bytes();
    return bytes;
}

std::size_t ArticleStore::bytes_used() const {
    if (oldest() == next()) return 0;
    return part_of(bytes() - texts_.bytes(), articles_.size(), articles_.capacity()) + texts_.next() -
           texts_.unpack(at(oldest()).text_at);
}

void ArticleStore::advance(Timestamp log_time) {
    if (log_time - log_time_ >= LogTime::kApartMax) {
        // Farther back is no window: "long ago" will do.
        for (ArticleNumber number = oldest(); number < next(); ++number) {
            StoredArticle& article = articles_.at(number);
            const Timestamp time = article.log_time(log_time_);
            if (time != Timestamp{}) article.set_log_time(std::max(time, log_time - LogTime::kApartMax));
        }
    }
    log_time_ = log_time;
}

void ArticleStore::date_undated(Timestamp log_time) {
    for (ArticleNumber number = oldest(); number < next(); ++number) {
        StoredArticle& article = articles_.at(number);
        if (article.log_time(log_time_) == Timestamp{}) article.set_log_time(log_time);
    }
}

void ArticleStore::date_anew(std::uint32_t articles, Timestamp log_time) {
    for (ArticleNumber number = next(); number > oldest() && articles > 0; --articles) {
        StoredArticle& article = articles_.at(--number);
        if (article.event_time() >= log_time && article.log_time(log_time_) < log_time)
            article.set_log_time(log_time);
    }
}

bool ArticleStore::has_room_for(std::string_view text) const {
    if (next() == oldest()) return true;
    return articles_.size() < articles_.capacity() &&
           texts_.fits(text.size(), texts_.unpack(at(oldest()).text_at));
}

ArticleStore::Newest ArticleStore::newest_for(const Verdict& verdict) const {
    Newest newest{next(), next()};
    if (!verdict.founds_group && holds(verdict.group_member))
        newest[0] = newest_of(Family::Group, verdict.group_member);
    if (!verdict.founds_story && holds(verdict.story_member))
        newest[1] = newest_of(Family::Story, verdict.story_member);
    return newest;
}

KeptText ArticleStore::text_for(const LogEntry& entry, const Verdict& verdict, const Newest& newest) const {
    KeptText text;
    text.item_id = entry.item_id;
    text.version = entry.version;
    text.group = verdict.group;
    text.story = verdict.story;
    text.group_size = verdict.group_size;
    text.story_size = verdict.story_size;
    text.representative_tokens = entry.fingerprint.tokens;
    text.public_from = entry.public_from;
    const ArticleNumber before = newest[static_cast<std::size_t>(Family::Group)];
    if (before == next()) return text;
    text.group_previous = next() - before;
    const std::uint32_t tokens = verdict.is_representative ? entry.fingerprint.tokens : 0;
    text.representative_tokens = std::max(this->text(before).representative_tokens, tokens);
    return text;
}

void ArticleStore::add(const StoredArticle& article, const Keys& keys, const Newest& newest,
                       std::string_view text, LogPosition position) {
    const ArticleNumber number = next();
    const bool is_first = number == oldest();
    if (is_first || number % kArticlesPerPosition == 0) positions_[position_slot(number)] = position;
    for (const Family family : {Family::Group, Family::Story}) {
        const auto index = static_cast<std::size_t>(family);
        // The newest so far may have left just now.
        if (holds(newest[index]))
            articles_.at(newest[index]).newer[index] = static_cast<std::uint32_t>(number - newest[index]);
    }
    const ArticleNumber in_story = newest[static_cast<std::size_t>(Family::Story)];
    StoredArticle& stored = articles_.add(article);
    stored.story_previous = static_cast<std::uint32_t>(number - in_story);
    stored.text_at = ByteRing::pack(texts_.put(text));
    for (std::size_t i = 0; i < heads_.size(); ++i) {
        if (i == static_cast<std::size_t>(Chain::Item) && article.relation == Relation::Stale) continue;
        std::uint32_t& head = heads_[i].of(keys[i]);
        stored.links[i] = head;
        head = numbers_.pack(number);
    }
}

void ArticleStore::prefetch(const Keys& keys) const {
    for (std::size_t i = 0; i < heads_.size(); ++i) heads_[i].prefetch(keys[i]);
}

std::string_view ArticleStore::piece(const StoredArticle& article) const {
    return texts_.from(texts_.unpack(article.text_at));
}

KeptText ArticleStore::text(ArticleNumber number) const {
    const StoredArticle& article = at(number);
    return read_kept_text(piece(article), context_of(article));
}

std::string_view ArticleStore::item_id(ArticleNumber number) const {
    return read_item_id(piece(at(number)));
}

ArticleNumber ArticleStore::newest_of(Family family, ArticleNumber number) const {
    const auto index = static_cast<std::size_t>(family);
    // Each step halves the way for the next one who goes it. (Tarjan, van Leeuwen: "Worst-case analysis of
    // set union algorithms", 1984.)
    while (true) {
        std::uint32_t& newer = articles_.at(number).newer[index];
        if (newer == 0) return number;
        newer += articles_.at(number + newer).newer[index];
        number += newer;
    }
}

ArticleNumber ArticleStore::previous_in(Family family, ArticleNumber number) const {
    const std::uint64_t distance =
        family == Family::Story ? at(number).story_previous : text(number).group_previous;
    return distance == 0 || number - oldest() < distance ? next() : number - distance;
}

LogPosition ArticleStore::oldest_position() const {
    if (oldest() == next()) return LogPosition{0};
    return positions_[position_slot(oldest())];
}

KnownArticle ArticleStore::known(ArticleNumber number) const {
    const StoredArticle& article = at(number);
    const KeptText own = text(number);
    const ArticleNumber group_newest = newest_of(Family::Group, number);
    const ArticleNumber story_newest = newest_of(Family::Story, number);
    const KeptText in_group = group_newest == number ? own : text(group_newest);
    const KeptText in_story = story_newest == group_newest ? in_group
                              : story_newest == number     ? own
                                                           : text(story_newest);
    return {.number = number,
            .item_id = own.item_id,
            .version = own.version,
            .source_hash = article.source_hash.get(),
            .content = article.content(),
            .tokens = article.tokens(),
            .status = article.status,
            .signals = article.signals,
            .title = article.title,
            .language = article.language(),
            .relation = article.relation,
            .event_time = article.event_time(),
            .log_time = article.log_time(log_time_),
            .public_from = own.public_from,
            .group = own.group,
            .group_size = in_group.group_size,
            .representative_tokens = in_group.representative_tokens,
            .story = own.story,
            .story_size = in_story.story_size};
}

Verdict ArticleStore::verdict(ArticleNumber number) const {
    const KeptText own = text(number);
    Verdict verdict;
    verdict.relation = at(number).relation;
    verdict.group = own.group;
    verdict.group_size = own.group_size;
    verdict.story = own.story;
    verdict.story_size = own.story_size;
    read_verdict(own.verdict, own.item_id, verdict);
    return verdict;
}

}  // namespace wirefold
