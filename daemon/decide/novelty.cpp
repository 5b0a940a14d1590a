#include "daemon/decide/novelty.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace wirefold {

namespace {

/// Whether a term is a fact and not a choice of words, which a text in other words has new in each sentence.
/// Scripts without capitals tell no names; there all terms count.
[[nodiscard]] std::uint8_t fact_flags(std::span<const WeightedTerm> terms) {
    const bool has_names = std::any_of(terms.begin(), terms.end(),
                                       [](const WeightedTerm& term) { return term.is(Term::kName); });
    return has_names ? Term::kName | Term::kNumber : 0;
}

/// Bit i: sentence i is where a name or number stands first that nobody knows.
[[nodiscard]] std::uint64_t sentences_with_new_terms(const Candidates& candidates, const WordingView& wording,
                                                     std::size_t tokens,
                                                     const std::vector<std::uint32_t>& known) {
    std::uint64_t sentences = 0;
    const std::uint8_t facts = fact_flags(candidates.salience.terms);
    const std::size_t tokens_read = std::min(tokens, Salience::kTokensMax);  // for terms; see Term::position
    for (const WeightedTerm& term : candidates.salience.terms) {
        if (facts != 0 && !term.is(facts)) continue;
        if (std::binary_search(known.begin(), known.end(), term.key)) continue;
        const std::size_t token = term.position * tokens_read / 256;
        std::size_t end = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(wording.lengths.size(), 64); ++i) {
            end += wording.lengths[i];
            if (token >= end) continue;
            sentences |= std::uint64_t{1} << i;
            break;
        }
    }
    return sentences;
}

}  // namespace

void NoveltyMeter::measure(const LogEntry& entry, const Candidates& candidates, std::uint64_t article,
                           bool in_other_words, const MemberLookup& lookup, Novelty& novelty) {
    lookup.group_members(article, kMembersMax, members_);
    known_sentences_.clear();
    known_terms_.clear();
    for (const Member& member : members_) {
        known_sentences_.insert(known_sentences_.end(), member.wording.sentences.begin(),
                                member.wording.sentences.end());
        for (const WeightedTerm& term : member.salience.terms) known_terms_.push_back(term.key);
    }
    std::sort(known_sentences_.begin(), known_sentences_.end());
    std::sort(known_terms_.begin(), known_terms_.end());
    const WordingView wording = entry.fingerprint.wording.view();
    const std::uint64_t named =
        in_other_words ? sentences_with_new_terms(candidates, wording, entry.fingerprint.tokens, known_terms_)
                       : ~std::uint64_t{0};
    std::size_t new_tokens = 0;
    std::size_t tokens = 0;
    novelty.new_sentences = 0;
    novelty.sentences = static_cast<std::uint8_t>(std::min<std::size_t>(wording.sentences.size(), 64));
    for (std::size_t i = 0; i < novelty.sentences; ++i) {
        tokens += wording.lengths[i];
        const std::uint64_t bit = std::uint64_t{1} << i;
        const bool is_known =
            std::binary_search(known_sentences_.begin(), known_sentences_.end(), wording.sentences[i]);
        if (is_known || (named & bit) == 0) continue;
        novelty.new_sentences |= bit;
        new_tokens += wording.lengths[i];
    }
    const double part = tokens == 0 ? 0.0 : static_cast<double>(new_tokens) / static_cast<double>(tokens);
    novelty.score = static_cast<std::uint8_t>(std::lround(100 * part));
}

void NoveltyMeter::count_story(const Candidates& candidates, std::uint64_t article,
                               const MemberLookup& lookup, Novelty& novelty) {
    constexpr std::size_t kCountedMax = 64;
    constexpr Duration kDay = std::chrono::hours{24};
    const Timestamp now = candidates.log_time;
    lookup.story_times(article, now - 7 * kDay, kCountedMax, times_);
    novelty.count_week = static_cast<std::uint8_t>(times_.size());
    for (const Timestamp time : times_) {
        if (now - time <= kDay) ++novelty.count_day;
    }
}

}  // namespace wirefold
