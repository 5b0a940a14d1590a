#include "daemon/decide/decide.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/decide/fact_rules.hpp"
#include "daemon/decide/lifecycle.hpp"
#include "daemon/decide/thresholds.hpp"

namespace wirefold {

namespace {

/// Which relation tells the reader more, where several articles are related.
[[nodiscard]] int rank_of(Relation relation) {
    switch (relation) {
        case Relation::Correction: return 9;
        case Relation::Near: return 8;
        case Relation::Excerpt: return 7;
        case Relation::Stub: return 6;
        case Relation::Revision: return 5;
        case Relation::Contains: return 4;
        case Relation::Template: return 3;
        case Relation::Rewrite: return 2;
        case Relation::Partial: return 1;
        default: return 0;
    }
}

/// A template or a shared passage is a link, not a reason to be counted as one text.
[[nodiscard]] bool joins_group(Relation relation) {
    return relation != Relation::Original && relation != Relation::Template &&
           relation != Relation::Partial && relation != Relation::Story;
}

/// Neither a stub nor a copy stands for a group; of the others the first of the longest does.
[[nodiscard]] bool may_represent(Relation relation) {
    return relation == Relation::Contains || relation == Relation::Revision ||
           relation == Relation::Correction;
}

void enter_story(Verdict& verdict, const KnownArticle& member) {
    verdict.story = member.story;
    verdict.story_member = member.number;
    verdict.founds_story = false;
    verdict.story_size = member.story_size + 1;
}

void relate(Verdict& verdict, const LogEntry& entry, Relation relation, const KnownArticle& known) {
    verdict.relation = relation;
    verdict.original_id = known.item_id;
    verdict.same_source = is_same_source(entry, known);
    if (relation == Relation::Exact || relation == Relation::Resend) verdict.novelty.score = 0;
    if (!joins_group(relation)) return;
    verdict.group = known.group;
    verdict.group_member = known.number;
    verdict.founds_group = false;
    verdict.group_size = known.group_size + 1;
    verdict.is_representative =
        may_represent(relation) && entry.fingerprint.tokens > known.representative_tokens;
    enter_story(verdict, known);
}

/// Whether `a` is the better partner of the two.
[[nodiscard]] bool is_better(const Comparison& a, const Comparison& b) {
    const int rank_a = rank_of(*a.relation);
    const int rank_b = rank_of(*b.relation);
    if (rank_a != rank_b) return rank_a > rank_b;
    if (*a.relation == Relation::Rewrite && a.salience.cosine != b.salience.cosine)
        return a.salience.cosine > b.salience.cosine;
    return false;
}

[[nodiscard]] double cosine_of(const Comparison& comparison) {
    return comparison.has_salience ? comparison.salience.cosine : 0;
}

[[nodiscard]] std::uint8_t match_rate(const Overlap& overlap) {
    return static_cast<std::uint8_t>(std::lround(100 * overlap.contained_by()));
}

/// A form that happens to be filled in as it was another day ("adds 1.5 billion …") is news again.
[[nodiscard]] bool is_note_of_another_day(const LogEntry& entry, const Candidates& candidates) {
    const KnownArticle& same = *candidates.same_content;
    if (!is_same_source(entry, same) || !entry.has_event_time || same.event_time == Timestamp{}) return false;
    if (entry.event_time - same.event_time <= thresholds::kCorrectionWindow) return false;
    return std::any_of(candidates.related.begin(), candidates.related.end(), [](const Candidate& candidate) {
        return candidate.article.relation == Relation::Template && candidate.overlap.shared_keys > 0;
    });
}

/// The text stayed, and it says that it corrects. Sent once more, it is a copy of that.
[[nodiscard]] bool corrects_headline(const LogEntry& entry, const Candidates& candidates) {
    const Fingerprint& print = entry.fingerprint;
    const auto is_sent = [&](const KnownArticle& known) {
        return (known.signals & kSignalCorrection) != 0 && known.content == print.content;
    };
    const bool says_so = print.has(kSignalCorrection) && !print.has(kSignalRepeat);
    return says_so && is_same_source(entry, *candidates.same_content) && !is_sent(*candidates.same_content) &&
           std::none_of(candidates.related.begin(), candidates.related.end(),
                        [&](const Candidate& candidate) { return is_sent(candidate.article); });
}

/// A page that its source shows instead of articles: the same few words under any headline, and nothing of
/// that in them.
[[nodiscard]] bool is_notice(const LogEntry& entry, const Candidates& candidates) {
    const Fingerprint& print = entry.fingerprint;
    const auto has_other_headline = [&](const KnownArticle& known) {
        return print.title_byte() != 0 && known.title != 0 && known.title != print.title_byte();
    };
    const bool is_apart =
        print.has(kSignalHeadlineApart) && (candidates.same_content->signals & kSignalHeadlineApart) != 0;
    return print.tokens <= thresholds::kNoticeTokens && is_apart &&
           is_same_source(entry, *candidates.same_content) && has_other_headline(*candidates.same_content) &&
           std::none_of(candidates.related.begin(), candidates.related.end(),
                        [&](const Candidate& candidate) {
                            return candidate.article.content == print.content &&
                                   !has_other_headline(candidate.article);
                        });
}

void name_sources(Verdict& verdict, const std::vector<Comparison>& comparisons) {
    constexpr std::size_t kSourcesMax = 4;
    for (const Comparison& comparison : comparisons) {
        if (comparison.relation != Relation::Partial && comparison.relation != Relation::Contains) continue;
        if (verdict.copied_from.size() == kSourcesMax) return;
        verdict.copied_from.push_back({.item_id = std::string{comparison.candidate->article.item_id},
                                       .match_rate = match_rate(comparison.overlap)});
    }
}

}  // namespace

std::optional<Relation> content_step(const LogEntry& entry, const Candidates& candidates) {
    if (!candidates.same_content) return std::nullopt;
    if (corrects_headline(entry, candidates)) return Relation::Correction;
    if (is_notice(entry, candidates)) return Relation::Template;
    return is_note_of_another_day(entry, candidates) ? Relation::Template : Relation::Exact;
}

Verdict Decider::decide(const LogEntry& entry, const Candidates& candidates, const MemberLookup& lookup) {
    comparisons_.clear();
    partner_.reset();
    if (candidates.replay) return *candidates.replay;
    Verdict verdict;
    verdict.late = candidates.late;
    verdict.group = group_founded_by(entry.item_id, entry.fingerprint.content.low, entry.source_hash);
    verdict.story = story_founded_by(verdict.group);
    const Subject subject{entry, candidates};
    if (!decide_by_history(subject, lookup, verdict)) decide_by_text(subject, lookup, verdict);
    if (!verdict.founds_story)
        novelty_.count_story(candidates, verdict.story_member, lookup, verdict.novelty);
    return verdict;
}

bool Decider::decide_by_history(const Subject& subject, const MemberLookup& lookup, Verdict& verdict) {
    const LogEntry& entry = subject.entry;
    const Candidates& candidates = subject.candidates;
    if (const auto step = lifecycle_step(entry, candidates)) {
        verdict.relation = step->relation;
        if (step->against != nullptr) {
            relate(verdict, entry, step->relation, *step->against);
            partner_ = step->against->number;
            if (takes_back(step->relation)) lookup.group_items(*partner_, verdict.affected);
            if (step->relation != Relation::Revision) return true;
            verdict.supersedes = step->against->version;
            look_for_correction(subject, step->against->number, verdict);
            novelty_.measure(entry, candidates, step->against->number, false, lookup, verdict.novelty);
        }
        return true;
    }
    const auto relation = content_step(entry, candidates);
    if (!relation) return false;
    relate(verdict, entry, *relation, *candidates.same_content);
    partner_ = candidates.same_content->number;
    return true;
}

/// A new version that says so, or in which facts changed while the text stayed, corrects the one before.
void Decider::look_for_correction(const Subject& subject, std::uint64_t against, Verdict& verdict) {
    if (subject.entry.fingerprint.has(kSignalCorrection)) verdict.relation = Relation::Correction;
    for (const Candidate& candidate : subject.candidates.related) {
        if (candidate.article.number != against) continue;
        Comparison comparison;
        comparer_.compare(subject, candidate, comparison);
        if (!comparison.is_aligned) return;
        const Alignment& alignment = comparison.alignment;
        const bool stayed = alignment.kept_own() >= thresholds::kWholeWords &&
                            alignment.kept_other() >= thresholds::kWholeWords;
        if (stayed && facts_changed(alignment, true) > 0) verdict.relation = Relation::Correction;
        verdict.changed = alignment.changed;
        verdict.evidence = comparison.evidence(subject.salience);
        verdict.has_evidence = true;
        return;
    }
}

void Decider::decide_by_text(const Subject& subject, const MemberLookup& lookup, Verdict& verdict) {
    const LogEntry& entry = subject.entry;
    const std::vector<Candidate>& related = subject.candidates.related;
    comparisons_.resize(related.size());
    const Comparison* best = nullptr;
    for (std::size_t i = 0; i < related.size(); ++i) {
        Comparison& comparison = comparisons_[i];
        comparison = {};
        comparer_.compare(subject, related[i], comparison);
        if (comparison.relation && (best == nullptr || is_better(comparison, *best))) best = &comparison;
    }
    if (best == nullptr) best = find_shared_runs(entry);
    if (best != nullptr) relate_to(subject, *best, lookup, verdict);
    if (verdict.founds_story) join_story(subject, lookup, verdict);
    if (verdict.relation == Relation::Original && entry.fingerprint.has(kSignalTruncated))
        verdict.relation = Relation::Stub;
    if (verdict.relation == Relation::Stub) verdict.is_representative = false;
}

/// Counting runs costs more than looking at keys: only the article most alike is worth it.
const Comparison* Decider::find_shared_runs(const LogEntry& entry) {
    const auto nearest = std::max_element(
        comparisons_.begin(), comparisons_.end(),
        [](const Comparison& a, const Comparison& b) { return cosine_of(a) < cosine_of(b); });
    if (nearest == comparisons_.end()) return nullptr;
    Trace silent;
    comparer_.count_runs(entry, *nearest, silent);
    return nearest->relation ? &*nearest : nullptr;
}

void Decider::relate_to(const Subject& subject, const Comparison& comparison, const MemberLookup& lookup,
                        Verdict& verdict) {
    const Relation relation = *comparison.relation;
    const KnownArticle& partner = comparison.candidate->article;
    relate(verdict, subject.entry, relation, partner);
    partner_ = partner.number;
    verdict.evidence = comparison.evidence(subject.salience);
    verdict.has_evidence = true;
    if (relation == Relation::Correction || relation == Relation::Template || relation == Relation::Revision)
        verdict.changed = comparison.alignment.changed;
    if (relation == Relation::Revision) verdict.supersedes = partner.version;
    if (relation == Relation::Partial || relation == Relation::Contains) name_sources(verdict, comparisons_);
    novelty_.measure(subject.entry, subject.candidates, partner.number, relation == Relation::Rewrite, lookup,
                     verdict.novelty);
}

void Decider::join_story(const Subject& subject, const MemberLookup& lookup, Verdict& verdict) {
    const auto choice = stories_.choose(subject, comparisons_, lookup);
    if (!choice) return;
    const KnownArticle& nearest = choice->nearest;
    enter_story(verdict, nearest);
    if (verdict.relation != Relation::Original) return;
    verdict.relation = Relation::Story;
    partner_ = nearest.number;
    verdict.original_id = nearest.item_id;
    verdict.same_source = is_same_source(subject.entry, nearest);
    for (const Comparison& comparison : comparisons_) {
        if (comparison.candidate->article.number != nearest.number) continue;
        verdict.evidence = comparison.evidence(subject.salience);
        verdict.has_evidence = true;
    }
}

}  // namespace wirefold
