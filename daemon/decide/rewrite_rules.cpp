#include "daemon/decide/rewrite_rules.hpp"

#include <algorithm>
#include <string_view>

#include "daemon/decide/thresholds.hpp"

namespace wirefold {

namespace {

/// Two whole articles in one language, written within days. What its own source corrects is news.
[[nodiscard]] bool may_be_rewrite(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "rewrite";
    const bool corrects = comparison.same_source && comparison.says_it_corrects;
    if (trace.holds("saysItCorrects", corrects, "not a rewrite")) return false;
    if (!comparison.has_salience || !trace.within(comparison.apart, thresholds::kStoryGap, kRule))
        return false;
    const auto [shorter, longer] = std::minmax(comparison.tokens, comparison.candidate->article.tokens);
    const bool is_as_long =
        trace.at_least("tokensOfShorter", shorter, thresholds::kRewriteLength * longer, kRule);
    return !trace.holds("otherLanguage", comparison.other_language, "not a rewrite") && is_as_long;
}

/// The same things with the same numbers.
[[nodiscard]] bool keeps_substance(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "rewrite";
    const SalienceMatch& match = comparison.salience;
    const NumberMatch& numbers = comparison.numbers;
    const bool is_alike = trace.at_least("cosine", match.cosine, thresholds::kRewriteCosine, kRule);
    const bool has_terms = trace.at_least("sharedTerms", match.terms, thresholds::kRewriteTerms, kRule);
    const bool numbers_tell = trace.at_least("numbersOfFewer", static_cast<double>(numbers.fewer),
                                             thresholds::kTellingNumbers, "numbers tell");
    const bool numbers_agree =
        trace.at_least("numbersOverlap", numbers.containment(), thresholds::kRewriteNumbers, kRule);
    const bool is_in_order = trace.at_least("order", match.order, thresholds::kRewriteOrder, kRule);
    return is_alike && has_terms && is_in_order && (numbers_agree || !numbers_tell);
}

/// Not cut from one another: little is shared verbatim, unless most other words stayed too.
[[nodiscard]] bool is_reworded(const Comparison& comparison, Trace& trace) {
    if (!trace.at_least("sharedPartSampled", comparison.most_sampled(), thresholds::kVerbatim, "verbatim"))
        return true;
    if (!comparison.is_aligned) return false;
    const Alignment& alignment = comparison.alignment;
    const std::uint32_t inside = alignment.kept_tokens - alignment.equal_tokens;
    const bool keeps_own = trace.at_least("wordsKept", alignment.kept_own(), thresholds::kSpunWords, "spun");
    const bool is_edited = trace.at_least("wordsKeptInEditedSentences", inside,
                                          thresholds::kSpunInside * alignment.kept_tokens, "spun");
    const bool adds_little = trace.at_most("wordsSurelyAdded", alignment.surely_added_tokens(),
                                           thresholds::kOwnPart * alignment.own_tokens, "spun");
    return trace.at_least("wordsKeptOfOriginal", alignment.kept_other(), thresholds::kSpunWords, "spun") &&
           keeps_own && is_edited && adds_little;
}

/// What the score must reach.
struct RewriteBar {
    double score;
    std::string_view rule;
};

[[nodiscard]] RewriteBar rewrite_bar(const Comparison& comparison) {
    if (comparison.same_source) return {thresholds::kRewriteSameSource, "rewrite by its own source"};
    if (!comparison.has_names()) return {thresholds::kRewriteNameless, "rewrite without names"};
    if (comparison.shares_passage) return {thresholds::kRewriteBesidePassage, "rewrite beside a passage"};
    return {thresholds::kRewrite, "rewrite"};
}

/// Before the mentions are looked at.
[[nodiscard]] bool may_score_as_rewrite(const Comparison& comparison) {
    return comparison.rewrite_score_if(1) >= rewrite_bar(comparison).score;
}

}  // namespace

bool may_be_reworded(const Comparison& comparison, Trace& trace) {
    return may_be_rewrite(comparison, trace) && keeps_substance(comparison, trace) &&
           is_reworded(comparison, trace) && may_score_as_rewrite(comparison);
}

bool scores_as_rewrite(const Comparison& comparison, Trace& trace) {
    const RewriteBar bar = rewrite_bar(comparison);
    return trace.at_least("rewriteScore", comparison.rewrite_score(), bar.score, bar.rule);
}

void survey_rewrite_rules(const Comparison& comparison, Trace& trace) {
    static_cast<void>(may_be_rewrite(comparison, trace));
    if (!comparison.has_salience) return;
    static_cast<void>(keeps_substance(comparison, trace));
    static_cast<void>(is_reworded(comparison, trace));
    static_cast<void>(scores_as_rewrite(comparison, trace));
}

}  // namespace wirefold
