#include "daemon/index/index.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "daemon/core/invariant.hpp"
#include "daemon/index/verdict_codec.hpp"

namespace wirefold {

namespace {

// Work allowed for one article, whatever the input. Chains are walked newest first.
constexpr unsigned kStepsPerLookupMax = 256;
constexpr std::size_t kSameItemMax = 64;  // re-sends, which tell nothing new, are not counted

[[nodiscard]] std::uint32_t fold32(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

/// Different for all offsets of one partition.
[[nodiscard]] std::uint64_t coordinate_hash(const Coordinate& coordinate) {
    const auto partition = static_cast<std::uint64_t>(coordinate.partition.raw());
    const auto offset = static_cast<std::uint64_t>(coordinate.offset.raw());
    return mix64(coordinate.origin_hash + mix64(partition + mix64(offset)));
}

[[nodiscard]] std::uint32_t item_key(std::string_view item_id) {
    return fold32(hash64(item_id));
}

/// One set of postings a text: copies are found through the article they copy.
[[nodiscard]] bool posts_text(Relation relation) {
    return !is_duplicate(relation) || relation == Relation::Rewrite;
}

/// Of a new article that is `number`: itself when no other is known.
[[nodiscard]] ArticleNumber first_with_content(const Candidates& candidates, ArticleNumber number) {
    return candidates.same_content ? candidates.same_content->number : number;
}

/// A cancellation that names no publisher is remembered as that of the item it canceled.
[[nodiscard]] std::uint64_t publisher_of(const LogEntry& entry, const Candidates& candidates) {
    const bool is_resolved = entry.source_hash == 0 && !candidates.same_item.empty();
    return is_resolved ? candidates.same_item.front().source_hash : entry.source_hash;
}

/// The article among the texts of one window, while that holds it.
template <class Texts>
[[nodiscard]] std::optional<PostedNumber> held_in(const Texts& texts, const StoredArticle& article) {
    if (!posts_text(article.relation)) return std::nullopt;
    const PostedNumber number = texts.unpack(article.posted_or_first);
    if (!texts.holds(number)) return std::nullopt;
    return number;
}

/// As the window would know an article, had it room for it.
[[nodiscard]] KnownArticle known_from(const LogEntry& entry) {
    KnownArticle known;
    known.number = ~std::uint64_t{0};
    known.item_id = entry.item_id;
    known.version = entry.version;
    known.source_hash = entry.source_hash;
    known.content = entry.fingerprint.content;
    known.tokens = entry.fingerprint.tokens;
    known.status = entry.status;
    known.signals = entry.fingerprint.signals;
    known.title = entry.fingerprint.title_byte();
    known.language = entry.fingerprint.language;
    known.event_time = entry.event_time;
    known.log_time = entry.event_time;
    known.public_from = entry.public_from;
    return known;
}

}  // namespace

Index::Index(const IndexOptions& options) : Index(options, plan_rings(options)) {}

Index::Index(const IndexOptions& options, const RingPlan& plan)
    : options_(options),
      articles_(plan.articles, plan.text_bytes),
      compared_(plan.compared, plan.wording_bytes, plan.compared_postings),
      related_(plan.related, plan.related_postings),
      words_(plan.words),
      mentions_(plan.mentions),
      frequencies_(plan.frequency_slots),
      overlap_probe_(articles_, compared_),
      salience_probe_(related_, frequencies_) {}

void Index::expire(Timestamp log_time) {
    articles_.advance(log_time);
    if (log_time_ == Timestamp{} && log_time != Timestamp{}) articles_.date_undated(log_time);
    log_time_ = log_time;
    frequencies_.advance(log_time);
    const auto is_over = [&](ArticleNumber article, Duration window) {
        return articles_.log_time(article) + window < log_time;
    };
    while (related_.oldest() < related_.next() &&
           is_over(related_.article(related_.oldest()), options_.window_story))
        related_.forget_oldest();
    while (compared_.oldest() < compared_.next() &&
           is_over(compared_.article(compared_.oldest()), options_.window_copy))
        compared_.forget_oldest();
    while (articles_.oldest() < articles_.next() && is_over(articles_.oldest(), options_.window_exact)) {
        ++expired_;
        forget_oldest_article();
    }
}

void Index::date_anew(std::uint32_t articles, Timestamp log_time) {
    articles_.advance(log_time);
    articles_.date_anew(articles, log_time);
}

void Index::forget_oldest_article() {
    const StoredArticle& oldest = articles_.at(articles_.oldest());
    if (related(oldest)) related_.forget_oldest();
    if (compared(oldest)) compared_.forget_oldest();
    articles_.forget_oldest();
}

std::optional<PostedNumber> Index::compared(const StoredArticle& article) const {
    return held_in(compared_, article);
}

std::optional<PostedNumber> Index::related(const StoredArticle& article) const {
    return held_in(related_, article);
}

/// Of articles that post.
ArticleNumber Index::oldest_compared() const {
    return compared_.oldest() == compared_.next() ? articles_.next() : compared_.article(compared_.oldest());
}

Index::Hashes Index::hashes_of(const LogEntry& entry) {
    const std::uint64_t coordinate = coordinate_hash(entry.coordinate);
    return {.coordinate = coordinate,
            .keys = {fold32(coordinate), item_key(entry.item_id), fold32(entry.fingerprint.content.low)}};
}

void Index::prefetch(const LogEntry& entry) const {
    articles_.prefetch(hashes_of(entry).keys);
    const Salience& salience = entry.fingerprint.salience;
    for (const Term& term : salience.term_span()) frequencies_.prefetch(term.key);
    for (const std::uint32_t key : entry.fingerprint.key_span()) compared_.chains().prefetch(key);
    for (const Term& term : salience.term_span()) related_.chains().prefetch(term.key);
    for (const std::uint32_t quote : salience.quote_span()) related_.chains().prefetch(quote);
}

void Index::probe(const LogEntry& entry, Candidates& candidates) {
    candidates.clear();
    wordings_.clear();
    salience_.terms.clear();
    salience_.quotes.clear();
    const Hashes hashes = hashes_of(entry);
    if (const auto seen = find_coordinate(hashes)) {
        candidates.replay = articles_.verdict(*seen);
        // What has joined the group since was not there to be affected.
        if (takes_back(candidates.replay->relation))
            list_items(articles_.previous_in(Family::Group, *seen), *seen, articles_.log_time(*seen),
                       candidates.replay->affected);
        return;
    }
    candidates.log_time = log_time_;
    candidates.late = entry.has_event_time && entry.event_time + options_.window_copy < log_time_;
    candidates.salience = salience_probe_.weigh(entry.fingerprint.salience);
    find_item(entry, entry.item_id, hashes.keys[1], candidates.same_item);
    if (candidates.same_item.empty() && !entry.evolved_from.empty())
        find_item(entry, entry.evolved_from, item_key(entry.evolved_from), candidates.predecessor);
    const Visibility visibility{articles_, entry, log_time_};
    if (const auto same = find_content(entry, hashes, visibility)) {
        candidates.same_content = articles_.known(*same);
        // A form that its source fills in with the same figures another day is told by the form.
        if (candidates.same_content->source_hash != entry.source_hash) return;
    }
    find_related(entry, visibility, candidates);
}

void Index::find_related(const LogEntry& entry, const Visibility& visibility, Candidates& candidates) {
    const std::vector<OverlapProbe::Found>& by_wording = overlap_probe_.find(entry, log_time_, visibility);
    const std::vector<SalienceProbe::Found>& by_terms = salience_probe_.find(candidates.salience, visibility);
    found_.clear();
    for (const OverlapProbe::Found& found : by_wording) found_.push_back(found.article);
    for (const SalienceProbe::Found& found : by_terms) {
        const auto end = found_.begin() + static_cast<std::ptrdiff_t>(by_wording.size());
        if (std::find(found_.begin(), end, found.article) == end) found_.push_back(found.article);
    }
    prefetch_found(found_);
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const std::optional<OverlapProbe::Found> by_keys =
            i < by_wording.size() ? by_wording[i] : overlap_probe_.find_phrase(found_[i]);
        // Figures are compared only where keys are shared.
        Candidate& candidate = candidates.related.emplace_back(
            Candidate{member(found_[i], by_keys ? Detail::Figures : Detail::Words),
                      articles_.known(found_[i]),
                      {},
                      0,
                      {}});
        if (const auto text = compared(articles_.at(found_[i]))) candidate.mentions = mentions_.of(*text);
        if (!by_keys) continue;
        candidate.overlap = by_keys->overlap;
        candidate.template_keys = by_keys->template_keys;
    }
    candidates_ += overlap_probe_.verified() + by_terms.size();
    steps_ += overlap_probe_.steps() + salience_probe_.steps();
}

/// Asks the memory for all of them at once, one step after the other.
void Index::prefetch_found(std::span<const ArticleNumber> found) const {
    for (const ArticleNumber number : found) articles_.prefetch(number);
    for (const ArticleNumber number : found) articles_.prefetch_text(number);
    for (const ArticleNumber number : found) {
        if (const auto text = compared(articles_.at(number))) {
            mentions_.prefetch_place(*text);
            words_.prefetch_place(*text);
        }
    }
    prefetch_texts(found);
    for (const ArticleNumber number : found) {
        if (const auto text = compared(articles_.at(number))) {
            mentions_.prefetch(*text);
            words_.prefetch(*text);
        }
    }
}

/// Likewise, of articles that are at hand.
void Index::prefetch_texts(std::span<const ArticleNumber> found) const {
    for (const ArticleNumber number : found) {
        const StoredArticle& article = articles_.at(number);
        if (const auto text = compared(article)) compared_.prefetch(*text);
        if (const auto text = related(article)) related_.prefetch(*text);
    }
    for (const ArticleNumber number : found) {
        const StoredArticle& article = articles_.at(number);
        if (const auto text = compared(article)) compared_.prefetch_wording(*text);
        if (const auto text = related(article)) related_.prefetch_terms(*text);
    }
}

void Index::measure(const LogEntry& entry, const LogEntry& earlier, Candidates& candidates,
                    DirectCandidate& out) {
    const Fingerprint& print = earlier.fingerprint;
    const SalienceView weighed = salience_probe_.weigh(print.salience);
    out = {};
    out.terms.assign(weighed.terms.begin(), weighed.terms.end());
    Candidate& candidate = out.candidate;
    candidate.article = known_from(earlier);
    candidate.number = candidate.article.number;
    candidate.tokens = print.tokens;
    candidate.wording = print.wording.view();
    candidate.numbers = print.number_span();
    candidate.salience = {weighed.square_sum, out.terms, print.salience.quote_span()};
    candidate.mentions = print.salience.mention_span();
    Reach& reach = out.reach;
    if (const auto number = find_coordinate(hashes_of(earlier))) {
        const StoredArticle& stored = articles_.at(*number);
        candidate.article = articles_.known(*number);
        reach.is_held = true;
        reach.posts = posts_text(stored.relation);
        reach.is_compared = *number >= oldest_compared();
        reach.is_related = related(stored).has_value();
        if (const auto text = related(stored)) candidate.salience = related_.salience(*text, salience_);
    }
    reach.is_shown = Visibility{articles_, entry, log_time_}.shows(candidate.article);
    candidates.salience = salience_probe_.weigh(entry.fingerprint.salience);
    const OverlapProbe::Found found = overlap_probe_.measure_directly(entry, log_time_, print);
    candidate.overlap = found.overlap;
    candidate.template_keys = found.template_keys;
    reach.shared_keys = found.overlap.shared_keys;
    reach.is_phrase = found.is_phrase;
    reach.findable_terms = salience_probe_.findable_terms(candidate.salience.terms);
    reach.findable_terms_min = SalienceProbe::kSharedMin;
    for (const std::uint32_t quote : candidate.salience.quotes) {
        const auto own = candidates.salience.quotes;
        reach.shared_quotes += std::find(own.begin(), own.end(), quote) != own.end() ? 1U : 0U;
    }
}

std::optional<ArticleNumber> Index::find_coordinate(const Hashes& hashes) const {
    std::optional<ArticleNumber> found;
    articles_.visit(Chain::Coordinate, hashes.keys[0], kStepsPerLookupMax, [&](ArticleNumber number) {
        if (articles_.at(number).coordinate.get() == hashes.coordinate) found = number;
        return !found.has_value();
    });
    return found;
}

/// The oldest of equals is who was first, and the newest copy knows it: no walk passes thousands of them.
/// Only where that one has left or is not shown, and of articles that post their text as well, is the walk
/// what tells; then it may end before the first that is still there.
std::optional<ArticleNumber> Index::find_content(const LogEntry& entry, const Hashes& hashes,
                                                 const Visibility& visibility) const {
    std::optional<ArticleNumber> found;
    articles_.visit(Chain::Content, hashes.keys[2], kStepsPerLookupMax, [&](ArticleNumber number) {
        const StoredArticle& article = articles_.at(number);
        if (article.content() != entry.fingerprint.content) return true;
        const std::uint32_t distance = posts_text(article.relation) ? 0 : article.posted_or_first;
        const bool knows_first = distance > 0 && distance <= number - articles_.oldest();
        const ArticleNumber first = knows_first ? number - distance : number;
        if (!visibility.shows(first)) return true;
        found = first;
        return !knows_first;
    });
    return found;
}

/// Two publishers may use one id for different articles: an item is an id of one publisher. A cancellation
/// that names none means the item that has its id, but for where two publishers have it.
void Index::find_item(const LogEntry& entry, std::string_view item_id, std::uint32_t key,
                      std::vector<KnownArticle>& found) const {
    std::size_t told = 0;
    std::uint64_t publisher = entry.source_hash;
    bool has_two_publishers = false;
    articles_.visit(Chain::Item, key, kStepsPerLookupMax, [&](ArticleNumber number) {
        const StoredArticle& article = articles_.at(number);
        if (articles_.item_id(number) != item_id) return true;
        const std::uint64_t source = article.source_hash.get();
        if (publisher == 0 && entry.status != ItemStatus::Usable) publisher = source;
        if (source != publisher) {
            has_two_publishers |= source != 0;
            return true;
        }
        found.push_back(articles_.known(number));
        if (article.relation != Relation::Resend) ++told;
        return told < kSameItemMax;
    });
    const bool is_unclear = has_two_publishers && publisher != entry.source_hash;
    if (is_unclear) found.clear();
}

void Index::make_room(const LogEntry& entry, const SalienceView& salience, bool posts) {
    while (!articles_.has_room_for(text_)) {
        ++evicted_;
        forget_oldest_article();
    }
    if (!posts) return;
    while (!compared_.has_room_for(entry.fingerprint.keys.size(), wording_)) {
        ++evicted_;
        compared_.forget_oldest();
    }
    while (!related_.has_room_for(salience)) {
        ++evicted_;
        related_.forget_oldest();
    }
}

void Index::insert(const LogEntry& entry, const Verdict& verdict, const Candidates& candidates,
                   LogPosition position) {
    const Fingerprint& print = entry.fingerprint;
    const ArticleStore::Newest newest = articles_.newest_for(verdict);
    text_.clear();
    append_kept_text(
        text_, articles_.text_for(entry, verdict, newest),
        {.content_low = print.content.low, .source_hash = entry.source_hash, .tokens = print.tokens});
    append_verdict(text_, verdict, entry.item_id);
    const bool posts = posts_text(verdict.relation);
    wording_.clear();
    if (posts) append_wording(wording_, print);
    make_room(entry, candidates.salience, posts);
    const Hashes hashes = hashes_of(entry);
    const ArticleNumber number = articles_.next();
    StoredArticle article{};
    article.coordinate = hashes.coordinate;
    article.set_content(print.content);
    article.source_hash = publisher_of(entry, candidates);
    article.set_log_time(log_time_);
    article.set_tokens(print.tokens);
    article.set_event_time(entry.event_time, print.language);
    article.posted_or_first = static_cast<std::uint32_t>(
        posts ? compared_.next() : number - first_with_content(candidates, number));
    article.relation = verdict.relation;
    article.status = entry.status;
    article.is_held = entry.public_from != Timestamp{};
    article.signals = print.signals;
    article.title = print.title_byte();
    articles_.add(article, hashes.keys, newest, text_, position);
    if (posts) post(entry, candidates.salience, number);
}

void Index::post(const LogEntry& entry, const SalienceView& salience, ArticleNumber number) {
    const Fingerprint& print = entry.fingerprint;
    compared_.add(number, print, wording_);
    words_.add(print.wording.view());
    mentions_.add(print.salience);
    related_.add(number, salience);
    count_terms(entry);
}

/// A story that is syndicated five hundred times must not make its own terms common: copies do not count.
void Index::count_terms(const LogEntry& entry) {
    frequencies_.count_article();
    for (const Term& term : entry.fingerprint.salience.term_span())
        frequencies_.count(term.key, entry.source_hash);
}

Member Index::member(ArticleNumber number, Detail detail) const {
    const StoredArticle& stored = articles_.at(number);
    Member member;
    member.number = number;
    member.tokens = stored.tokens();
    if (const auto text = compared(stored)) {
        const std::string_view piece = compared_.wording(*text);
        member.numbers = read_numbers(piece);
        if (detail == Detail::Words) member.wording = read_words(piece);
        if (detail == Detail::Figures) {
            member.wording = read_wording(piece, wordings_);
            words_.complete(*text, member.wording, wordings_);
        }
    }
    if (const auto text = related(stored)) member.salience = related_.salience(*text, salience_);
    return member;
}

void Index::story_members(std::uint64_t article, std::size_t members_max,
                          std::vector<Member>& members) const {
    family_members(Family::Story, article, members_max, members);
}

void Index::group_members(std::uint64_t article, std::size_t members_max,
                          std::vector<Member>& members) const {
    family_members(Family::Group, article, members_max, members);
}

void Index::group_items(std::uint64_t article, Affected& affected) const {
    list_items(articles_.newest_of(Family::Group, article), article, log_time_, affected);
}

/// Of a group, from member `at` back, all items but that of `own`. What became of an item its newest article
/// says, but for stale ones.
void Index::list_items(ArticleNumber at, ArticleNumber own, Timestamp now, Affected& affected) const {
    const KnownArticle taken_back = articles_.known(own);
    std::set<std::pair<std::string_view, std::uint64_t>> told{{taken_back.item_id, taken_back.source_hash}};
    std::size_t bytes = 0;
    for (std::size_t members = 0; at != articles_.next(); ++members) {
        affected.is_truncated = members == Affected::kMembersMax || bytes > Affected::kBytesMax;
        if (affected.is_truncated) return;
        const KnownArticle known = articles_.known(at);
        at = articles_.previous_in(Family::Group, at);
        const bool is_canceled = known.status == ItemStatus::Canceled;
        if (known.relation == Relation::Stale || (known.public_from > now && !is_canceled)) continue;
        if (!told.insert({known.item_id, known.source_hash}).second || is_canceled) continue;
        bytes += known.item_id.size();
        affected.items.emplace_back(known.item_id);
    }
}

void Index::family_members(Family family, ArticleNumber article, std::size_t members_max,
                           std::vector<Member>& members) const {
    found_.clear();
    for (ArticleNumber at = articles_.newest_of(family, article);
         at != articles_.next() && found_.size() < members_max; at = articles_.previous_in(family, at))
        found_.push_back(at);
    prefetch_texts(found_);
    members.clear();
    for (const ArticleNumber number : found_)
        members.push_back(member(number, family == Family::Story ? Detail::Terms : Detail::Words));
}

void Index::story_times(std::uint64_t article, Timestamp since, std::size_t members_max,
                        std::vector<Timestamp>& times) const {
    times.clear();
    ArticleNumber at = articles_.newest_of(Family::Story, article);
    for (std::size_t members = 0; members < members_max && at != articles_.next(); ++members) {
        // Where the clock jumped, a newer member may be the older one by the log's time.
        const Timestamp time = articles_.log_time(at);
        if (time >= since) times.push_back(time);
        at = articles_.previous_in(Family::Story, at);
    }
}

IndexStats Index::stats() const {
    IndexStats stats;
    stats.articles = articles_.next() - articles_.oldest();
    stats.articles_compared = articles_.next() - oldest_compared();
    stats.bytes_reserved = bytes_reserved();
    stats.bytes_used = articles_.bytes_used() + compared_.bytes_used() + related_.bytes_used() +
                       words_.bytes() + mentions_.bytes() + frequencies_.bytes();
    stats.expired = expired_;
    stats.evicted = evicted_;
    stats.candidates = candidates_;
    stats.steps = steps_;
    if (oldest_compared() < articles_.next())
        stats.oldest_age = log_time_ - articles_.log_time(oldest_compared());
    return stats;
}

LogPosition Index::oldest_position() const {
    return articles_.oldest_position();
}

std::size_t Index::bytes_reserved() const {
    return articles_.bytes() + compared_.bytes() + related_.bytes() + words_.bytes() + mentions_.bytes() +
           frequencies_.bytes();
}

std::uint64_t Index::state_hash() const {
    std::uint64_t hash = mix64(articles_.oldest() ^ mix64(articles_.next()));
    for (ArticleNumber number = articles_.oldest(); number < articles_.next(); ++number) {
        const StoredArticle& article = articles_.at(number);
        const KeptText text = articles_.text(number);
        hash = mix64(hash ^ article.content().low ^ mix64(text.group ^ mix64(text.story)) ^
                     static_cast<std::uint64_t>(article.relation));
    }
    for (const std::uint64_t oldest :
         {compared_.oldest(), related_.oldest(), words_.oldest(), mentions_.oldest()})
        hash = mix64(hash ^ oldest);
    return mix64(hash ^ frequencies_.state_hash());
}

}  // namespace wirefold
