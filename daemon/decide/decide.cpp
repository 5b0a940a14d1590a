#include "daemon/decide/decide.hpp"

#include <algorithm>

#include "daemon/decide/lifecycle.hpp"
#include "daemon/decide/thresholds.hpp"

namespace wirefold {

namespace {

[[nodiscard]] bool is_same_source(const LogEntry& entry, const KnownArticle& known) {
    return entry.source_hash != 0 && entry.source_hash == known.source_hash;
}

/// What two overlapping texts of different items are to one another.
[[nodiscard]] std::optional<Relation> relation_of(const LogEntry& entry, const Overlap& overlap) {
    const Evidence& evidence = overlap.evidence;
    const unsigned keys_of_shorter = std::min(evidence.own_keys, evidence.other_keys);
    const bool is_passage =
        evidence.shared_keys >= thresholds::kPassageKeys || evidence.shared_keys == keys_of_shorter;
    if (evidence.shared_keys == 0 || !is_passage) return std::nullopt;
    const bool holds_other = evidence.containment() >= thresholds::kWhole;
    const bool is_held = evidence.contained_by() >= thresholds::kWhole;
    const bool may_suppress = evidence.shared_keys >= thresholds::kDuplicateKeys;
    if (holds_other && is_held && !evidence.numbers_agree) {
        // One figure differs and the words do not: the same outlet corrects itself, another fills in a form.
        return is_same_source(entry, overlap.article) ? Relation::Correction : Relation::Template;
    }
    if (holds_other && is_held && may_suppress) return Relation::Near;
    if (is_held && may_suppress && evidence.numbers_agree) return Relation::Excerpt;
    if (holds_other && may_suppress) return Relation::Contains;
    const double larger_part = std::max(evidence.containment(), evidence.contained_by());
    if (larger_part < thresholds::kPassage) return std::nullopt;
    return Relation::Partial;
}

/// Which relation tells the reader more, where several articles overlap.
[[nodiscard]] int rank_of(Relation relation) {
    switch (relation) {
        case Relation::Near: return 5;
        case Relation::Excerpt: return 4;
        case Relation::Correction: return 3;
        case Relation::Contains: return 2;
        case Relation::Template: return 1;
        default: return 0;
    }
}

/// A template or a shared passage is a link, not a reason to be counted as one text.
[[nodiscard]] bool joins_group(Relation relation) {
    return relation != Relation::Original && relation != Relation::Template && relation != Relation::Partial;
}

void relate(Verdict& verdict, const LogEntry& entry, Relation relation, const KnownArticle& known) {
    verdict.relation = relation;
    verdict.original_id = known.item_id;
    verdict.same_source = is_same_source(entry, known);
    if (!joins_group(relation)) return;
    verdict.group = known.group;
    verdict.founder = known.founder;
    verdict.group_size = known.group_size + 1;
    verdict.is_representative = false;
}

/// A group is named after its founder, so that every instance and every replay names it alike.
[[nodiscard]] std::uint64_t group_founded_by(const LogEntry& entry) {
    return hash64(entry.item_id, entry.fingerprint.content.low ^ entry.source_hash);
}

}  // namespace

Verdict decide(const LogEntry& entry, const Candidates& candidates) {
    if (candidates.replay) return *candidates.replay;
    Verdict verdict;
    verdict.late = candidates.late;
    verdict.group = group_founded_by(entry);
    if (const auto step = lifecycle_step(entry, candidates)) {
        verdict.relation = step->relation;
        if (step->against != nullptr) {
            relate(verdict, entry, step->relation, *step->against);
            if (step->relation == Relation::Revision) verdict.supersedes = step->against->version;
        }
        return verdict;
    }
    if (candidates.same_content) {
        relate(verdict, entry, Relation::Exact, *candidates.same_content);
        return verdict;
    }
    const Overlap* best = nullptr;
    Relation relation = Relation::Original;
    for (const Overlap& overlap : candidates.overlaps) {
        const auto candidate = relation_of(entry, overlap);
        if (!candidate || (best != nullptr && rank_of(*candidate) <= rank_of(relation))) continue;
        best = &overlap;
        relation = *candidate;
    }
    if (best == nullptr) return verdict;
    relate(verdict, entry, relation, best->article);
    verdict.evidence = best->evidence;
    verdict.has_evidence = true;
    return verdict;
}

}  // namespace wirefold
