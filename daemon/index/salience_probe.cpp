#include "daemon/index/salience_probe.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>

#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

/// How often a term occurs in an article matters less and less.
[[nodiscard]] float count_weight(std::uint8_t count) {
    constexpr std::array<float, 8> kWeights = {0.0F, 1.0F, 1.4F, 1.7F, 1.9F, 2.05F, 2.2F, 2.3F};
    return kWeights[std::min<std::size_t>(count, kWeights.size() - 1)];
}

/// Of all terms; 0 where there is none.
using Weights = std::array<std::uint8_t, 64>;
static_assert(Salience::kTermsMax <= std::tuple_size_v<Weights>);

[[nodiscard]] std::size_t not_lighter(const Weights& weights, unsigned weight) {
    unsigned count = 0;
    for (const unsigned own : weights) count += own >= weight ? 1U : 0U;
    return count;
}

/// The weight that `kept` terms have or exceed, and no greater one does; by halves, bit after bit.
[[nodiscard]] unsigned weight_of_last(const Weights& weights, std::size_t kept) {
    unsigned least = 0;
    for (unsigned bit = 128; bit != 0; bit >>= 1U) {
        if (not_lighter(weights, least | bit) >= kept) least |= bit;
    }
    return least;
}

/// Sorts distinct numbers, kTermsKept at most: the place of each is how many are smaller. Of so few that is
/// sooner told than branched on.
void sort_distinct(std::vector<std::int64_t>& numbers) {
    std::array<std::int64_t, SalienceProbe::kTermsKept> all;
    all.fill(INT64_MAX);  // smaller than none
    std::copy(numbers.begin(), numbers.end(), all.begin());
    for (std::size_t i = 0, count = numbers.size(); i < count; ++i) {
        std::uint64_t smaller = 0;
        for (const std::int64_t number : all) smaller += number < all[i] ? 1U : 0U;
        numbers[smaller] = all[i];
    }
}

}  // namespace

SalienceView SalienceProbe::weigh(const Salience& salience) {
    weighed_.clear();
    for (const Term& term : salience.term_span()) {
        const float frequency = frequencies_.frequency(term);
        float weight = count_weight(term.count) * -logarithms_.of(std::min(frequency, 1.0F));
        if (term.is(Term::kLead)) weight *= 1.2F;
        if (term.is(Term::kName)) weight *= 1.15F;
        const float units = std::clamp(weight / kWeightUnit, 1.0F, 255.0F);
        weighed_.push_back({.term = {.key = term.key,
                                     .weight = static_cast<std::uint8_t>(units),
                                     .position = term.position,
                                     .flags = term.flags},
                            .frequency = frequency});
    }
    keep_heaviest();
    std::uint32_t square_sum = 0;
    for (const WeightedTerm& term : terms_) square_sum += std::uint32_t{term.weight} * term.weight;
    quotes_.assign(salience.quote_span().begin(), salience.quote_span().end());
    return {.square_sum = square_sum, .terms = terms_, .quotes = quotes_};
}

/// Fills terms_, by rising key; of terms that weigh the same those with the smallest keys.
void SalienceProbe::keep_heaviest() {
    const std::size_t kept = std::min(weighed_.size(), kTermsKept);
    unsigned least = 0;  // of those that are kept
    std::size_t ties = kept;
    if (kept < weighed_.size()) {
        Weights weights{};
        for (std::size_t i = 0; i < weighed_.size(); ++i) weights[i] = weighed_[i].term.weight;
        least = weight_of_last(weights, kept);
        ties = kept - not_lighter(weights, least + 1);
    }
    terms_.resize(kept);
    term_frequencies_.resize(kept);
    std::size_t next = 0;
    for (const Weighed& weighed : weighed_) {
        const bool is_tie = weighed.term.weight == least;
        if (next == kept || weighed.term.weight < least || (is_tie && ties == 0)) continue;
        ties -= is_tie ? 1 : 0;
        terms_[next] = weighed.term;
        term_frequencies_[next++] = weighed.frequency;
    }
}

std::uint32_t SalienceProbe::findable_terms(std::span<const WeightedTerm> others) const {
    std::uint32_t found = 0;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
        const bool is_shared = std::any_of(others.begin(), others.end(), [&](const WeightedTerm& other) {
            return other.key == terms_[i].key;
        });
        if (is_shared && term_frequencies_[i] <= kHotFrequency) ++found;
    }
    return found;
}

/// Rarest terms first, so that the budget is spent where it tells most.
void SalienceProbe::tally(const SalienceView& salience) {
    tally_.begin();
    probe_order_.clear();
    for (std::uint32_t i = 0; i < salience.terms.size(); ++i) {
        // Frequencies are not negative: their bits rise as they do.
        const std::int64_t rank = std::bit_cast<std::int32_t>(term_frequencies_[i]);
        if (term_frequencies_[i] <= kHotFrequency) probe_order_.push_back(rank << 32U | std::int64_t{i});
    }
    sort_distinct(probe_order_);
    const std::size_t terms = std::min(probe_order_.size(), kTermsProbed);
    const RelatedTexts::Chains& chains = texts_.chains();
    walks_.clear();
    for (const std::uint32_t quote : salience.quotes) walks_.push_back({chains.cursor(quote), 0});
    for (std::size_t i = 0; i < terms; ++i) {
        const WeightedTerm& term = salience.terms[static_cast<std::uint32_t>(probe_order_[i])];
        walks_.push_back({chains.cursor(term.key), term.weight});
    }
    walk_all();
}

/// A step in each walk, then the next step in each: so the memory works on all of them at once.
void SalienceProbe::walk_all() {
    steps_ = 0;
    alive_.resize(walks_.size());
    std::iota(alive_.begin(), alive_.end(), 0U);
    RelatedTexts::Chains::Seen seen;
    for (unsigned round = 0; round < kStepsPerTermMax && !alive_.empty(); ++round) {
        std::size_t kept = 0;
        for (const std::uint32_t i : alive_) {
            if (steps_ == kStepsMax) return;
            Walk& walk = walks_[i];
            if (!texts_.chains().step(walk.cursor, seen)) continue;
            ++steps_;
            if (seen.key == walk.cursor.key) count(seen, walk.weight);
            alive_[kept++] = i;
        }
        alive_.resize(kept);
    }
}

void SalienceProbe::count(const RelatedTexts::Chains::Seen& seen, std::uint32_t weight) {
    if ((seen.weight == RelatedTexts::kQuote) != (weight == RelatedTexts::kQuote))
        return;  // a term whose key is a quotation's
    Shared& shared = tally_.of(seen.article);
    if (weight == RelatedTexts::kQuote) {
        ++shared.quotes;
        return;
    }
    shared.dot += seen.weight * weight;
    ++shared.terms;
}

const std::vector<SalienceProbe::Found>& SalienceProbe::find(const SalienceView& salience,
                                                             const Visibility& visibility) {
    WIREFOLD_INVARIANT(salience.terms.size() == term_frequencies_.size(), "terms are weighed before");
    tally(salience);
    found_.clear();
    tally_.for_each([&](std::uint32_t article, const Shared& shared) {
        if (shared.terms < kSharedMin && shared.quotes == 0) return;
        constexpr std::uint32_t kQuoteScore = 4096;
        found_.push_back({texts_.unpack_article(article), shared.dot + shared.quotes * kQuoteScore});
    });
    visibility.keep_best(
        found_, kFoundMax, [](const Found& found) { return found.article; },
        [](const Found& a, const Found& b) {
            return a.score != b.score ? a.score > b.score : a.article < b.article;
        });
    return found_;
}

}  // namespace wirefold
