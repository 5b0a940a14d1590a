#include "daemon/decide/explanation.hpp"

#include <algorithm>

#include "daemon/decide/lifecycle.hpp"
#include "daemon/decide/stories.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::string quoted(std::string_view text) {
    return '"' + std::string{text} + '"';
}

[[nodiscard]] std::string count_of(std::uint32_t count, std::string_view what) {
    return std::to_string(count) + ' ' + std::string{what} + (count == 1 ? "" : "s");
}

class PairExplainer {
public:
    explicit PairExplainer(const ExplainedPair& pair)
        : pair_(pair), subject_{pair.entry, pair.candidates}, earlier_(candidate().article) {}

    [[nodiscard]] Explanation explain() {
        out_.is_candidate = find_candidate() != nullptr;
        out_.is_partner = pair_.decider.partner() == earlier_.number;
        explain_history();
        explain_reach();
        compare();
        choose_partner();
        explain_story();
        if (!is_settled_) add("otherwise", std::string{name_of(pair_.verdict.relation)}, true);
        collect_checks();
        return std::move(out_);
    }

private:
    [[nodiscard]] const Candidate* find_candidate() const {
        for (const Candidate& candidate : pair_.candidates.related) {
            if (candidate.article.number == pair_.direct.article.number) return &candidate;
        }
        return nullptr;
    }
    [[nodiscard]] const Candidate& candidate() const {
        const Candidate* found = find_candidate();
        return found != nullptr ? *found : pair_.direct;
    }

    void add(std::string name, std::string outcome, bool decides = false) {
        decides = decides && !is_settled_;
        is_settled_ |= decides;
        out_.steps.push_back({std::move(name), std::move(outcome), decides});
    }

    [[nodiscard]] std::string at(std::string_view item, std::uint64_t number) const {
        return number == earlier_.number  ? std::string{"the earlier article"}
               : item == earlier_.item_id ? "the same item as it was sent another time"
                                          : quoted(item);
    }

    void explain_history() {
        const bool is_replay = pair_.candidates.replay.has_value();
        add("read before", is_replay ? "yes: the verdict of that time" : "no", is_replay);
        explain_item();
        const auto relation = content_step(pair_.entry, pair_.candidates);
        if (relation) {
            const KnownArticle& same = *pair_.candidates.same_content;
            add("same content", std::string{name_of(*relation)} + ": as " + at(same.item_id, same.number),
                true);
        } else {
            const bool is_same = pair_.entry.fingerprint.content == pair_.direct.article.content;
            add("same content", is_same ? "yes, but the window does not hold it any more" : "no");
        }
    }

    void explain_item() {
        if (const auto step = lifecycle_step(pair_.entry, pair_.candidates)) {
            std::string outcome{name_of(step->relation)};
            if (step->against != nullptr)
                outcome += ": against " + at(step->against->item_id, step->against->number);
            return add("same item", std::move(outcome), true);
        }
        const bool is_same_id = pair_.entry.item_id == earlier_.item_id;
        const bool is_same = is_same_id && pair_.entry.source_hash == earlier_.source_hash;
        add("same item", is_same      ? "yes, but the window does not hold it any more"
                         : is_same_id ? "no: another publisher's item with the same id"
                                      : "no");
    }

    /// Whether the window showed the earlier article, and why not.
    void explain_reach() {
        const Reach& reach = pair_.reach;
        const std::string shared = count_of(reach.shared_keys, "shared key") + ", " +
                                   count_of(reach.findable_terms, "shared rare term");
        if (out_.is_candidate) return add("candidate", "yes: " + shared);
        add("candidate", "no: " + reason_of(reach, shared) + "; measured all the same");
    }

    [[nodiscard]] std::string reason_of(const Reach& reach, const std::string& shared) const {
        if (pair_.candidates.replay) return "nothing is looked for when a record was read before";
        if (pair_.candidates.same_content &&
            pair_.candidates.same_content->source_hash != pair_.entry.source_hash)
            return "nothing is looked for when another source sent the same content";
        if (!reach.is_held) return "it has left the window";
        if (!reach.is_shown) return "it is not public yet, and the new one is or will be sooner";
        if (!reach.posts) return "it is a copy itself, found only through the article it copies";
        if (!reach.is_compared && !reach.is_related)
            return "it is older than the windows of copies and stories";
        std::string reason;
        const auto because = [&](std::string_view text) {
            reason += (reason.empty() ? "" : ", ") + std::string{text};
        };
        if (!reach.is_compared)
            because("it is older than the window of copies");
        else if (reach.shared_keys == 0)
            because("no shared key");
        else if (reach.is_phrase)
            because("one shared key, a phrase in two long texts");
        if (!reach.is_related)
            because("it is older than the window of stories");
        else if (reach.findable_terms < reach.findable_terms_min && reach.shared_quotes == 0)
            because(count_of(reach.findable_terms, "shared rare term") + " where " +
                    std::to_string(reach.findable_terms_min) + " are asked for");
        const bool has_keys = reach.is_compared && reach.shared_keys > 0 && !reach.is_phrase;
        const bool has_terms =
            reach.is_related && (reach.findable_terms >= reach.findable_terms_min || reach.shared_quotes > 0);
        return has_keys || has_terms ? "other articles have more in common (" + shared + ")" : reason;
    }

    void compare() {
        comparer_.compare(subject_, candidate(), out_.comparison, trace_);
        comparer_.count_runs(pair_.entry, out_.comparison, trace_);
        if (out_.comparison.has_salience)
            subject_.salience.match_closely(candidate().salience, out_.comparison.salience);
        comparer_.match_mentions(pair_.entry, out_.comparison);
        std::optional<std::size_t> settling;
        for (std::size_t i = 0; i < trace_.steps().size(); ++i) {
            if (trace_.steps()[i].relation) settling = i;
        }
        for (std::size_t i = 0; i < trace_.steps().size(); ++i) {
            const Step& step = trace_.steps()[i];
            std::string outcome{step.outcome};
            if (step.relation) outcome += " -> " + std::string{name_of(*step.relation)};
            const bool decides = out_.is_candidate && out_.is_partner && settling == i &&
                                 pair_.verdict.relation == *step.relation;
            add(std::string{step.name}, std::move(outcome), decides);
        }
    }

    /// Of several related articles one is pointed to.
    void choose_partner() {
        for (const Comparison& other : pair_.decider.comparisons()) {
            const KnownArticle& article = other.candidate->article;
            if (!other.relation || article.number != pair_.decider.partner()) continue;
            if (article.number == earlier_.number) return;
            return add("nearer article",
                       quoted(article.item_id) + ": " + std::string{name_of(*other.relation)},
                       pair_.verdict.relation == *other.relation);
        }
    }

    void explain_story() {
        const bool may_share = may_share_story(out_.comparison, trace_);
        bool is_like = false;
        if (pair_.reach.is_held && !pair_.candidates.salience.terms.empty()) {
            const StoryMeasure measure = stories_.measure(subject_, earlier_.number, pair_.lookup);
            trace_.measured("storyMembers", static_cast<double>(measure.members));
            is_like = measure.is_like(trace_);
        }
        const bool is_joined =
            !pair_.verdict.founds_story && pair_.reach.is_held && pair_.verdict.story == earlier_.story;
        std::string outcome = is_joined              ? "both belong to one"
                              : may_share && is_like ? "like it enough"
                                                     : "not like it enough";
        const bool decides = pair_.verdict.relation == Relation::Story;
        if (decides && !out_.is_partner)
            outcome += "; nearest to " + quoted(pair_.verdict.original_id);
        else if (!is_joined && may_share && is_like)
            outcome += ", but another story or the copy rules came first";
        add("story", std::move(outcome), decides);
    }

    /// The scores nobody has a threshold for, then those of the rules.
    void collect_checks() {
        Trace measured = Trace::recording();
        const Comparison& comparison = out_.comparison;
        const Overlap& overlap = comparison.overlap;
        measured.measured("jaccard", overlap.jaccard());
        measured.measured("keys", overlap.own_keys);
        measured.measured("keysOfOriginal", overlap.other_keys);
        if (comparison.is_aligned) {
            const Alignment& alignment = comparison.alignment;
            measured.measured("equalSentences", alignment.equal_sentences);
            measured.measured("edits", alignment.edits);
            measured.measured("numbersChanged", alignment.changed_numbers);
            measured.measured("unitsChanged", alignment.changed_units);
            measured.measured("namesChanged", alignment.changed_names);
            measured.measured("polarityChanged", alignment.changed_polarity);
            measured.measured("oppositesChanged", alignment.changed_opposites);
        }
        if (comparison.has_salience) {
            measured.measured("namesOverlap", comparison.salience.names);
            measured.measured("order", comparison.salience.order);
            measured.measured("leadCosine", comparison.salience.lead);
            measured.measured("sharedQuotations", comparison.salience.quotes);
            const auto own_mentions = pair_.entry.fingerprint.salience.mention_span().size();
            measured.measured("mentions", static_cast<double>(own_mentions));
            measured.measured("mentionsOfOriginal", static_cast<double>(candidate().mentions.size()));
            measured.measured("mentionsInOrder", static_cast<double>(comparison.mentions.in_order));
        }
        const auto shorter = std::min(comparison.tokens, earlier_.tokens);
        const auto longer = std::max(comparison.tokens, earlier_.tokens);
        measured.measured("lengthRatio", longer == 0 ? 0.0 : static_cast<double>(shorter) / longer);
        survey_rules(pair_.entry, comparison, trace_);
        out_.checks = measured.checks();
        for (const Check& check : trace_.checks()) {
            const bool is_known =
                std::any_of(out_.checks.begin(), out_.checks.end(), [&](const Check& other) {
                    return other.score == check.score && other.rule == check.rule &&
                           other.kind == check.kind && other.threshold == check.threshold;
                });
            if (!is_known) out_.checks.push_back(check);
        }
    }

    const ExplainedPair& pair_;
    const Subject subject_;
    const KnownArticle& earlier_;
    Explanation out_;
    TextComparer comparer_;
    StoryChooser stories_;
    Trace trace_ = Trace::recording();
    bool is_settled_ = false;
};

}  // namespace

Explanation explain_pair(const ExplainedPair& pair) {
    return PairExplainer{pair}.explain();
}

}  // namespace wirefold
