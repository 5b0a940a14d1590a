#include "daemon/index/index.hpp"

#include <algorithm>

#include "daemon/core/invariant.hpp"
#include "daemon/index/verdict_codec.hpp"

namespace wirefold {

namespace {

// Work allowed for one article, whatever the input. Chains are walked newest first.
constexpr unsigned kStepsPerLookupMax = 256;
constexpr std::size_t kSameItemMax = 64;

// Planning figures for one article; the rings are sized by them and hold more or fewer as articles differ.
constexpr std::size_t kTextBytesPlanned = 112;
constexpr std::size_t kPostingsPlanned = 28;
constexpr std::size_t kWordingBytesPlanned = 360;
constexpr std::size_t kTermsPlanned = 38;  // with quotations
constexpr std::size_t kExactBytes =
    sizeof(StoredArticle) + 3 * RingChains::kBytesPerEntry + kTextBytesPlanned;
constexpr std::size_t kCopyBytes = kPostingsPlanned * Postings::kBytesPerPosting + kWordingBytesPlanned;
constexpr std::size_t kStoryBytes =
    kTermsPlanned * (SaliencePostings::kBytesPerPosting + sizeof(WeightedTerm));
constexpr std::size_t kFrequencyPart = 32;  // of the bytes go to the table of term frequencies

/// Articles that each window is planned to hold, in proportion to its length.
struct Plan {
    std::uint32_t exact;
    std::uint32_t copy;
    std::uint32_t story;
};

[[nodiscard]] Plan plan_for(const IndexOptions& options) {
    constexpr double kArticlesMin = 256;  // below this one article's texts might not fit the text ring
    constexpr double kArticlesMax = 1U << 29U;
    const auto hours = static_cast<double>(options.window_exact.count());
    const double copy = static_cast<double>(options.window_copy.count()) / hours;
    const double story = static_cast<double>(options.window_story.count()) / hours;
    const auto bytes = static_cast<double>(options.bytes_max - options.bytes_max / kFrequencyPart);
    const double least = kArticlesMin * (kExactBytes + kCopyBytes + kStoryBytes);
    const double articles =
        std::max(bytes - least, 0.0) / (kExactBytes + copy * kCopyBytes + story * kStoryBytes);
    const auto planned = [&](double part) {
        return static_cast<std::uint32_t>(
            std::min(kArticlesMin + articles * std::min(part, 1.0), kArticlesMax));
    };
    return {.exact = planned(1), .copy = planned(copy), .story = planned(story)};
}

[[nodiscard]] ArticleStoreLimits store_limits(const IndexOptions& options) {
    const Plan plan = plan_for(options);
    return {.articles = plan.exact,
            .text_bytes = plan.exact * kTextBytesPlanned,
            .wording_bytes = plan.copy * kWordingBytesPlanned,
            .term_bytes = plan.story * kTermsPlanned * sizeof(WeightedTerm)};
}

[[nodiscard]] std::size_t frequency_slots(const IndexOptions& options) {
    constexpr std::size_t kSlotBytes = 16;
    constexpr std::size_t kSlotsMax = std::size_t{1} << 23U;
    return std::min(options.bytes_max / kFrequencyPart / kSlotBytes, kSlotsMax);
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
[[nodiscard]] std::uint32_t item_key(const LogEntry& entry) {
    return fold32(hash64(entry.item_id, entry.source_hash));
}

/// One set of postings a text: copies are found through the article they copy.
[[nodiscard]] bool posts_text(Relation relation) {
    return !is_duplicate(relation) || relation == Relation::Rewrite;
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
    known.language = entry.fingerprint.language;
    known.event_time = entry.event_time;
    known.log_time = entry.event_time;
    return known;
}

[[nodiscard]] std::uint8_t distinct_keys_of(const Fingerprint& print) {
    const auto keys = print.keys;
    auto sorted = keys;
    const auto end = sorted.begin() + print.key_count;
    std::sort(sorted.begin(), end);
    return static_cast<std::uint8_t>(std::unique(sorted.begin(), end) - sorted.begin());
}

}  // namespace

Index::Index(const IndexOptions& options)
    : options_(options),
      articles_(store_limits(options)),
      by_coordinate_(plan_for(options).exact),
      by_item_(plan_for(options).exact),
      by_content_(plan_for(options).exact),
      postings_(static_cast<std::uint32_t>(plan_for(options).copy * kPostingsPlanned)),
      salience_postings_(static_cast<std::uint32_t>(plan_for(options).story * kTermsPlanned)),
      frequencies_(frequency_slots(options)),
      overlap_probe_(articles_, postings_),
      salience_probe_(articles_, salience_postings_, frequencies_) {}

void Index::expire(Timestamp log_time) {
    if (log_time_ == Timestamp{} && log_time != Timestamp{}) articles_.date_undated(log_time);
    log_time_ = log_time;
    frequencies_.advance(log_time);
    const auto is_over = [&](ArticleNumber article, Duration window) {
        return article < articles_.next() && articles_.at(article).log_time + window < log_time;
    };
    while (is_over(oldest_related_, options_.window_story)) release_salience_of(oldest_related_);
    while (is_over(oldest_compared_, options_.window_copy)) release_overlap_of(oldest_compared_);
    while (is_over(articles_.oldest(), options_.window_exact)) {
        ++expired_;
        forget_oldest_article();
    }
}

void Index::date_anew(std::uint32_t articles, Timestamp log_time) {
    articles_.date_anew(articles, log_time);
}

void Index::release_overlap_of(ArticleNumber article) {
    WIREFOLD_INVARIANT(article == oldest_compared_, "wording is released in the order it came");
    const StoredArticle& stored = articles_.at(article);
    postings_.forget_before(stored.first_posting + stored.key_count);
    ++oldest_compared_;
}

void Index::release_salience_of(ArticleNumber article) {
    WIREFOLD_INVARIANT(article == oldest_related_, "terms are released in the order they came");
    const StoredArticle& stored = articles_.at(article);
    salience_postings_.forget_before(stored.first_salience_posting + stored.term_count + stored.quote_count);
    ++oldest_related_;
}

void Index::forget_oldest_article() {
    const ArticleNumber oldest = articles_.oldest();
    if (oldest_related_ == oldest) release_salience_of(oldest);
    if (oldest_compared_ == oldest) release_overlap_of(oldest);
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
    candidates.log_time = log_time_;
    candidates.late = entry.has_event_time && entry.event_time + options_.window_copy < log_time_;
    candidates.salience = salience_probe_.weigh(entry.fingerprint.salience);
    find_same_item(entry, candidates.same_item);
    if (const auto same = find_content(entry.fingerprint.content)) {
        candidates.same_content = articles_.known(*same);
        // A form that its source fills in with the same figures another day is told by the form.
        if (candidates.same_content->source_hash != entry.source_hash) return;
    }
    find_related(entry, candidates);
}

void Index::find_related(const LogEntry& entry, Candidates& candidates) {
    std::vector<Candidate>& related = candidates.related;
    for (const OverlapProbe::Found& found : overlap_probe_.find(entry, log_time_)) {
        related.push_back({member_for(found.article), found.overlap, found.template_keys});
    }
    candidates_ += overlap_probe_.verified();
    steps_ += overlap_probe_.steps();
    for (const SalienceProbe::Found& found : salience_probe_.find(candidates.salience)) {
        ++candidates_;
        const bool known = std::any_of(related.begin(), related.end(), [&](const Candidate& candidate) {
            return candidate.article.number == found.article;
        });
        if (!known) related.push_back({member_for(found.article), {}, 0});
    }
    steps_ += salience_probe_.steps();
}

void Index::measure(const LogEntry& entry, const LogEntry& earlier, Candidates& candidates,
                    DirectCandidate& out) {
    const Fingerprint& print = earlier.fingerprint;
    const SalienceView weighed = salience_probe_.weigh(print.salience);
    out = {};
    out.terms.assign(weighed.terms.begin(), weighed.terms.end());
    Candidate& candidate = out.candidate;
    candidate.article = known_from(earlier);
    candidate.wording = print.wording.view();
    candidate.numbers = print.number_span();
    candidate.salience = {weighed.square_sum, out.terms, print.salience.quote_span()};
    Reach& reach = out.reach;
    if (const auto number = find_coordinate(earlier.coordinate)) {
        const StoredArticle& stored = articles_.at(*number);
        candidate.article = articles_.known(*number);
        reach.is_held = true;
        reach.posts = posts_text(stored.relation);
        reach.is_compared = *number >= oldest_compared_;
        reach.is_related = *number >= oldest_related_;
        if (reach.posts && reach.is_related) candidate.salience = articles_.salience(stored);
    }
    candidates.salience = salience_probe_.weigh(entry.fingerprint.salience);
    const OverlapProbe::Found found = overlap_probe_.measure_directly(entry, log_time_, print);
    candidate.overlap = found.overlap;
    candidate.template_keys = found.template_keys;
    reach.shared_keys = found.overlap.shared_keys;
    reach.findable_terms = salience_probe_.findable_terms(candidate.salience.terms);
    reach.findable_terms_min = SalienceProbe::kSharedMin;
    for (const std::uint32_t quote : candidate.salience.quotes) {
        const auto own = candidates.salience.quotes;
        reach.shared_quotes += std::find(own.begin(), own.end(), quote) != own.end() ? 1U : 0U;
    }
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
    by_item_.visit(item_key(entry), kStepsPerLookupMax, [&](ArticleNumber number) {
        const StoredArticle& article = articles_.at(number);
        if (article.source_hash == entry.source_hash && articles_.item_id(article) == entry.item_id)
            found.push_back(articles_.known(number));
        return found.size() < kSameItemMax;
    });
}

void Index::make_room(const LogEntry& entry, const SalienceView& salience, bool posts) {
    while (!articles_.has_room_for(entry, encoded_verdict_)) {
        ++evicted_;
        forget_oldest_article();
    }
    if (!posts) return;
    const Fingerprint& print = entry.fingerprint;
    while (!postings_.has_room_for(print.key_count) ||
           !articles_.has_room_for_wording(print, oldest_compared_)) {
        ++evicted_;
        release_overlap_of(oldest_compared_);
    }
    while (!salience_postings_.has_room_for(salience.terms.size() + salience.quotes.size()) ||
           !articles_.has_room_for_terms(salience, oldest_related_)) {
        ++evicted_;
        release_salience_of(oldest_related_);
    }
}

void Index::insert(const LogEntry& entry, const Verdict& verdict, const Candidates& candidates,
                   LogPosition position) {
    encoded_verdict_.clear();
    append_verdict(encoded_verdict_, verdict);
    const bool posts = posts_text(verdict.relation);
    make_room(entry, candidates.salience, posts);
    const ArticleNumber number = articles_.next();
    const RingNumbers& numbers = articles_.numbers();
    StoredArticle article{};
    article.coordinate = entry.coordinate;
    article.content = entry.fingerprint.content;
    article.source_hash = entry.source_hash;
    article.group = verdict.group;
    article.story = verdict.story;
    article.first_posting = postings_.next();
    article.first_salience_posting = salience_postings_.next();
    article.log_position = position;
    article.log_time = log_time_;
    article.event_time = entry.event_time;
    article.founder = numbers.pack(verdict.founds_group ? number : verdict.founder);
    article.story_founder = numbers.pack(verdict.founds_story ? number : verdict.story_founder);
    article.group_members = 1;
    article.story_members = 1;
    article.group_last = article.story_last = numbers.pack(number);
    article.representative_tokens = entry.fingerprint.tokens;
    article.verdict_group_size = verdict.group_size;
    article.verdict_story_size = verdict.story_size;
    article.tokens = entry.fingerprint.tokens;
    article.shingles = entry.fingerprint.shingles;
    article.window = entry.fingerprint.window;
    article.key_count = posts ? entry.fingerprint.key_count : std::uint8_t{0};
    article.distinct_keys = distinct_keys_of(entry.fingerprint);
    article.language = entry.fingerprint.language;
    article.signals = entry.fingerprint.signals;
    article.relation = verdict.relation;
    article.status = entry.status;
    articles_.add(article, entry, encoded_verdict_, candidates.salience, posts);
    link(number, entry, verdict);
    if (!posts) return;
    postings_.add(number, numbers, entry.fingerprint);
    for (const WeightedTerm& term : candidates.salience.terms)
        salience_postings_.add(term.key, term.weight, number, numbers);
    for (const std::uint32_t quote : candidates.salience.quotes)
        salience_postings_.add(quote, SaliencePostings::kQuote, number, numbers);
    count_terms(entry);
}

void Index::link(ArticleNumber number, const LogEntry& entry, const Verdict& verdict) {
    by_coordinate_.add(coordinate_key(entry.coordinate));
    by_item_.add(item_key(entry));
    by_content_.add(fold32(entry.fingerprint.content.low));
    if (!verdict.founds_group) {
        const std::uint32_t tokens = verdict.is_representative ? entry.fingerprint.tokens : 0;
        articles_.join_group(verdict.founder, number, tokens);
    }
    if (!verdict.founds_story) articles_.join_story(verdict.story_founder, number);
}

/// A story that is syndicated five hundred times must not make its own terms common: copies do not count.
void Index::count_terms(const LogEntry& entry) {
    frequencies_.count_article();
    for (const Term& term : entry.fingerprint.salience.term_span())
        frequencies_.count(term.key, entry.source_hash);
}

Member Index::member_for(ArticleNumber number) const {
    const StoredArticle& stored = articles_.at(number);
    Member member;
    member.article = articles_.known(number);
    if (number >= oldest_compared_) {
        member.wording = articles_.wording(stored);
        member.numbers = articles_.number_hashes(stored);
    }
    if (number >= oldest_related_) member.salience = articles_.salience(stored);
    return member;
}

void Index::story_members(std::uint64_t article, std::size_t members_max,
                          std::vector<Member>& members) const {
    follow({&StoredArticle::story_founder, &StoredArticle::story_last, &StoredArticle::story_previous},
           article, members_max, members);
}

void Index::group_members(std::uint64_t article, std::size_t members_max,
                          std::vector<Member>& members) const {
    follow({&StoredArticle::founder, &StoredArticle::group_last, &StoredArticle::group_previous}, article,
           members_max, members);
}

void Index::follow(const MemberLinks& links, ArticleNumber article, std::size_t members_max,
                   std::vector<Member>& members) const {
    members.clear();
    const ArticleNumber founder = articles_.unpack(articles_.at(article).*links.founder);
    ArticleNumber at =
        founder == articles_.next() ? article : articles_.unpack(articles_.at(founder).*links.last);
    while (at != articles_.next() && members.size() < members_max) {
        members.push_back(member_for(at));
        at = articles_.unpack(articles_.at(at).*links.previous);
    }
}

IndexStats Index::stats() const {
    IndexStats stats;
    stats.articles = articles_.next() - articles_.oldest();
    stats.articles_compared = articles_.next() - oldest_compared_;
    stats.bytes_reserved = bytes_reserved();
    const ArticleNumber next = articles_.next();
    const auto since = [&](ArticleNumber first, std::uint64_t end, auto member) {
        return first == next ? 0 : end - articles_.at(first).*member;
    };
    stats.bytes_used =
        stats.articles * (sizeof(StoredArticle) + 3 * RingChains::kBytesPerEntry) +
        since(articles_.oldest(), articles_.text_end(), &StoredArticle::text_at) +
        since(oldest_compared_, articles_.wording_end(), &StoredArticle::wording_at) +
        since(oldest_related_, articles_.terms_end(), &StoredArticle::terms_at) +
        (postings_.next() - postings_.oldest()) * Postings::kBytesPerPosting +
        (salience_postings_.next() - salience_postings_.oldest()) * SaliencePostings::kBytesPerPosting +
        frequencies_.bytes();
    stats.expired = expired_;
    stats.evicted = evicted_;
    stats.candidates = candidates_;
    stats.steps = steps_;
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
           postings_.bytes() + salience_postings_.bytes() + frequencies_.bytes();
}

std::uint64_t Index::state_hash() const {
    std::uint64_t hash = mix64(articles_.oldest() ^ mix64(articles_.next()));
    for (ArticleNumber number = articles_.oldest(); number < articles_.next(); ++number) {
        const StoredArticle& article = articles_.at(number);
        hash = mix64(hash ^ article.content.low ^ mix64(article.group ^ mix64(article.story)) ^
                     static_cast<std::uint64_t>(article.relation));
    }
    return mix64(hash ^ frequencies_.state_hash() ^ mix64(oldest_compared_ ^ mix64(oldest_related_)));
}

}  // namespace wirefold
