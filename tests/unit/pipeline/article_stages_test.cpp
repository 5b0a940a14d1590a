#include "daemon/pipeline/article_stages.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/raw_records.hpp"

using namespace wirefold;

namespace {

/// One article with a note to editors, through all stages.
struct Parsed {
    explicit Parsed(const std::string& note) : origin(test::origin_named("test")) {
        const std::string record =
            R"({"uri":"urn:1","versioncreated":"2026-01-02","headline":"Bridge closes",)"
            R"("body_text":"The bridge at Tarnwick is shut.","ednote":")" +
            note + R"("})";
        StageSeconds seconds{};
        batch = ArticleStages{{}}.parse(test::RawBatchBuilder{origin}.add(record).take(), seconds);
    }
    [[nodiscard]] const Fingerprint& print() const { return batch.entries.at(0).fingerprint; }
    [[nodiscard]] const Draft& draft() const { return std::get<Draft>(batch.drafts.at(0)); }

    Origin origin;
    DraftBatch batch;
};

}  // namespace

TEST_SUITE("pipeline/article_stages") {
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
