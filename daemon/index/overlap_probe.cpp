#include "daemon/index/overlap_probe.hpp"

#include <algorithm>

namespace wirefold {

const std::vector<OverlapProbe::Found>& OverlapProbe::find(const LogEntry& entry, Timestamp log_time) {
    found_.clear();
    own_.clear();
    count_hits(entry, log_time);
    verified_ = hits_.size();
    for (const Hits& hit : hits_) {
        const Found found = measure(entry.fingerprint, hit);
        if (found.overlap.shared_keys > 0 || found.template_keys > 0) found_.push_back(found);
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

/// Fills hits_ with the articles that share most keys, the most first, older before newer.
void OverlapProbe::count_hits(const LogEntry& entry, Timestamp log_time) {
    tally_.begin();
    steps_ = 0;
    hits_.clear();
    template_keys_.clear();
    const Fingerprint& print = entry.fingerprint;
    std::array<std::uint32_t, Fingerprint::kKeysMax> keys{};
    const auto keys_end = std::copy_n(print.keys.begin(), print.key_count, keys.begin());
    std::sort(keys.begin(), keys_end);
    const auto distinct_end = std::unique(keys.begin(), keys_end);
    const Postings::Chains& chains = postings_.chains();
    for (auto key = keys.begin(); key != distinct_end; ++key) chains.prefetch(*key);
    walks_.clear();
    for (auto key = keys.begin(); key != distinct_end; ++key) walks_.push_back(chains.cursor(*key));
    for (Postings::Chains::Cursor& walk : walks_) {
        collect_holders(walk);
        const bool is_form = is_template(entry, log_time);
        if (is_form) template_keys_.push_back(walk.key);
        for (const ArticleNumber article : holders_) {
            Shared& shared = tally_.of(article);
            ++(is_form ? shared.template_keys : shared.keys);
        }
    }
    tally_.for_each([&](ArticleNumber article, const Shared& shared) {
        hits_.push_back({article, shared.keys, shared.template_keys});
    });
    const auto better = [](const Hits& a, const Hits& b) {
        const int x = a.keys + a.template_keys;
        const int y = b.keys + b.template_keys;
        return x != y ? x > y : a.article < b.article;
    };
    if (hits_.size() > kVerifiedMax) {
        std::nth_element(hits_.begin(), hits_.begin() + kVerifiedMax, hits_.end(), better);
        hits_.resize(kVerifiedMax);
    }
    std::sort(hits_.begin(), hits_.end(), better);
}

void OverlapProbe::collect_holders(Postings::Chains::Cursor& walk) {
    holders_.clear();
    for (unsigned steps = 0; steps < kStepsPerKeyMax; ++steps) {
        const Postings::Chains::Entry* const entry = postings_.chains().step(walk);
        if (entry == nullptr) return;
        ++steps_;
        if (entry->key == walk.key)
            holders_.push_back(articles_.numbers().unpack(entry->payload.article, articles_.next()));
    }
}

/// Whether the key at hand belongs to a form of the entry's source.
bool OverlapProbe::is_template(const LogEntry& entry, Timestamp log_time) const {
    if (entry.source_hash == 0 || holders_.size() < kTemplateArticles) return false;
    std::array<std::uint64_t, kTemplateArticles> groups{};
    unsigned unrelated = 0;
    for (const ArticleNumber holder : holders_) {
        const StoredArticle& article = articles_.at(holder);
        const bool counts =
            article.source_hash == entry.source_hash && article.log_time + kTemplateWindow >= log_time;
        const auto end = groups.begin() + unrelated;
        if (!counts || std::find(groups.begin(), end, article.group) != end) continue;
        groups[unrelated++] = article.group;
        if (unrelated == kTemplateArticles) return true;
    }
    return false;
}

const KeySet& OverlapProbe::own_at(const Fingerprint& print, std::uint32_t window) {
    for (const OwnSet& set : own_) {
        if (set.window == window) return set.keys;
    }
    own_.push_back({window, KeySet{print.key_span(),
                                   {print.positions.data(), print.key_count},
                                   print.shingles,
                                   print.window,
                                   window}});
    return own_.back().keys;
}

OverlapProbe::Found OverlapProbe::measure(const Fingerprint& print, const Hits& hits) {
    const StoredArticle& article = articles_.at(hits.article);
    Found found{.article = hits.article, .overlap = {}, .template_keys = hits.template_keys};
    if (article.window != print.window) {
        found.overlap = measure_at_coarser(print, article);
        return found;
    }
    // At one window the hits are what is shared.
    const auto all = static_cast<std::size_t>(hits.keys + hits.template_keys);
    const std::size_t own = own_at(print, print.window).size();
    const auto without = [](std::size_t keys, std::size_t left_out) {
        return static_cast<std::uint8_t>(keys - std::min(keys, left_out));
    };
    found.overlap = {
        .shared_keys = static_cast<std::uint8_t>(hits.keys),
        .own_keys = without(own, template_keys_.size()),
        .other_keys = without(std::max<std::size_t>(article.distinct_keys, all), hits.template_keys)};
    return found;
}

/// Both are brought to the coarser of the two windows: only there do equal runs give equal keys.
Overlap OverlapProbe::measure_at_coarser(const Fingerprint& print, const StoredArticle& article) {
    std::array<std::uint32_t, Fingerprint::kKeysMax> keys{};
    std::array<std::uint32_t, Fingerprint::kKeysMax> positions{};
    postings_.read(article.first_posting, {keys.data(), article.key_count},
                   {positions.data(), article.key_count});
    const std::uint32_t window = std::max(print.window, article.window);
    const KeySet& own = own_at(print, window);
    const KeySet other{{keys.data(), article.key_count},
                       {positions.data(), article.key_count},
                       article.shingles,
                       article.window,
                       window};
    return {.shared_keys = static_cast<std::uint8_t>(own.shared_with(other, template_keys_).keys),
            .own_keys = static_cast<std::uint8_t>(own.size_without(template_keys_)),
            .other_keys = static_cast<std::uint8_t>(other.size_without(template_keys_))};
}

OverlapProbe::Found OverlapProbe::measure_directly(const LogEntry& entry, Timestamp log_time,
                                                   const Fingerprint& other) {
    own_.clear();
    count_hits(entry, log_time);  // tells the template keys
    const std::uint32_t window = std::max(entry.fingerprint.window, other.window);
    const KeySet& own = own_at(entry.fingerprint, window);
    const KeySet others{
        other.key_span(), {other.positions.data(), other.key_count}, other.shingles, other.window, window};
    const KeySet::Shared shared = own.shared_with(others, template_keys_);
    return {.article = 0,
            .overlap = {.shared_keys = static_cast<std::uint8_t>(shared.keys),
                        .own_keys = static_cast<std::uint8_t>(own.size_without(template_keys_)),
                        .other_keys = static_cast<std::uint8_t>(others.size_without(template_keys_))},
            .template_keys = static_cast<std::uint32_t>(shared.left_out)};
}

}  // namespace wirefold
