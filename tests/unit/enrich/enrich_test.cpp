#include "daemon/enrich/enrich.hpp"

#include <doctest/doctest.h>

#include "daemon/enrich/output_record.hpp"
#include "tests/support/raw_records.hpp"

using namespace wirefold;

namespace {

/// A batch of drafts whose pieces are literals.
struct Batch {
    Batch() = default;
    Origin origin = test::origin_named("articles.raw");
    test::RawBatchBuilder raw{origin};
    DraftBatch drafts;

    Batch& add(Draft draft, std::string_view piece = R"(,"bodies":[])") {
        raw.add("payload");
        draft.document.pieces_begin = static_cast<std::uint32_t>(drafts.pieces.size());
        drafts.pieces.push_back(piece);
        draft.document.pieces_end = static_cast<std::uint32_t>(drafts.pieces.size());
        drafts.drafts.emplace_back(std::move(draft));
        return *this;
    }
    Batch& reject(RejectReason reason) {
        raw.add("broken");
        drafts.drafts.emplace_back(Rejected{.reason = reason});
        return *this;
    }
    [[nodiscard]] OutputBatch enriched(const EnrichOptions& options = {}) {
        drafts.raw = raw.take();
        return enrich(std::move(drafts), options);
    }
};

[[nodiscard]] Draft draft_of(Relation relation, std::string_view id = "urn:a") {
    Draft draft;
    draft.document.item_id = id;
    draft.document.profile = "ninjs1";
    draft.facts.word_count = 498;
    draft.facts.language = "en";
    draft.verdict.relation = relation;
    draft.verdict.group = 0xab;
    return draft;
}

/// The record that goes out.
[[nodiscard]] std::string value_of(const Draft& draft) {
    return std::string{Batch{}.add(draft).enriched().records.at(0).value};
}

}  // namespace

TEST_SUITE("enrich/enrich") {
    TEST_CASE("writes the whole record on one line") {
        Draft draft = draft_of(Relation::Near, "urn:\"a\"");
        draft.document.published_at = Timestamp{std::chrono::milliseconds{1732966800250}};
        draft.document.published_field = "versioncreated";
        draft.verdict.original_id = "urn:b";
        draft.verdict.has_evidence = true;
        draft.verdict.evidence = {.overlap = {.shared_keys = 9, .own_keys = 10, .other_keys = 12},
                                  .kept_own = 95,
                                  .kept_other = 100,
                                  .cosine = 88,
                                  .order = 97,
                                  .numbers = 100,
                                  .names = 93,
                                  .shared_terms = 31,
                                  .shared_quotes = 2,
                                  .numbers_agree = true};
        draft.verdict.novelty = {
            .new_sentences = 0b1001, .sentences = 5, .score = 17, .count_day = 3, .count_week = 4};
        draft.verdict.is_representative = false;
        draft.verdict.group_size = 2;
        draft.verdict.story = 0xcd;
        draft.verdict.story_size = 5;
        draft.highlights = {.keywords = {{"aleppo", 0.316}, {"\"x\"", 0.2}},
                            .names = {"Hayat Tahrir", "Aleppo"},
                            .numbers = {"2016", "7.5"}};
        const OutputBatch output = Batch{}.add(draft, R"(,"x":1)").enriched();
        REQUIRE(output.records.size() == 1);
        CHECK(output.records[0].destination == Destination::Duplicates);
        CHECK(output.records[0].key == "urn:\"a\"");
        CHECK(output.records[0].time == "2024-11-30T11:40:00.250Z");
        CHECK(
            output.records[0].value ==
            R"({"uri":"urn:\"a\"","standard":{"name":"ninjs","version":"3.1"},"x":1,)"
            R"("enrichment":{"language":"en","wordCount":498,"readingTimeSeconds":120,)"
            R"("publishedAt":"2024-11-30T11:40:00.250Z","publishedAtOrigin":"versioncreated",)"
            R"("keywords":[{"term":"aleppo","weight":0.32},{"term":"\"x\"","weight":0.2}],)"
            R"("names":["Hayat Tahrir","Aleppo"],"numbers":["2016","7.5"],)"
            R"("contentHash":"00000000000000000000000000000000"},)"
            R"("dedup":{"relation":"near","isDuplicate":true,"originalUri":"urn:b","groupId":"g-00000000000000ab",)"
            R"("isRepresentative":false,"groupSize":2,"storyId":"s-00000000000000cd","storySize":5,)"
            R"("sameSource":false,"matchRate":90,)"
            R"("evidence":{"jaccard":0.692,"containment":0.75,"containedBy":0.9,"wordsKept":0.95,)"
            R"("wordsKeptOfOriginal":1,"numbersAgree":true,"numbersOverlap":1,"namesOverlap":0.93,"cosine":0.88,)"
            R"("order":0.97,"sharedKeys":9,"sharedTerms":31,"sharedQuotations":2},)"
            R"("novelty":{"score":0.17,"newSentences":[0,3],"count24h":3,"count7d":4},)"
            R"("window":"P30D","algorithm":"1"}})");
    }

    TEST_CASE("a rewrite goes where the operator wants it") {
        const auto destination = [](bool rewrites_are_unique, Relation relation, bool numbers_agree = true) {
            EnrichOptions options;
            options.rewrites_are_unique = rewrites_are_unique;
            Draft draft = draft_of(relation);
            draft.verdict.has_evidence = true;
            draft.verdict.evidence.numbers_agree = numbers_agree;
            const OutputBatch output = Batch{}.add(std::move(draft)).enriched(options);
            const bool is_duplicate =
                output.records.at(0).value.find(R"("isDuplicate":true)") != std::string::npos;
            CHECK(is_duplicate == (output.records.at(0).destination == Destination::Duplicates));
            CHECK(output.records.at(0).story == "s-0000000000000000");
            return output.records.at(0).destination;
        };
        CHECK(destination(false, Relation::Rewrite) == Destination::Duplicates);
        CHECK(destination(true, Relation::Rewrite) == Destination::Unique);
        CHECK(destination(true, Relation::Near) == Destination::Duplicates);
        CHECK(destination(true, Relation::Exact) == Destination::Duplicates);
        CHECK(destination(false, Relation::Story) == Destination::Unique);
        SUBCASE("but not to the duplicates where its numbers contradict its source's") {
            CHECK(destination(false, Relation::Rewrite, false) == Destination::Unique);
            CHECK(destination(false, Relation::Near, false) == Destination::Duplicates);
        }
    }

    TEST_CASE("what was not measured is not said") {
        Draft draft = draft_of(Relation::Story);
        draft.verdict.original_id = "urn:b";
        draft.verdict.has_evidence = true;
        const std::string plain = value_of(draft);
        for (const auto field :
             {"wordsKept", "numbersOverlap", "namesOverlap", "cosine", "order", "sharedQuotations"}) {
            CAPTURE(field);
            CHECK(plain.find(field) == std::string::npos);
        }
        draft.verdict.has_evidence = false;
        CHECK(value_of(draft).find("evidence") == std::string::npos);
        CHECK(value_of(draft).find("newSentences") == std::string::npos);
    }

    TEST_CASE("a correction says what was put for what") {
        Draft draft = draft_of(Relation::Correction);
        CHECK(value_of(draft).find("revision") == std::string::npos);
        draft.verdict.changed = {{"14", "16"}, {"", "7.5"}};
        CHECK(value_of(draft).find(R"("revision":{"changed":[["14","16"],["","7.5"]]},)") !=
              std::string::npos);
        draft.verdict.supersedes = "3";
        CHECK(value_of(draft).find(R"("revision":{"supersedes":"3","changed":[["14","16"],["","7.5"]]},)") !=
              std::string::npos);
        draft.verdict.changed.clear();
        CHECK(value_of(draft).find(R"("revision":{"supersedes":"3"},)") != std::string::npos);
    }

    TEST_CASE("a partial copy names its sources") {
        Draft draft = draft_of(Relation::Partial);
        CHECK(value_of(draft).find("copiedFrom") == std::string::npos);
        draft.verdict.copied_from = {{"urn:\"a\"", 40}, {"urn:b", 7}};
        CHECK(value_of(draft).find(
                  R"("copiedFrom":[{"uri":"urn:\"a\"","matchRate":40},{"uri":"urn:b","matchRate":7}],)") !=
              std::string::npos);
    }

    TEST_CASE("what is taken back says what else is affected") {
        Draft draft = draft_of(Relation::Withhold);
        CHECK(value_of(draft).find(R"("affected":[],)") != std::string::npos);
        draft.verdict.affected.items = {"urn:\"b\"", "urn:c"};
        CHECK(value_of(draft).find(R"("affected":["urn:\"b\"","urn:c"],"novelty")") != std::string::npos);
        draft.verdict.affected.is_truncated = true;
        CHECK(value_of(draft).find(R"("urn:c"],"affectedTruncated":true,)") != std::string::npos);
        CHECK(value_of(draft_of(Relation::Revision)).find("affected") == std::string::npos);
    }

    TEST_CASE("a cancellation of nothing known is a dead letter") {
        const OutputBatch output = Batch{}.add(draft_of(Relation::Kill, "urn:a")).enriched();
        REQUIRE(output.records.size() == 1);
        CHECK(output.records[0].destination == Destination::DeadLetters);
        CHECK(output.records[0].rejected.reason == RejectReason::UnknownItem);
        CHECK(output.records[0].rejected.stage == RejectStage::Decide);
        CHECK(output.records[0].rejected.detail == "cancels urn:a, and no article is known that this means");
        CHECK(output.records[0].profile == "ninjs1");
    }

    TEST_CASE("the rate is said once, whatever was measured") {
        for (const Relation relation : kRelations) {
            Draft draft = draft_of(relation);
            draft.verdict.has_evidence = relation != Relation::Exact && relation != Relation::Resend;
            const std::string value = value_of(draft);
            CAPTURE(name_of(relation));
            CHECK(value.find("matchRate") == value.rfind("matchRate"));
        }
        CHECK(value_of(draft_of(Relation::Exact)).find(R"("matchRate":100)") != std::string::npos);
        CHECK(value_of(draft_of(Relation::Original)).find("matchRate") == std::string::npos);
    }

    TEST_CASE("each relation goes where the contract says, and a kill is said twice") {
        Draft kill = draft_of(Relation::Kill);
        kill.verdict.original_id = kill.document.item_id;
        const OutputBatch output = Batch{}
                                       .add(draft_of(Relation::Original))
                                       .add(draft_of(Relation::Exact))
                                       .reject(RejectReason::NotJson)
                                       .add(kill)
                                       .add(draft_of(Relation::Correction))
                                       .enriched();
        std::vector<Destination> destinations;
        for (const OutputRecord& record : output.records) destinations.push_back(record.destination);
        CHECK(destinations == std::vector{Destination::Unique, Destination::Duplicates,
                                          Destination::DeadLetters, Destination::Unique,
                                          Destination::Retractions, Destination::Unique});
        for (const OutputRecord& record : output.records) REQUIRE(record.input != nullptr);
        CHECK(output.records[2].input->payload == "broken");
    }

    TEST_CASE("a record too large for the output becomes a dead letter with its original") {
        EnrichOptions options;
        options.output_bytes_max = 100;
        const OutputBatch output = Batch{}.add(draft_of(Relation::Original)).enriched(options);
        REQUIRE(output.records.size() == 1);
        CHECK(output.records[0].destination == Destination::DeadLetters);
        CHECK(output.records[0].rejected.reason == RejectReason::OutputTooLarge);
        CHECK(output.records[0].input->payload == "payload");
        CHECK(output.records[0].profile == "ninjs1");
    }

    TEST_CASE("payloads are let go when nothing needs them") {
        CHECK(Batch{}.add(draft_of(Relation::Original)).enriched().input.arena.bytes() == 0);
        CHECK(Batch{}.reject(RejectReason::NotJson).enriched().input.arena.bytes() > 0);
    }

    TEST_CASE("an event is named by item, version and content, and by nothing else") {
        const auto id_of = [](const Draft& draft) {
            const OutputBatch output = Batch{}.add(draft).enriched();
            return std::string{output.records[0].id};
        };
        const Draft draft = draft_of(Relation::Original);
        Draft other = draft;
        other.verdict.relation = Relation::Exact;
        other.verdict.group = 1;
        CHECK(id_of(draft) == id_of(other));
        other = draft;
        other.document.version = "2";
        CHECK(id_of(draft) != id_of(other));
        other = draft;
        other.content.low = 1;
        CHECK(id_of(draft) != id_of(other));
    }

    TEST_CASE("an embargo that cannot be read counts as one") {
        Draft draft = draft_of(Relation::Original);
        CHECK_FALSE(Batch{}.add(draft).enriched().records[0].embargoed);
        draft.document.embargo_unreadable = true;
        CHECK(Batch{}.add(draft).enriched().records[0].embargoed);
        draft.document.embargo_unreadable = false;
        draft.document.embargo_until = Timestamp{std::chrono::hours{1}};
        CHECK(Batch{}.add(draft).enriched().records[0].embargoed);
    }

    TEST_CASE("an embargo has ended by the source's time, without it by the article's own") {
        using std::chrono::hours;
        const auto embargoed_until = [](Timestamp until, Timestamp published, Timestamp append_time) {
            Draft draft = draft_of(Relation::Original);
            draft.document.embargo_until = until;
            if (published != Timestamp{}) draft.document.published_at = published;
            Batch batch;
            batch.add(draft);
            batch.drafts.raw = batch.raw.take();
            batch.drafts.raw.records[0].append_time = append_time;
            return enrich(std::move(batch.drafts), {}).records[0].embargoed;
        };
        constexpr Timestamp kUntil{hours{24 * 365 * 50}};
        constexpr Timestamp kBefore = kUntil - hours{1};
        constexpr Timestamp kUnknown{};
        CHECK(embargoed_until(kUntil, kUntil, kBefore));
        CHECK_FALSE(embargoed_until(kUntil, kBefore, kUntil));
        CHECK(embargoed_until(kUntil, kBefore, kUnknown));
        CHECK_FALSE(embargoed_until(kUntil, kUntil, kUnknown));
        CHECK(embargoed_until(kUntil, kUnknown, kUnknown));
    }

    TEST_CASE("times come out as RFC 3339, before 1970 too") {
        CHECK(timestamp_text(Timestamp{}) == "1970-01-01T00:00:00Z");
        CHECK(timestamp_text(Timestamp{std::chrono::milliseconds{-1}}) == "1969-12-31T23:59:59.999Z");
        CHECK(timestamp_text(Timestamp{std::chrono::seconds{-62135596800}}) == "0001-01-01T00:00:00Z");
    }
}
