#include "daemon/decide/wording_rules.hpp"

#include <algorithm>
#include <string_view>

#include "daemon/decide/fact_rules.hpp"
#include "daemon/decide/thresholds.hpp"

namespace wirefold {

namespace {

constexpr std::string_view kSaysSo = "headline or note says that it corrects";

/// The two numbers that most rules look at.
struct Held {
    bool holds_other = false;
    bool is_held = false;
};

[[nodiscard]] Held held_of(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "whole";
    const Overlap& overlap = comparison.candidate->overlap;
    Held held{.holds_other = trace.at_least("containment", overlap.containment(), thresholds::kWhole, kRule),
              .is_held = trace.at_least("containedBy", overlap.contained_by(), thresholds::kWhole, kRule)};
    if (!comparison.is_aligned) return held;
    const Alignment& alignment = comparison.alignment;
    held.holds_other |=
        trace.at_least("wordsKeptOfOriginal", alignment.kept_other(), thresholds::kWholeWords, kRule);
    held.is_held |= trace.at_least("wordsKept", alignment.kept_own(), thresholds::kWholeWords, kRule);
    return held;
}

[[nodiscard]] std::string_view whole_text(Held held) {
    if (held.holds_other && held.is_held) return "each holds nearly all of the other";
    if (held.holds_other) return "the new one holds the earlier one";
    return held.is_held ? "the earlier one holds the new one" : "neither holds the other";
}

/// One text stands in the other word by word: that needs no more keys.
[[nodiscard]] bool stands_whole(const Comparison& comparison, Trace& trace) {
    if (!comparison.is_aligned) return false;
    constexpr std::string_view kRule = "word for word";
    const Alignment& alignment = comparison.alignment;
    const double kept = std::max(alignment.kept_own(), alignment.kept_other());
    const bool is_text =
        trace.at_least("wordsKeptCount", alignment.kept_tokens, thresholds::kWholeTokens, kRule);
    return trace.at_least("wordsKeptMost", kept, thresholds::kWordForWord, kRule) && is_text;
}

/// A form of the source that is filled in again, by what the window has learned of the source's forms.
[[nodiscard]] bool is_known_form(const Candidate& candidate, Trace& trace) {
    constexpr std::string_view kRule = "form";
    const double keys = candidate.overlap.own_keys + candidate.template_keys;
    const bool has_keys =
        trace.at_least("templateKeys", candidate.template_keys, thresholds::kPassageKeys, kRule);
    return trace.at_least("templateKeys", candidate.template_keys, thresholds::kFormPart * keys, kRule) &&
           has_keys;
}

/// All keys of the shorter text, though they be one or two. The words must say so too: where all of both are
/// known, most are kept, else one key needs a whole sentence beside it.
[[nodiscard]] bool has_all_keys(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "all keys of the shorter";
    const Overlap& overlap = comparison.candidate->overlap;
    const double fewer_keys = std::min(overlap.own_keys, overlap.other_keys);
    if (!trace.at_least("sharedKeys", overlap.shared_keys, fewer_keys, kRule)) return false;
    if (!comparison.is_aligned) return true;
    const Alignment& alignment = comparison.alignment;
    const double kept = std::max(alignment.kept_own(), alignment.kept_other());
    if (trace.at_least("wordsKeptMost", kept, thresholds::kWholeWords, kRule)) return true;
    const std::uint32_t longer = std::max(alignment.own_tokens, alignment.other_tokens);
    return longer > Wording::kKeptTokens &&
           (overlap.shared_keys > 1 || trace.at_least("wordsInEqualSentences", alignment.equal_tokens,
                                                      thresholds::kUpdateTokens, kRule));
}

/// A run of text that both have, told by keys, or by one key and whole sentences.
[[nodiscard]] bool is_passage(const Comparison& comparison, bool all_keys, Trace& trace) {
    constexpr std::string_view kRule = "passage";
    const Overlap& overlap = comparison.candidate->overlap;
    bool has_run = trace.at_least("sharedKeys", overlap.shared_keys, thresholds::kPassageKeys, kRule);
    has_run |= all_keys;
    if (comparison.is_aligned) {
        has_run |= trace.at_least("wordsInEqualSentences", comparison.alignment.equal_tokens,
                                  thresholds::kPassageTokens, kRule);
    }
    return has_run && overlap.shared_keys > 0;
}

/// What suppresses a record rests on more than a phrase.
[[nodiscard]] bool is_more_than_a_phrase(const Comparison& comparison, bool all_keys, Trace& trace) {
    const unsigned shared = comparison.candidate->overlap.shared_keys;
    const bool has_keys = trace.at_least("sharedKeys", shared, thresholds::kDuplicateKeys, "duplicate");
    return has_keys || all_keys;
}

/// Part of the one that stands in the other, the larger of both.
[[nodiscard]] double passage_part(const Comparison& comparison) {
    const double sampled = comparison.most_sampled();
    if (!comparison.is_aligned) return sampled;
    const Alignment& alignment = comparison.alignment;
    const std::uint32_t shorter = std::max(1U, std::min(alignment.own_tokens, alignment.other_tokens));
    return std::max(sampled, static_cast<double>(alignment.equal_tokens) / shorter);
}

[[nodiscard]] bool is_more_than_furniture(const Comparison& comparison, Trace& trace) {
    return trace.at_least("sharedPart", passage_part(comparison), thresholds::kPassage, "passage");
}

[[nodiscard]] std::uint32_t facts_changed(const Comparison& comparison) {
    return facts_changed(comparison.alignment, comparison.same_source);
}

/// A correction mends a few facts within hours, and its subject stays.
[[nodiscard]] bool mends(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "correction";
    const Alignment& alignment = comparison.alignment;
    const bool is_soon = trace.within(comparison.apart, thresholds::kCorrectionWindow, kRule);
    const bool is_little =
        trace.at_most("factsChanged", facts_changed(comparison), thresholds::kCorrectionFacts, kRule);
    const bool other_subject = trace.holds(
        "otherSubject", alignment.changed_lead_name && alignment.changed_numbers > 0, "not a correction");
    return is_soon && is_little && !other_subject && !is_known_form(*comparison.candidate, trace);
}

/// Texts too short to prove anything by their wording ("Qtly div three cts vs three cts prior …"), whose
/// headlines are about something else.
[[nodiscard]] bool is_other_brief(const LogEntry& entry, const Comparison& comparison, Trace& trace) {
    const bool is_brief =
        trace.at_most("tokens", entry.fingerprint.tokens, thresholds::kBriefTokens, "another note");
    return is_brief && comparison.has_salience &&
           !trace.at_least("cosine", comparison.salience.cosine, thresholds::kBriefCosine, "same note");
}

[[nodiscard]] bool says_it_corrects(const Comparison& comparison, Trace& trace) {
    return trace.holds("saysItCorrects", comparison.says_it_corrects, "correction");
}

[[nodiscard]] bool corrects(const Comparison& comparison, Trace& trace) {
    return comparison.same_source && says_it_corrects(comparison, trace);
}

[[nodiscard]] bool says_update(const LogEntry& entry, Trace& trace) {
    return trace.holds("saysItUpdates", entry.fingerprint.has(kSignalUpdate), "update");
}

/// A form that its own source filled in anew: it is reworded, and of another day or about someone else.
[[nodiscard]] bool is_filled_in_anew(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "form filled in anew";
    if (!comparison.same_source || !comparison.is_aligned) return false;
    const Alignment& alignment = comparison.alignment;
    const bool is_soon = trace.within(comparison.apart, thresholds::kCorrectionWindow, "same note");
    const bool other_subject = trace.holds("otherSubject", alignment.changed_lead_name, kRule);
    return trace.holds("isReworded", is_reworded(alignment), kRule) && (other_subject || !is_soon);
}

/// Its own source's words again, but not the same note: a form filled in anew, other words with a number of
/// their own, or the same words on another day that lack or add a number.
[[nodiscard]] bool is_of_another_day(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "another note";
    if (!comparison.same_source || !comparison.is_aligned) return false;
    const Alignment& alignment = comparison.alignment;
    const bool is_soon = trace.within(comparison.apart, thresholds::kCorrectionWindow, "same note");
    const bool is_touched = trace.holds("numbersTouched", alignment.touched_numbers > 0, kRule);
    const bool has_new = trace.holds("numbersAdded", comparison.numbers.own_extra, kRule);
    if (is_filled_in_anew(comparison, trace)) return true;
    return is_reworded(alignment) ? has_new : is_touched && !is_soon;
}

[[nodiscard]] bool is_update(const Alignment& alignment, Trace& trace) {
    return trace.at_least("wordsAdded", alignment.added_tokens, thresholds::kUpdateTokens, "update");
}

/// Sentences that no edit can account for.
[[nodiscard]] bool adds_sentences(const Alignment& alignment, Trace& trace) {
    return trace.at_least("wordsSurelyAdded", alignment.surely_added_tokens(), thresholds::kUpdateTokens,
                          "update");
}

/// A correction mends facts and leaves the words alone; here sentences came in, and most edits change no
/// fact.
[[nodiscard]] bool is_written_on(const Comparison& comparison, Trace& trace) {
    const Alignment& alignment = comparison.alignment;
    const std::uint32_t seen = alignment.edits - alignment.unseen_edits;
    const std::uint32_t facts = facts_changed(comparison);
    const bool mends_most =
        trace.at_least("factsChanged", facts, thresholds::kMendedPart * seen, "correction");
    return adds_sentences(alignment, trace) && (!mends_most || facts == 0);
}

/// Facts differ between texts that are otherwise the same: mended, or another instance of a form? A brief
/// whose headline is about something else mends nothing, whatever it says of itself.
[[nodiscard]] Relation correction_or_template(const LogEntry& entry, const Comparison& comparison,
                                              Trace& trace) {
    constexpr std::string_view kStep = "facts differ";
    if (!comparison.same_source)
        return trace.settled(kStep, "the source is another one: not its to mend", Relation::Template);
    if (is_other_brief(entry, comparison, trace))
        return trace.settled(kStep, "a brief whose headline is about something else", Relation::Template);
    if (corrects(comparison, trace)) return trace.settled(kStep, kSaysSo, Relation::Correction);
    if (is_filled_in_anew(comparison, trace))
        return trace.settled(kStep, "its source filled in a form anew", Relation::Template);
    if (says_update(entry, trace) && !is_known_form(*comparison.candidate, trace))
        return trace.settled(kStep, "headline says that it is an update", Relation::Revision);
    if (!mends(comparison, trace))
        return trace.settled(kStep, "too many, too late, another subject or a known form",
                             Relation::Template);
    return is_written_on(comparison, trace)
               ? trace.settled(kStep, "its own source wrote on, and edited more than facts",
                               Relation::Revision)
               : trace.settled(kStep, "a few facts, soon after, by its own source", Relation::Correction);
}

[[nodiscard]] bool facts_differ(const Comparison& comparison, Trace& trace) {
    return comparison.is_aligned &&
           trace.at_least("factsChanged", facts_changed(comparison), 1, "facts differ");
}

/// Numbers that no alignment could compare decide where there is nothing better.
[[nodiscard]] bool versions_differ(const Comparison& comparison, Trace& trace) {
    if (facts_differ(comparison, trace)) return true;
    const bool all_compared = comparison.is_aligned && comparison.alignment.covers_all;
    return !trace.holds("numbersAgree", comparison.numbers.agree(), "same facts") && !all_compared;
}

/// Another outlet's sentences beside the earlier text's, too many for a dateline, a credit and a footer.
[[nodiscard]] bool has_own_reporting(const Comparison& comparison, Trace& trace) {
    if (comparison.same_source || !comparison.is_aligned) return false;
    const Alignment& alignment = comparison.alignment;
    const double furniture =
        std::max<double>(thresholds::kFurnitureTokens, thresholds::kOwnPart * alignment.own_tokens);
    const bool has_tail =
        !trace.at_most("wordsSurelyAdded", alignment.surely_added_tokens(), furniture, "furniture");
    const std::uint32_t line =
        comparison.is_unspaced ? thresholds::kReportCharacters : thresholds::kReportTokens;
    return trace.at_least("wordsAddedInside", alignment.inner_tokens, line, "own reporting") || has_tail;
}

[[nodiscard]] bool is_shortened(const Alignment& alignment, Trace& trace) {
    return trace.at_least("wordsDropped", alignment.dropped_tokens, thresholds::kUpdateTokens, "excerpt");
}

/// They differ where no words are known, or only behind what is known at all.
[[nodiscard]] bool may_have_news(const Alignment& alignment, Trace& trace) {
    return trace.holds("differsUnseen", alignment.differs_unseen(), "update");
}

/// Whole sentences, a number that the earlier text does not tell, or what is not known.
[[nodiscard]] bool tells_news(const Comparison& comparison, Trace& trace) {
    if (!comparison.is_aligned) return false;
    const Alignment& alignment = comparison.alignment;
    const bool has_number =
        trace.holds("numbersAdded", comparison.numbers.own_extra && alignment.touched_numbers > 0, "update");
    return adds_sentences(alignment, trace) || has_number || may_have_news(alignment, trace);
}

/// Both texts hold nearly all of the other.
[[nodiscard]] Relation relation_of_versions(const LogEntry& entry, const Comparison& comparison,
                                            Trace& trace) {
    constexpr std::string_view kStep = "versions of one text";
    const Alignment& alignment = comparison.alignment;
    if (versions_differ(comparison, trace)) return correction_or_template(entry, comparison, trace);
    if (is_other_brief(entry, comparison, trace))
        return trace.settled(kStep, "a brief whose headline is about something else", Relation::Template);
    if (has_own_reporting(comparison, trace))
        return trace.settled(kStep, "no fact differs, but there is own reporting", Relation::Contains);
    if (!comparison.same_source || !comparison.is_aligned)
        return trace.settled(kStep, "no fact differs, and the source is another one", Relation::Near);
    if (corrects(comparison, trace)) return trace.settled(kStep, kSaysSo, Relation::Correction);
    if (is_of_another_day(comparison, trace))
        return trace.settled(kStep, "a note of another day, or on something else", Relation::Template);
    if (is_update(alignment, trace))
        return trace.settled(kStep, "sentences were added by its own source", Relation::Revision);
    if (says_update(entry, trace))
        return trace.settled(kStep, "headline says that it is an update", Relation::Revision);
    if (may_have_news(alignment, trace))
        return trace.settled(kStep, "it differs behind what is known: that may be news", Relation::Revision);
    if (is_shortened(alignment, trace))
        return trace.settled(kStep, "sentences were left out by its own source", Relation::Excerpt);
    return trace.settled(kStep, "words were edited and no fact", Relation::Near);
}

/// The new text holds the other one whole.
[[nodiscard]] Relation relation_of_longer(const LogEntry& entry, const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kStep = "holds the earlier one whole";
    if (!comparison.same_source) {
        const bool was_reworded = trace.holds(
            "isReworded", comparison.is_aligned && is_reworded(comparison.alignment), "not as it was");
        return was_reworded ? trace.settled(kStep, "but reworded, in own reporting", Relation::Partial)
                            : trace.settled(kStep, "own reporting around it", Relation::Contains);
    }
    if (facts_differ(comparison, trace)) return correction_or_template(entry, comparison, trace);
    if (corrects(comparison, trace)) return trace.settled(kStep, kSaysSo, Relation::Correction);
    if (is_filled_in_anew(comparison, trace))
        return trace.settled(kStep, "its source filled in a form anew", Relation::Template);
    return trace.settled(kStep, "its own source wrote on", Relation::Revision);
}

/// The new text stands in the other one.
[[nodiscard]] Relation relation_of_shorter(const LogEntry& entry, const Comparison& comparison,
                                           Trace& trace) {
    constexpr std::string_view kStep = "stands in the earlier one whole";
    if (versions_differ(comparison, trace)) {
        return comparison.same_source ? correction_or_template(entry, comparison, trace)
                                      : trace.settled(kStep, "but a fact differs", Relation::Partial);
    }
    if (corrects(comparison, trace)) return trace.settled(kStep, kSaysSo, Relation::Correction);
    if (is_of_another_day(comparison, trace))
        return trace.settled(kStep, "a note of another day, or on something else", Relation::Template);
    const bool is_short =
        trace.at_most("tokens", entry.fingerprint.tokens, thresholds::kStubTokens, "opening");
    const bool is_opening = is_short && comparison.is_aligned && comparison.alignment.is_cut &&
                            entry.fingerprint.has(kSignalOpenEnd);
    if (is_opening || entry.fingerprint.has(kSignalTruncated))
        return trace.settled(kStep, "cut off inside a sentence", Relation::Stub);
    if (has_own_reporting(comparison, trace))
        return trace.settled(kStep, "but for own reporting beside it", Relation::Partial);
    if (comparison.same_source && tells_news(comparison, trace))
        return trace.settled(kStep, "but for what its own source added", Relation::Revision);
    return trace.settled(kStep, "whole sentences of it", Relation::Excerpt);
}

}  // namespace

bool may_be_versions(const Comparison& comparison, const Alignment& alignment, Trace& trace) {
    constexpr std::string_view kRule = "aligned word by word";
    const std::uint32_t shorter = std::min(alignment.own_tokens, alignment.other_tokens);
    const std::uint32_t longer = std::max(alignment.own_tokens, alignment.other_tokens);
    const bool is_likely =
        trace.at_least("sharedPartSampled", comparison.most_sampled(), thresholds::kLikelyVersion, kRule);
    // One that is much shorter may stand whole in the longer one, where it has no key of its own.
    const bool is_brief =
        trace.at_most("tokensOfShorter", shorter, thresholds::kBriefWords, kRule) && shorter * 4 <= longer;
    return is_likely || is_brief || alignment.equal_tokens * 5 >= shorter ||
           is_known_form(*comparison.candidate, trace);
}

std::optional<Relation> relation_by_wording(const LogEntry& entry, const Comparison& comparison,
                                            Trace& trace) {
    constexpr std::string_view kStep = "shared wording";
    const Candidate& candidate = *comparison.candidate;
    if (is_known_form(candidate, trace))
        return trace.settled(kStep, "mostly a form of its source, filled in anew", Relation::Template);
    const Held held = held_of(comparison, trace);
    const bool is_whole = stands_whole(comparison, trace);
    const bool all_keys = has_all_keys(comparison, trace);
    if (!is_passage(comparison, all_keys, trace) && !is_whole) {
        trace.step(kStep, "less than a passage");
        return std::nullopt;
    }
    trace.step(kStep, is_whole ? "word for word" : "a passage");
    trace.step("whole", whole_text(held));
    if (held.holds_other && held.is_held) return relation_of_versions(entry, comparison, trace);
    const bool may_suppress = is_whole || is_more_than_a_phrase(comparison, all_keys, trace);
    if (held.holds_other && may_suppress) return relation_of_longer(entry, comparison, trace);
    if (held.is_held && may_suppress) return relation_of_shorter(entry, comparison, trace);
    if (!is_more_than_furniture(comparison, trace)) {
        trace.step(kStep, "a passage, but too little of either text");
        return std::nullopt;
    }
    return trace.settled(kStep, "a passage; each has much of its own", Relation::Partial);
}

bool may_share_runs(const Comparison& comparison, Trace& trace) {
    constexpr std::string_view kRule = "shared runs";
    if (!comparison.has_salience || comparison.same_source || comparison.other_language) return false;
    return trace.at_least("cosine", comparison.salience.cosine, thresholds::kRunsCosine, kRule);
}

bool has_shared_runs(const Overlap& runs, Trace& trace) {
    constexpr std::string_view kRule = "shared runs";
    const bool is_some = trace.at_least("runs", runs.shared_keys, thresholds::kRuns, kRule);
    const double part = std::max(runs.containment(), runs.contained_by());
    return trace.at_least("partInRuns", part, thresholds::kPassage, kRule) && is_some;
}

std::optional<Relation> relation_if_whole(const LogEntry& entry, const Comparison& comparison, Trace& trace) {
    if (!stands_whole(comparison, trace)) return std::nullopt;
    return relation_of_shorter(entry, comparison, trace);
}

void survey_wording_rules(const LogEntry& entry, const Comparison& comparison, Trace& trace) {
    const Alignment& alignment = comparison.alignment;
    static_cast<void>(held_of(comparison, trace));
    static_cast<void>(stands_whole(comparison, trace));
    static_cast<void>(is_known_form(*comparison.candidate, trace));
    const bool all_keys = has_all_keys(comparison, trace);
    static_cast<void>(is_passage(comparison, all_keys, trace));
    static_cast<void>(is_more_than_a_phrase(comparison, all_keys, trace));
    static_cast<void>(is_more_than_furniture(comparison, trace));
    if (comparison.is_aligned) {
        static_cast<void>(facts_differ(comparison, trace));
        static_cast<void>(is_update(alignment, trace));
        static_cast<void>(is_shortened(alignment, trace));
        static_cast<void>(has_own_reporting(comparison, trace));
        static_cast<void>(tells_news(comparison, trace));
        static_cast<void>(is_written_on(comparison, trace));
    }
    static_cast<void>(mends(comparison, trace));
    static_cast<void>(versions_differ(comparison, trace));
    static_cast<void>(is_other_brief(entry, comparison, trace));
    static_cast<void>(says_it_corrects(comparison, trace));
    static_cast<void>(says_update(entry, trace));
    static_cast<void>(is_of_another_day(comparison, trace));
}

}  // namespace wirefold
