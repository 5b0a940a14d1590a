#include "daemon/pipeline/article_stages.hpp"

#include <string>
#include <variant>

#include <doctest/doctest.h>

#include "daemon/log/entry_codec.hpp"
#include "tests/support/raw_records.hpp"

using namespace wirefold;
using wirefold::test::origin_named;
using wirefold::test::RawBatchBuilder;

namespace {

/// What becomes of a record of that text, which has no id.
[[nodiscard]] LogEntry entry_of(std::string_view text, std::string_view origin_name = "events") {
    const Origin origin = origin_named(origin_name);
    ArticleStages stages{StageOptions{}};
    StageSeconds seconds{};
    const std::string payload =
        R"({"type":"text","infosource":[{"name":"a"}],"body_text":")" + std::string{text} + R"("})";
    DraftBatch batch = stages.parse(RawBatchBuilder{origin}.add(payload).take(), seconds);
    REQUIRE(batch.entries.size() == 1);
    CHECK(std::get<Draft>(batch.drafts.at(0)).document.item_id == batch.entries[0].item_id);
    return std::move(batch.entries[0]);
}

[[nodiscard]] std::string made_id(std::string_view origin_name) {
    return entry_of("Some news.", origin_name).item_id;
}

/// What becomes of a record with further fields.
[[nodiscard]] LogEntry entry_with(const std::string& fields) {
    const Origin origin = origin_named("test");
    StageSeconds seconds{};
    const std::string payload =
        R"({"uri":"urn:1","versioncreated":"2026-01-02","headline":"News","body_text":"Some news.")" +
        fields + '}';
    DraftBatch batch = ArticleStages{{}}.parse(RawBatchBuilder{origin}.add(payload).take(), seconds);
    return std::move(batch.entries.at(0));
}

/// One article with a note to editors, through all stages.
struct Parsed {
    explicit Parsed(const std::string& note) : origin(origin_named("test")) {
        const std::string record =
            R"({"uri":"urn:1","versioncreated":"2026-01-02","headline":"Bridge closes",)"
            R"("body_text":"The bridge at Tarnwick is shut.","ednote":")" +
            note + R"("})";
        StageSeconds seconds{};
        batch = ArticleStages{{}}.parse(RawBatchBuilder{origin}.add(record).take(), seconds);
    }
    [[nodiscard]] const Fingerprint& print() const { return batch.entries.at(0).fingerprint; }
    [[nodiscard]] const Draft& draft() const { return std::get<Draft>(batch.drafts.at(0)); }

    Origin origin;
    DraftBatch batch;
};

}  // namespace

TEST_SUITE("pipeline/article_stages") {
    TEST_CASE("a record without an id is named after its place") {
        CHECK(made_id("events") == "urn:wirefold:events:0:0");
    }

    TEST_CASE("an id made from a long path is as long as ids may be, or the path's hash stands for it") {
        const std::string fits(Document::kItemIdBytesMax - made_id("").size(), 'p');
        CHECK(made_id(fits) == "urn:wirefold:" + fits + ":0:0");
        const std::string one = made_id(fits + 'p');
        CHECK(one.size() == made_id("").size() + 32);
        CHECK(one != made_id(fits + 'q'));
    }

    TEST_CASE("of texts of any length and script the log takes back what it was given") {
        for (const std::size_t words : {0U, 1U, 3U, 4U, 5U, 7U, 8U, 9U, 60U, 500U, 9000U}) {
            for (const std::string_view script : {"word ", "\u65b0"}) {
                CAPTURE(words);
                CAPTURE(script);
                std::string text = "!";
                for (std::size_t i = 0; i < words; ++i)
                    text.append(i % 3 == 0 ? std::to_string(i) + ' ' : "").append(script);
                std::string bytes;
                append_entry(bytes, entry_of(text));
                CHECK(decode_entry(bytes).has_value());
            }
        }
    }

    TEST_CASE("a hold and an embargo that cannot be read have no end") {
        const auto public_from = [](const std::string& fields) { return entry_with(fields).public_from; };
        CHECK(public_from("") == Timestamp{});
        CHECK(public_from(R"(,"pubstatus":"canceled")") == LogEntry::kNeverPublic);
        CHECK(public_from(R"(,"pubstatus":"withheld")") == LogEntry::kNeverPublic);
        CHECK(public_from(R"(,"embargoed":"soon")") == LogEntry::kNeverPublic);
        CHECK(public_from(R"(,"embargoed":"2026-01-01T23:00:00Z")") == Timestamp{});
        const Timestamp midnight = std::chrono::sys_days{std::chrono::year{2026} / 1 / 3};
        CHECK(public_from(R"(,"embargoed":"2026-01-03T00:00:00Z")") == midnight);
    }

    TEST_CASE("a signal beside the text says what a tag in the headline says") {
        const auto signals_of = [](const std::string& signal) {
            const LogEntry entry = entry_with(R"(,"evolvedfrom":"urn:0","signal":")" + signal + '"');
            CHECK(entry.evolved_from == "urn:0");
            return entry.fingerprint.signals & (kSignalCorrection | kSignalUpdate);
        };
        CHECK(signals_of("sig:correction") == kSignalCorrection);
        CHECK(signals_of("sig:update") == kSignalUpdate);
        CHECK(signals_of("sig:cropped") == 0);
    }

    TEST_CASE("a publisher is one however it is spelled") {
        const auto source_of = [](const std::string& name) {
            return entry_with(R"(,"infosource":[{"name":")" + name + R"("}])").source_hash;
        };
        for (const char* const spelling : {"ap", "A.P.", " AP "})
            CHECK(source_of(spelling) == source_of("AP"));
        CHECK(source_of("Associated Press") != source_of("AP"));
        CHECK(source_of("***") != source_of("---"));
        CHECK(source_of("") == 0);
    }

    TEST_CASE("a note to editors is heard, and is no part of the article") {
        const Parsed plain{""};
        const Parsed noted{"Corrects charge in first paragraph"};
        CHECK(plain.print().signals == 0);
        CHECK(noted.print().signals == kSignalCorrection);
        CHECK(noted.print().content == plain.print().content);
        CHECK(noted.print().title_hash == plain.print().title_hash);
        CHECK(noted.print().keys == plain.print().keys);
        CHECK(noted.print().number_count == 0);
        CHECK(noted.draft().content == plain.draft().content);
        REQUIRE(noted.draft().highlights.keywords.size() == plain.draft().highlights.keywords.size());
        for (std::size_t i = 0; i < plain.draft().highlights.keywords.size(); ++i)
            CHECK(noted.draft().highlights.keywords[i].term == plain.draft().highlights.keywords[i].term);
    }
}
