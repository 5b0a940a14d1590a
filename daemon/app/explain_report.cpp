#include "daemon/app/explain_report.hpp"

#include <algorithm>

#include "daemon/app/side_by_side.hpp"
#include "daemon/core/json_text.hpp"
#include "daemon/enrich/output_record.hpp"
#include "daemon/sink/byte_text.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::string decimal(double value) {
    std::string text;
    append_json_ratio(text, value);
    return text;
}

/// Scores in the order of their first sight, each with all its thresholds one after the other.
[[nodiscard]] std::vector<Check> by_score(const std::vector<Check>& checks) {
    std::vector<Check> sorted;
    for (const Check& check : checks) {
        auto place = sorted.end();
        for (auto at = sorted.begin(); at != sorted.end(); ++at) {
            if (at->score == check.score) place = at + 1;
        }
        sorted.insert(place, check);
    }
    return sorted;
}

[[nodiscard]] std::string_view met_text(const Check& check) {
    if (check.kind == Check::Kind::Measured || check.kind == Check::Kind::Holds) return "";
    return check.met ? "yes" : "no";
}

[[nodiscard]] std::string value_text(const Check& check) {
    if (check.kind == Check::Kind::Holds) return check.met ? "yes" : "no";
    return decimal(check.value);
}

[[nodiscard]] std::string threshold_text(const Check& check) {
    switch (check.kind) {
        case Check::Kind::AtLeast: return ">= " + decimal(check.threshold);
        case Check::Kind::AtMost: return "<= " + decimal(check.threshold);
        case Check::Kind::Measured:
        case Check::Kind::Holds: break;
    }
    return {};
}

void append_article(std::string& out, std::string_view name, const ReadArticle& article) {
    const Draft& draft = article.draft();
    const Document& document = draft.document;
    out += std::string{name} + "  " + std::string{document.item_id};
    if (!document.version.empty()) out += "  version " + std::string{document.version};
    out += '\n';
    if (!document.title.empty()) out += "   " + one_line(document.title) + '\n';
    std::string facts;
    const auto add = [&](std::string_view text) {
        if (!text.empty()) facts += (facts.empty() ? "" : " | ") + std::string{text};
    };
    add(document.source_name.empty() ? "no source" : document.source_name);
    add(document.published_at ? timestamp_text(*document.published_at) : "no time");
    add(std::to_string(article.entry().fingerprint.tokens) + " tokens");
    add(draft.facts.language.empty() ? "language unknown" : draft.facts.language);
    add(article.place());
    out += "   " + facts + '\n';
}

void append_verdict(std::string& out, const ExplainReport& report) {
    const Verdict& verdict = report.explained.judgement.verdict;
    out += "Verdict on B: " + std::string{name_of(verdict.relation)};
    out += report.enrich.suppresses(verdict) ? " (duplicate)" : " (unique)";
    if (!verdict.original_id.empty()) {
        const bool is_same_item = verdict.original_id == report.pair.earlier.draft().document.item_id;
        out += report.explained.pair.is_partner ? ", of A"
               : is_same_item                   ? ", of A's item as it was sent another time"
                                                : ", of another article: " + verdict.original_id;
        out += verdict.same_source ? ", same source" : ", another source";
    }
    out += "\n   group " + group_id_text(verdict.group) + ", " + std::to_string(verdict.group_size) +
           " so far | story " + story_id_text(verdict.story) + ", " + std::to_string(verdict.story_size) +
           " so far\n";
    if (!report.explained.pair.is_candidate) out += "   A was no candidate: the pair is measured directly\n";
}

void append_checks(std::string& out, const std::vector<Check>& checks) {
    TextTable table{{"score", "value", "threshold", "met", "rule"}};
    for (const Check& check : by_score(checks)) {
        table.add({std::string{check.score}, value_text(check), threshold_text(check),
                   std::string{met_text(check)}, std::string{check.rule}});
    }
    table.append_to(out);
}

void append_steps(std::string& out, const std::vector<ExplainedStep>& steps) {
    out += "Decision path (* decided)\n";
    TextTable table{{}};
    std::size_t number = 0;
    for (const ExplainedStep& step : steps) {
        table.add({(step.decided ? "* " : "  ") + std::to_string(++number), step.name, step.outcome});
    }
    table.append_to(out);
}

void append_changes(std::string& out, const std::vector<TextChange>& changes) {
    constexpr std::size_t kShownMax = 40;
    if (changes.empty()) return;
    out += "Changed in edited sentences\n";
    TextTable table{{}};
    for (std::size_t i = 0; i < std::min(changes.size(), kShownMax); ++i) {
        const auto quoted = [](const std::string& text) {
            return text.empty() ? "nothing" : '"' + text + '"';
        };
        table.add({"  " + std::string{name_of(changes[i].fact)},
                   quoted(changes[i].from) + " -> " + quoted(changes[i].to)});
    }
    table.append_to(out);
    if (changes.size() > kShownMax) out += "  and " + std::to_string(changes.size() - kShownMax) + " more\n";
    out += '\n';
}

/// The sentence with [brackets] around the words that did not stay.
[[nodiscard]] std::string marked(const ArticleText::Sentence& sentence, const std::vector<bool>& changed) {
    if (changed.empty()) return sentence.text;
    std::string text;
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        const bool opens = changed[i] && (i == 0 || !changed[i - 1]);
        const bool closes = changed[i] && (i + 1 == sentence.words.size() || !changed[i + 1]);
        if (i > 0 || sentence.words[i].before != " ") text += sentence.words[i].before;
        if (opens) text += '[';
        text += sentence.words[i].written;
        if (closes) text += ']';
    }
    return text + sentence.after;
}

struct Shown {
    std::string earlier;
    std::string later;
};

[[nodiscard]] Shown shown(const ExplainReport& report, const SentencePair& pair, bool with_marks) {
    const std::vector<bool> none;
    Shown shown;
    if (pair.earlier) {
        const auto& sentence = report.earlier.sentences[*pair.earlier];
        shown.earlier = marked(sentence, with_marks ? pair.earlier_changed : none);
    }
    if (pair.later) {
        const auto& sentence = report.later.sentences[*pair.later];
        shown.later = marked(sentence, with_marks ? pair.later_changed : none);
    }
    return shown;
}

void append_sentences(std::string& out, const ExplainReport& report) {
    SideBySide columns{out};
    columns.row("", "A", "B");
    for (const SentencePair& pair : report.alignment.sentences) {
        const Shown texts = shown(report, pair, true);
        columns.row(name_of(pair.kind), texts.earlier, texts.later);
    }
}

// --- JSON

/// Writes `[…]`, calling `write` for each element.
template <class Elements, class Write>
void append_array(std::string& out, const Elements& elements, Write&& write) {
    out += '[';
    bool first = true;
    for (const auto& element : elements) {
        if (!first) out += ',';
        first = false;
        write(element);
    }
    out += ']';
}

void append_article_json(std::string& out, const ReadArticle& article) {
    const Draft& draft = article.draft();
    const Document& document = draft.document;
    JsonObject object{out};
    object.text("uri", document.item_id);
    object.text_if("version", document.version);
    object.text_if("headline", document.title);
    object.text_if("source", document.source_name);
    if (document.published_at) object.text("time", timestamp_text(*document.published_at));
    object.number("tokens", article.entry().fingerprint.tokens);
    object.text_if("language", draft.facts.language);
    append_json_bytes(object.key("origin"), article.record().origin->name);
    object.number("line", article.record().offset.raw() + 1);
    object.close();
}

void append_verdict_json(std::string& out, const ExplainReport& report) {
    const Verdict& verdict = report.explained.judgement.verdict;
    JsonObject object{out};
    object.text("relation", name_of(verdict.relation));
    object.boolean("isDuplicate", report.enrich.suppresses(verdict));
    object.text_if("originalUri", verdict.original_id);
    object.boolean("isOfEarlier", report.explained.pair.is_partner);
    object.boolean("sameSource", verdict.same_source);
    object.text("groupId", group_id_text(verdict.group));
    object.number("groupSize", verdict.group_size);
    object.text("storyId", story_id_text(verdict.story));
    object.number("storySize", verdict.story_size);
    append_array(object.key("changed"), verdict.changed, [&](const Change& change) {
        out += '[';
        append_json_string(out, change.from);
        out += ',';
        append_json_string(out, change.to);
        out += ']';
    });
    object.close();
}

void append_check_json(std::string& out, const Check& check) {
    JsonObject object{out};
    object.text("score", check.score);
    if (check.kind == Check::Kind::Holds)
        object.boolean("value", check.met);
    else
        object.ratio("value", check.value);
    if (check.kind == Check::Kind::AtLeast) object.ratio("atLeast", check.threshold);
    if (check.kind == Check::Kind::AtMost) object.ratio("atMost", check.threshold);
    if (check.kind != Check::Kind::Measured) {
        object.boolean("met", check.met);
        object.text("rule", check.rule);
    }
    object.close();
}

void append_sentence_json(std::string& out, const ExplainReport& report, const SentencePair& pair) {
    const Shown texts = shown(report, pair, false);
    JsonObject object{out};
    object.text("kind", name_of(pair.kind));
    if (pair.earlier) object.text("a", texts.earlier);
    if (pair.later) object.text("b", texts.later);
    object.close();
}

}  // namespace

std::string report_text(const ExplainReport& report) {
    std::string out;
    append_article(out, "A", report.pair.earlier);
    append_article(out, "B", report.pair.later);
    out += '\n';
    append_verdict(out, report);
    out += '\n';
    append_checks(out, report.explained.pair.checks);
    out += '\n';
    append_steps(out, report.explained.pair.steps);
    out += '\n';
    append_changes(out, report.alignment.changes);
    append_sentences(out, report);
    return out;
}

std::string report_json(const ExplainReport& report) {
    const Explanation& explanation = report.explained.pair;
    std::string out;
    JsonObject object{out};
    append_article_json(object.key("a"), report.pair.earlier);
    append_article_json(object.key("b"), report.pair.later);
    append_verdict_json(object.key("verdict"), report);
    object.boolean("isCandidate", explanation.is_candidate);
    if (explanation.comparison.relation)
        object.text("pairRelation", name_of(*explanation.comparison.relation));
    append_array(object.key("checks"), explanation.checks,
                 [&](const Check& check) { append_check_json(out, check); });
    append_array(object.key("steps"), explanation.steps, [&](const ExplainedStep& step) {
        JsonObject entry{out};
        entry.text("name", step.name);
        entry.text("outcome", step.outcome);
        entry.boolean("decided", step.decided);
        entry.close();
    });
    append_array(object.key("changes"), report.alignment.changes, [&](const TextChange& change) {
        JsonObject entry{out};
        entry.text("kind", name_of(change.fact));
        entry.text("from", change.from);
        entry.text("to", change.to);
        entry.close();
    });
    append_array(object.key("sentences"), report.alignment.sentences,
                 [&](const SentencePair& pair) { append_sentence_json(out, report, pair); });
    object.close();
    out += '\n';
    return out;
}

}  // namespace wirefold
