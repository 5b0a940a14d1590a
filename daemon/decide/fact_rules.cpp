#include "daemon/decide/fact_rules.hpp"

#include <algorithm>

#include "daemon/decide/thresholds.hpp"

namespace wirefold {

namespace {

/// Of one name whose spellings are not known only the one that the text is about counts. What another source
/// changes at the edges of a text is its own name, and a slip of the pen is its own, too.
[[nodiscard]] std::uint32_t names_changed(const Alignment& alignment, bool same_source) {
    if (same_source) {
        const bool counts = alignment.changed_lead_name || alignment.changed_spelled_name ||
                            alignment.changed_names >= thresholds::kUnspelledNames;
        return counts ? alignment.changed_names : 0;
    }
    const std::uint32_t inside = alignment.changed_names - alignment.changed_edge_names;
    return alignment.changed_inside_name || inside >= thresholds::kUnspelledNames ? inside : 0;
}

/// Words are facts where nothing else was reworded, and where its own source neither cut nor wrote on.
[[nodiscard]] std::uint32_t words_changed(const Alignment& alignment, bool same_source) {
    if (alignment.reworded_edits > 0 || alignment.exchanged_words > thresholds::kExchanges) return 0;
    if (!same_source) return alignment.exchanged_words - alignment.exchanged_edge_words;
    const bool stayed =
        std::max(alignment.added_tokens, alignment.dropped_tokens) < thresholds::kSentenceTokens;
    return stayed ? alignment.exchanged_words + alignment.respelled_names : 0;
}

}  // namespace

bool is_reworded(const Alignment& alignment) {
    return (alignment.edits - alignment.unseen_edits) * thresholds::kRewordedTokens >
           std::min(alignment.kept_tokens, alignment.compared_tokens);
}

std::uint32_t facts_changed(const Alignment& alignment, bool same_source) {
    const bool is_long =
        std::min(alignment.own_tokens, alignment.other_tokens) >= thresholds::kRewordedTextTokens;
    if (is_long && is_reworded(alignment)) return alignment.changed_figures;
    return alignment.all_facts() - alignment.changed_names + names_changed(alignment, same_source) +
           words_changed(alignment, same_source);
}

}  // namespace wirefold
