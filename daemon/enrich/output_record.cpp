#include "daemon/enrich/output_record.hpp"

#include <cmath>

#include "daemon/core/hash.hpp"
#include "daemon/core/json_text.hpp"

namespace wirefold {

namespace {

constexpr std::uint32_t kWordsPerMinute = 250;
constexpr std::string_view kAlgorithm = "1";  // rises when equal input may get another verdict

void append_two_digits(std::string& out, unsigned value) {
    out += static_cast<char>('0' + value / 10 % 10);
    out += static_cast<char>('0' + value % 10);
}

void append_keywords(JsonObject& object, const std::vector<Keyword>& keywords) {
    if (keywords.empty()) return;
    std::string& out = object.key("keywords");
    out += '[';
    for (std::size_t i = 0; i < keywords.size(); ++i) {
        if (i > 0) out += ',';
        JsonObject keyword{out};
        keyword.text("term", keywords[i].term);
        append_json_ratio(keyword.key("weight"), keywords[i].weight, 2);
        keyword.close();
    }
    out += ']';
}

template <class Text>
void append_texts(std::string& out, const std::vector<Text>& texts) {
    out += '[';
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0) out += ',';
        append_json_string(out, texts[i]);
    }
    out += ']';
}

void append_enrichment(std::string& out, const Draft& draft) {
    const Document& document = draft.document;
    const TextFacts& facts = draft.facts;
    out += R"(,"enrichment":)";
    JsonObject object{out};
    object.text_if("language", facts.language);
    if (facts.language_confidence > 0)
        object.ratio("languageConfidence", static_cast<double>(facts.language_confidence));
    object.number("wordCount", facts.word_count);
    object.number("readingTimeSeconds",
                  (std::int64_t{facts.word_count} * 60 + kWordsPerMinute / 2) / kWordsPerMinute);
    object.text_if("canonicalUrl", facts.canonical_url);
    object.text_if("urlKey", facts.url_key);
    if (document.published_at) {
        object.text("publishedAt", timestamp_text(*document.published_at));
        object.text("publishedAtOrigin", document.published_field);
    }
    append_keywords(object, draft.highlights.keywords);
    if (!draft.highlights.names.empty()) append_texts(object.key("names"), draft.highlights.names);
    if (!draft.highlights.numbers.empty()) append_texts(object.key("numbers"), draft.highlights.numbers);
    object.text("contentHash", to_hex(draft.content));
    object.close();
}

void append_percent(JsonObject& object, std::string_view name, std::uint8_t percent) {
    if (percent != Evidence::kUnmeasured) object.ratio(name, percent / 100.0);
}

void append_evidence(std::string& out, const Evidence& evidence) {
    const Overlap& overlap = evidence.overlap;
    JsonObject object{out};
    object.ratio("jaccard", overlap.jaccard());
    object.ratio("containment", overlap.containment());
    object.ratio("containedBy", overlap.contained_by());
    append_percent(object, "wordsKept", evidence.kept_own);
    append_percent(object, "wordsKeptOfOriginal", evidence.kept_other);
    object.boolean("numbersAgree", evidence.numbers_agree);
    append_percent(object, "numbersOverlap", evidence.numbers);
    append_percent(object, "namesOverlap", evidence.names);
    append_percent(object, "cosine", evidence.cosine);
    append_percent(object, "order", evidence.order);
    object.number("sharedKeys", overlap.shared_keys);
    object.number("sharedTerms", evidence.shared_terms);
    if (evidence.shared_quotes > 0) object.number("sharedQuotations", evidence.shared_quotes);
    object.close();
}

void append_changes(std::string& out, const std::vector<Change>& changes) {
    out += '[';
    for (std::size_t i = 0; i < changes.size(); ++i) {
        out += i == 0 ? "[" : ",[";
        append_json_string(out, changes[i].from);
        out += ',';
        append_json_string(out, changes[i].to);
        out += ']';
    }
    out += ']';
}

void append_revision(JsonObject& dedup, const Verdict& verdict) {
    if (verdict.supersedes.empty() && verdict.changed.empty()) return;
    JsonObject revision{dedup.key("revision")};
    revision.text_if("supersedes", verdict.supersedes);
    if (!verdict.changed.empty()) {
        std::string changes;
        append_changes(changes, verdict.changed);
        revision.key("changed") += changes;
    }
    revision.close();
}

void append_sources(JsonObject& dedup, const std::vector<CopySource>& sources) {
    if (sources.empty()) return;
    std::string& out = dedup.key("copiedFrom");
    out += '[';
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (i > 0) out += ',';
        JsonObject source{out};
        source.text("uri", sources[i].item_id);
        source.number("matchRate", sources[i].match_rate);
        source.close();
    }
    out += ']';
}

void append_affected(JsonObject& dedup, const Verdict& verdict) {
    if (!takes_back(verdict.relation)) return;
    append_texts(dedup.key("affected"), verdict.affected.items);
    if (verdict.affected.is_truncated) dedup.boolean("affectedTruncated", true);
}

void append_novelty(JsonObject& dedup, const Novelty& novelty) {
    std::string& out = dedup.key("novelty");
    JsonObject object{out};
    object.ratio("score", novelty.score / 100.0);
    if (novelty.sentences > 0) {
        std::string& list = object.key("newSentences");
        list += '[';
        bool first = true;
        for (unsigned i = 0; i < novelty.sentences; ++i) {
            if ((novelty.new_sentences >> i & 1U) == 0) continue;
            if (!first) list += ',';
            first = false;
            append_json_number(list, i);
        }
        list += ']';
    }
    object.number("count24h", novelty.count_day);
    object.number("count7d", novelty.count_week);
    object.close();
}

[[nodiscard]] bool is_verbatim(Relation relation) {
    return relation == Relation::Exact || relation == Relation::Resend;
}

void append_dedup(std::string& out, const Verdict& verdict, const EnrichOptions& options) {
    out += R"(,"dedup":)";
    JsonObject object{out};
    object.text("relation", name_of(verdict.relation));
    object.boolean("isDuplicate", options.suppresses(verdict));
    object.text_if("originalUri", verdict.original_id);
    object.text("groupId", group_id_text(verdict.group));
    object.boolean("isRepresentative", verdict.is_representative);
    object.number("groupSize", verdict.group_size);
    object.text("storyId", story_id_text(verdict.story));
    object.number("storySize", verdict.story_size);
    if (!verdict.original_id.empty()) object.boolean("sameSource", verdict.same_source);
    if (verdict.late) object.boolean("late", true);
    if (is_verbatim(verdict.relation)) object.number("matchRate", 100);
    if (verdict.has_evidence) {
        object.number("matchRate", std::lround(100 * verdict.evidence.overlap.contained_by()));
        append_evidence(object.key("evidence"), verdict.evidence);
    }
    append_sources(object, verdict.copied_from);
    append_affected(object, verdict);
    append_novelty(object, verdict.novelty);
    append_revision(object, verdict);
    object.text("window", options.window);
    object.text_if("parameters", options.parameters);
    object.text("algorithm", kAlgorithm);
    object.close();
}

}  // namespace

std::string timestamp_text(Timestamp time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
    std::string out;
    append_two_digits(out, year / 100);
    append_two_digits(out, year % 100);
    out += '-';
    append_two_digits(out, static_cast<unsigned>(date.month()));
    out += '-';
    append_two_digits(out, static_cast<unsigned>(date.day()));
    out += 'T';
    append_two_digits(out, static_cast<unsigned>(clock.hours().count()));
    out += ':';
    append_two_digits(out, static_cast<unsigned>(clock.minutes().count()));
    out += ':';
    append_two_digits(out, static_cast<unsigned>(clock.seconds().count()));
    if (const auto milliseconds = static_cast<unsigned>(clock.subseconds().count()); milliseconds != 0) {
        out += '.';
        out += static_cast<char>('0' + milliseconds / 100);
        append_two_digits(out, milliseconds % 100);
    }
    out += 'Z';
    return out;
}

std::string group_id_text(std::uint64_t group) {
    return "g-" + to_hex(group);
}

std::string story_id_text(std::uint64_t story) {
    return "s-" + to_hex(story);
}

void append_output_record(std::string& out, const Draft& draft, const std::vector<std::string_view>& pieces,
                          const EnrichOptions& options) {
    const Document& document = draft.document;
    out += R"({"uri":)";
    append_json_string(out, document.item_id);
    out += R"(,"standard":{"name":"ninjs","version":"3.1"})";
    for (std::uint32_t i = document.pieces_begin; i < document.pieces_end; ++i) out += pieces[i];
    append_enrichment(out, draft);
    append_dedup(out, draft.verdict, options);
    out += '}';
}

}  // namespace wirefold
