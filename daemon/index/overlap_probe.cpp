#include "daemon/index/overlap_probe.hpp"

#include <algorithm>
#include <numeric>

namespace wirefold {

const std::vector<OverlapProbe::Found>& OverlapProbe::find(const LogEntry& entry, Timestamp log_time,
                                                           const Visibility& visibility) {
    found_.clear();
    phrases_.clear();
    own_.clear();
    count_hits(entry, log_time);
    keep_best_hits(visibility);
    if (!hits_.empty()) note_sentences(entry.fingerprint.wording.view());
    for (const Hits& hit : hits_) texts_.prefetch(hit.text);
    for (const Hits& hit : hits_) texts_.prefetch_wording(hit.text);
    for (const Hits& hit : hits_) {
        const Found found = measure(entry.fingerprint, hit.text);
        if (found.is_phrase) {
            phrases_.push_back(found);
        } else if (found.overlap.shared_keys + found.template_keys > 0) {
            found_.push_back(found);
        }
    }
    const auto weight = [](const Found& found) {
        const Overlap& overlap = found.overlap;
        return std::max(overlap.containment(), overlap.contained_by()) + overlap.jaccard();
    };
    std::sort(found_.begin(), found_.end(), [&](const Found& a, const Found& b) {
        const double x = weight(a);
        const double y = weight(b);
        return x != y ? x > y : a.article < b.article;
    });
    if (found_.size() > kFoundMax) found_.resize(kFoundMax);
    return found_;
}

void OverlapProbe::begin_walks(const Fingerprint& print) {
    const std::span<const std::uint32_t> keys = own_at(print, print.window).keys();
    keys_.assign(keys.begin(), keys.end());
    walks_.clear();
    for (const std::uint32_t key : keys_) walks_.push_back(texts_.chains().cursor(key));
}

/// A step in each walk, then the next step in each: so the memory works on all of them at once.
void OverlapProbe::walk_all() {
    steps_ = 0;
    match_counts_.assign(keys_.size(), 0);
    matches_.resize(std::max(matches_.size(), keys_.size() * kStepsPerKeyMax));
    alive_.resize(walks_.size());
    std::iota(alive_.begin(), alive_.end(), 0U);
    std::uint64_t posting = 0;
    for (unsigned round = 0; round < kStepsPerKeyMax && !alive_.empty(); ++round) {
        std::size_t kept = 0;
        for (const std::uint32_t i : alive_) {
            const ComparedTexts::Chains::Entry* const entry = texts_.chains().step(walks_[i], &posting);
            if (entry == nullptr) continue;
            ++steps_;
            alive_[kept++] = i;
            if (entry->key != walks_[i].key) continue;
            matches_[i * kStepsPerKeyMax + match_counts_[i]++] = posting;
            texts_.prefetch_owner(posting);
        }
        alive_.resize(kept);
    }
}

/// Fills hits_ with the articles that share keys, in any order.
void OverlapProbe::count_hits(const LogEntry& entry, Timestamp log_time) {
    hits_.clear();
    template_keys_.clear();
    begin_walks(entry.fingerprint);
    walk_all();
    tally_.begin(std::accumulate(match_counts_.begin(), match_counts_.end(), std::size_t{0}));
    for (std::size_t key = 0; key < keys_.size(); ++key) {
        for (const std::uint64_t posting : matches_of(key)) texts_.prefetch_owning_text(posting);
    }
    for (std::size_t key = 0; key < keys_.size(); ++key) {
        holders_.clear();
        for (const std::uint64_t posting : matches_of(key)) {
            // A text that has a key several times posts it as often, side by side.
            const PostedNumber owner = texts_.owner_of(posting);
            if (holders_.empty() || holders_.back() != owner) holders_.push_back(owner);
        }
        const bool is_form = is_template(entry, log_time);
        if (is_form) template_keys_.push_back(keys_[key]);
        for (const PostedNumber text : holders_) {
            Shared& shared = tally_.of(static_cast<std::uint32_t>(text));
            ++(is_form ? shared.template_keys : shared.keys);
        }
    }
    tally_.for_each([&](std::uint32_t text, const Shared& shared) {
        hits_.push_back({texts_.unpack(text), shared.keys, shared.template_keys});
    });
}

/// The most shared keys first, older before newer.
void OverlapProbe::keep_best_hits(const Visibility& visibility) {
    visibility.keep_best(
        hits_, kVerifiedMax, [&](const Hits& hit) { return texts_.article(hit.text); },
        [](const Hits& a, const Hits& b) {
            const int x = a.keys + a.template_keys;
            const int y = b.keys + b.template_keys;
            return x != y ? x > y : a.text < b.text;
        });
}

/// Whether the key at hand belongs to a form of the entry's source.
bool OverlapProbe::is_template(const LogEntry& entry, Timestamp log_time) const {
    if (entry.source_hash == 0 || holders_.size() < kTemplateArticles) return false;
    std::array<ArticleNumber, kTemplateArticles> groups{};  // by their newest members
    unsigned unrelated = 0;
    for (const PostedNumber holder : holders_) articles_.prefetch(texts_.article(holder));
    for (const PostedNumber holder : holders_) {
        const ArticleNumber number = texts_.article(holder);
        const StoredArticle& article = articles_.at(number);
        if (article.source_hash.get() != entry.source_hash ||
            articles_.log_time(number) + kTemplateWindow < log_time)
            continue;
        const ArticleNumber group = articles_.newest_of(Family::Group, number);
        const auto end = groups.begin() + unrelated;
        if (std::find(groups.begin(), end, group) != end) continue;
        groups[unrelated++] = group;
        if (unrelated == kTemplateArticles) return true;
    }
    return false;
}

void OverlapProbe::note_sentences(const WordingView& own) {
    sentences_.reset();
    for (const std::uint16_t sentence : own.sentences) sentences_.set(sentence % sentences_.size());
}

/// Whether one key in common is a mere phrase. After note_sentences().
bool OverlapProbe::is_phrase(const Fingerprint& own, const OtherText& other) const {
    const std::uint32_t shorter = std::min(own.shingles, other.shingles);
    // Every window holds a key.
    if (shorter < kPhraseShingles || shorter < kPhraseKeys * std::max(own.window, other.window)) return false;
    const std::span<const std::uint16_t> own_sentences = own.wording.view().sentences;
    std::uint32_t equal_tokens = 0;
    for (std::size_t i = 0; i < other.wording.sentences.size(); ++i) {
        const std::uint16_t sentence = other.wording.sentences[i];
        if (!sentences_.test(sentence % sentences_.size())) continue;
        if (std::find(own_sentences.begin(), own_sentences.end(), sentence) != own_sentences.end())
            equal_tokens += other.wording.lengths[i];
    }
    return equal_tokens < kPhraseTokens;
}

std::optional<OverlapProbe::Found> OverlapProbe::find_phrase(ArticleNumber article) const {
    for (const Found& phrase : phrases_) {
        if (phrase.article == article) return phrase;
    }
    return std::nullopt;
}

const KeySet& OverlapProbe::own_at(const Fingerprint& print, std::uint32_t window) {
    for (const OwnSet& set : own_) {
        if (set.window == window) return set.keys;
    }
    own_.push_back({window, KeySet{print, window}});
    return own_.back().keys;
}

OverlapProbe::Found OverlapProbe::measure(const Fingerprint& print, PostedNumber number) {
    const ComparedText& text = texts_.at(number);
    const std::string_view piece = texts_.wording(number);
    std::array<std::uint32_t, Fingerprint::kKeysMax> all_keys;
    std::array<std::uint32_t, Fingerprint::kKeysMax> all_positions;
    const std::span<std::uint32_t> keys{all_keys.data(), text.key_count};
    const std::span<std::uint32_t> positions{all_positions.data(), text.key_count};
    const std::uint32_t shingles = texts_.read_keys(number, keys, positions);
    Found found = measure(print, {keys, positions, shingles, text.window, read_words(piece)});
    found.article = texts_.article(number);
    return found;
}

/// On all keys, and not on the hits: those miss what walks did not come to, where many newer texts have it
/// too. Both texts are brought to the coarser of the two windows: only there do equal runs give equal keys.
/// Forms and phrases are told by whatever keys are equal.
OverlapProbe::Found OverlapProbe::measure(const Fingerprint& print, const OtherText& text) {
    const std::uint32_t window = std::max(print.window, text.window);
    const KeySet other{text.keys, text.positions, text.shingles, text.window, window};
    const KeySet::Shared shared = own_at(print, window).shared_with(other, template_keys_);
    KeySet::Shared equal = shared;
    if (print.window != text.window) {
        const KeySet all{text.keys, text.positions, text.shingles, text.window, text.window};
        equal = own_at(print, print.window).shared_with(all, template_keys_);
    }
    return {.article = 0,
            .overlap = overlap_of(own_at(print, window), other, shared),
            .template_keys = static_cast<std::uint32_t>(equal.left_out),
            .is_phrase = equal.keys + equal.left_out == 1 && is_phrase(print, text)};
}

/// Without template keys.
Overlap OverlapProbe::overlap_of(const KeySet& own, const KeySet& other, const KeySet::Shared& shared) const {
    return {.shared_keys = static_cast<std::uint8_t>(shared.keys),
            .own_keys = static_cast<std::uint8_t>(own.size_without(template_keys_)),
            .other_keys = static_cast<std::uint8_t>(other.size_without(template_keys_))};
}

OverlapProbe::Found OverlapProbe::measure_directly(const LogEntry& entry, Timestamp log_time,
                                                   const Fingerprint& other) {
    own_.clear();
    count_hits(entry, log_time);  // tells the template keys
    note_sentences(entry.fingerprint.wording.view());
    return measure(entry.fingerprint, {other.key_span(), other.position_span(), other.shingles, other.window,
                                       other.wording.view()});
}

}  // namespace wirefold
