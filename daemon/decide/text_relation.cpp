#include "daemon/decide/text_relation.hpp"

#include "daemon/decide/rewrite_rules.hpp"
#include "daemon/decide/thresholds.hpp"
#include "daemon/decide/wording_rules.hpp"

namespace wirefold {

namespace {

constexpr std::uint16_t kGerman = 'd' << 8U | 'e';  // as in Fingerprint::language

[[nodiscard]] bool is_weaker_than_rewrite(std::optional<Relation> relation) {
    return !relation || *relation == Relation::Partial || *relation == Relation::Contains;
}

}  // namespace

bool is_same_source(const LogEntry& entry, const KnownArticle& known) {
    return entry.source_hash != 0 && entry.source_hash == known.source_hash;
}

void TextComparer::compare(const Subject& subject, const Candidate& candidate, Comparison& out) {
    Trace silent;
    compare(subject, candidate, out, silent);
}

void TextComparer::compare(const Subject& subject, const Candidate& candidate, Comparison& out,
                           Trace& trace) {
    const LogEntry& entry = subject.entry;
    const Candidates& candidates = subject.candidates;
    out.candidate = &candidate;
    out.overlap = candidate.overlap;
    out.tokens = entry.fingerprint.tokens;
    out.is_unspaced = entry.fingerprint.is_unspaced();
    out.same_source = is_same_source(entry, candidate.article);
    out.says_it_corrects = entry.fingerprint.has(kSignalCorrection);
    const Timestamp time = entry.has_event_time ? entry.event_time : candidates.log_time;
    const Timestamp other_time = candidate.article.event_time != Timestamp{} ? candidate.article.event_time
                                                                             : candidate.article.log_time;
    out.apart = time > other_time ? time - other_time : other_time - time;
    out.other_language = entry.fingerprint.language != 0 && candidate.article.language != 0 &&
                         entry.fingerprint.language != candidate.article.language;
    out.capitals_tell_names = entry.fingerprint.language != kGerman;
    out.numbers = match_numbers(entry.fingerprint.number_span(), candidate.numbers);
    out.has_salience = !candidates.salience.terms.empty() && !candidate.salience.terms.empty();
    if (out.has_salience) out.salience = subject.salience.match(candidate.salience);
    if (out.salience.cosine >= thresholds::kRewriteCosine)
        subject.salience.match_closely(candidate.salience, out.salience);
    const bool shares_wording = candidate.overlap.shared_keys + candidate.template_keys > 0;
    out.is_aligned = shares_wording && !candidate.wording.sentences.empty();
    if (out.is_aligned) {
        aligner_.begin(entry.fingerprint.wording.view(), candidate.wording, entry.fingerprint.is_unspaced());
        out.alignment =
            may_be_versions(out, aligner_.so_far(), trace) ? aligner_.finish() : aligner_.so_far();
    }
    out.relation = shares_wording ? relation_by_wording(entry, out, trace) : std::nullopt;
    out.shares_passage = out.relation.has_value();
    if (!shares_wording) trace.step("shared wording", "none");
    if (!is_weaker_than_rewrite(out.relation)) return;
    if (is_rewrite(entry, out, trace)) {
        out.relation =
            trace.settled("other words", "the same things, numbers, names, order", Relation::Rewrite);
    } else {
        trace.step("other words", "not the same article");
    }
}

/// The same article in other words: same things, numbers and names, and what it mentions in the same order.
bool TextComparer::is_rewrite(const LogEntry& entry, Comparison& out, Trace& trace) {
    if (!may_be_reworded(out, trace)) return false;
    match_mentions(entry, out);
    return scores_as_rewrite(out, trace);
}

void TextComparer::match_mentions(const LogEntry& entry, Comparison& out) {
    out.mentions = {};
    if (out.candidate->mentions.empty()) return;
    const std::span<const std::uint16_t> own = entry.fingerprint.salience.mention_span();
    pairs_.clear();
    common_.find(own, out.candidate->mentions, pairs_);
    out.mentions = {.in_order = pairs_.size(), .own = own.size()};
}

void TextComparer::count_runs(const LogEntry& entry, Comparison& out, Trace& trace) {
    if (out.relation || !may_share_runs(out, trace)) return;
    const WordingView own = entry.fingerprint.wording.view();
    const WordingView& other = out.candidate->wording;
    const std::uint32_t shingle = entry.fingerprint.shingle_tokens();
    if (shingle == 0 || own.tokens.size() < shingle || other.tokens.size() < shingle) return;
    const Overlap runs = runs_.measure(own, other, shingle);
    if (!has_shared_runs(runs, trace)) return;
    out.overlap = runs;
    const bool is_known_whole = entry.fingerprint.tokens <= Wording::kKeptTokens;  // as many as are counted
    if (is_known_whole && trace.at_least("partOfOwnInRuns", runs.contained_by(), thresholds::kWhole, "whole"))
        align_with_longer(own, out);
    out.relation = relation_if_whole(entry, out, trace);
    if (out.relation) return;
    out.relation =
        trace.settled("shared runs", "clauses of it, with words changed between", Relation::Partial);
}

/// A brief opening of a long text shares no sampled key with it.
void TextComparer::align_with_longer(const WordingView& own, Comparison& out) {
    aligner_.begin(own, out.candidate->wording, out.is_unspaced);
    out.alignment = aligner_.finish();
    out.alignment.covers_all = false;  // the window tells figures by value only of those that share keys
    out.is_aligned = true;
}

void survey_rules(const LogEntry& entry, const Comparison& comparison, Trace& trace) {
    survey_wording_rules(entry, comparison, trace);
    survey_rewrite_rules(comparison, trace);
}

}  // namespace wirefold
