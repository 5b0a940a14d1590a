#include "daemon/decide/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/decide/thresholds.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::uint8_t percent(double part) {
    return static_cast<std::uint8_t>(std::lround(100 * std::clamp(part, 0.0, 1.0)));
}

}  // namespace

double Comparison::most_sampled() const {
    const Overlap& sampled = candidate->overlap;
    return std::max(sampled.containment(), sampled.contained_by());
}

bool Comparison::has_names() const {
    return capitals_tell_names && salience.name_count >= thresholds::kRewriteNames;
}

double Comparison::rewrite_score() const {
    return rewrite_score_if(
        mentions.kept_or(thresholds::kUnknownMentions, thresholds::kUnknownMentionsWeight));
}

double Comparison::rewrite_score_if(double mentions_kept) const {
    using namespace thresholds;
    const auto name_count = static_cast<double>(salience.name_count);
    const double names =
        part_agreeing(salience.names * name_count, name_count, kUnknownNames, kUnknownWeight);
    const double others = numbers.own_known_or(kUnknownNumbers, kUnknownWeight) + salience.order +
                          std::min(mentions_kept / kRewriteMentionsEnough, 1.0);
    return has_names() ? (names + others) / 4 : others / 3;
}

Evidence Comparison::evidence(const OwnSalience& own) const {
    Evidence evidence{.overlap = overlap, .numbers_agree = numbers.agree()};
    if (is_aligned) {
        evidence.kept_own = percent(alignment.kept_own());
        evidence.kept_other = percent(alignment.kept_other());
        // What was told in other words was not aligned: there the lists of both must agree, too.
        const bool lists_agree = relation != Relation::Rewrite || numbers.agree();
        evidence.numbers_agree = alignment.changed_numbers == 0 && lists_agree;
    }
    if (numbers.fewer > 0) evidence.numbers = percent(numbers.containment());
    if (!has_salience) return evidence;
    SalienceMatch closely = salience;
    own.match_closely(candidate->salience, closely);
    evidence.cosine = percent(closely.cosine);
    if (closely.terms > 1) evidence.order = percent(closely.order);
    if (closely.name_count > 0) evidence.names = percent(closely.names);
    evidence.shared_terms = closely.terms;
    evidence.shared_quotes = closely.quotes;
    return evidence;
}

}  // namespace wirefold
