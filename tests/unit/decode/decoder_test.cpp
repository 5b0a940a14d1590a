#include <doctest/doctest.h>

#include "tests/unit/decode/decoding.hpp"

using namespace wirefold;
using wirefold::test::Decoding;

namespace {

[[nodiscard]] RejectReason reason_of(std::string_view payload) {
    const Decoding decoding{payload};
    REQUIRE_MESSAGE(decoding.is_rejected(), payload);
    CHECK_FALSE(decoding.rejected().detail.empty());
    return decoding.rejected().reason;
}

}  // namespace

TEST_SUITE("decode/decoder") {
    TEST_CASE("reads a ninjs 1.x article") {
        const Decoding decoding{
            R"({"uri":"urn:a:1","version":"2","versioncreated":"2026-01-02T03:04:05Z","headline":"A \"quoted\" headline",)"
            R"("body_text":"One two\nthree.","language":"en-GB","pubstatus":"usable","infosource":[{"name":"Delta Wire"}],)"
            R"("url":"https://delta.example/a"})"};
        const Document& document = decoding.document();
        CHECK(document.profile == "ninjs1");
        CHECK(document.item_id == "urn:a:1");
        CHECK(document.version == "2");
        CHECK(document.title == "A \"quoted\" headline");
        CHECK(document.body == "One two\nthree.");
        CHECK(document.body_format == BodyFormat::Text);
        CHECK(document.language == "en-GB");
        CHECK(document.source_name == "Delta Wire");
        CHECK(document.url == "https://delta.example/a");
        CHECK(document.published_field == "versioncreated");
        CHECK(document.published_at == Timestamp{std::chrono::milliseconds{1767323045000}});
        CHECK(document.status == ItemStatus::Usable);
    }

    TEST_CASE("takes the plain text where a ninjs 2.x or 3.x story comes as text and as markup") {
        const Decoding two{
            R"({"uri":"u","versioncreated":"2026-01-02","headlines":[{"role":"main","value":"H"}],"bodies":[)"
            R"({"role":"main","contenttype":"text/html","value":"<p>Marked up</p>"},)"
            R"({"role":"main","contenttype":"text/plain","value":"Plain"}]})"};
        CHECK(two.document().profile == "ninjs2");
        CHECK(two.document().body == "Plain");
        CHECK(two.document().title == "H");
        const Decoding three{
            R"({"uri":"u","versionCreated":"2026-01-02","bodies":[{"contentType":"text/html","value":"<p>M</p>"}]})"};
        CHECK(three.document().profile == "ninjs3");
        CHECK(three.document().body == "<p>M</p>");
        CHECK(three.document().body_format == BodyFormat::Html);
    }

    TEST_CASE("reads plain JSON by its candidates in order and falls back to the address as id") {
        const Decoding decoding{
            R"({"url":"https://a.example/x","title":"T","content":"<p>Text</p>","text":"Text","source":{"name":"A"},)"
            R"("published":"2026-03-04 05:06:07"})"};
        const Document& document = decoding.document();
        CHECK(document.profile == "generic");
        CHECK(document.item_id == "https://a.example/x");
        CHECK(document.body == "Text");
        CHECK(document.source_name == "A");
        CHECK(document.published_at.has_value());
    }

    TEST_CASE("a note to editors is read, its beginning, in each ninjs") {
        const Decoding one{
            R"({"uri":"u","versioncreated":"2026-01-02","body_text":"B","ednote":"Corrects date"})"};
        CHECK(one.document().profile == "ninjs1");
        CHECK(one.document().editorial_note == "Corrects date");
        CHECK(one.output().find(R"("edNote":"Corrects date")") != std::string::npos);
        const Decoding two{
            R"({"uri":"u","versioncreated":"2026-01-02","bodies":[{"value":"B"}],"ednote":"Updates"})"};
        CHECK(two.document().profile == "ninjs2");
        CHECK(two.document().editorial_note == "Updates");
        const Decoding three{
            R"({"uri":"u","versionCreated":"2026-01-02","bodies":[{"value":"B"}],"edNote":")" +
            std::string(1000, 'x') + R"("})"};
        CHECK(three.document().profile == "ninjs3");
        CHECK(three.document().editorial_note == std::string(256, 'x'));
        const Decoding none{
            R"({"uri":"u","versionCreated":"2026-01-02","bodies":[{"value":"B"}],"edNote":null})"};
        CHECK(none.document().editorial_note.empty());
    }

    TEST_CASE("what an article evolved from and signals are read, in each ninjs") {
        const auto read = [](const std::string& fields) {
            return Decoding{R"({"uri":"u","versioncreated":"2026-01-02","body_text":"B",)" + fields + '}'};
        };
        const Decoding plain = read(R"("evolvedfrom":"t","signal":"sig:correction")");
        CHECK(plain.document().evolved_from == "t");
        CHECK(plain.document().says_it_corrects);
        CHECK_FALSE(plain.document().says_it_updates);
        const Decoding listed = read(R"("signal":["sig:cropped",{"qcode":"sig:update"},{"name":"x"}])");
        CHECK(listed.document().evolved_from.empty());
        CHECK(listed.document().says_it_updates);
        CHECK_FALSE(listed.document().says_it_corrects);
        CHECK(read(R"("evolvedfrom":"u")").document().evolved_from.empty());
        const Decoding three{
            R"({"uri":"u","versionCreated":"2026-01-02","bodies":[{"value":"B"}],"evolvedFrom":"t"})"};
        CHECK(three.document().evolved_from == "t");
        const Decoding generic{R"({"id":"u","title":"T","text":"B","evolved_from":"t"})"};
        CHECK(generic.document().evolved_from == "t");
        CHECK(read(R"("signal":{"qcode":"sig:correction"})").document().says_it_corrects);
        for (const std::string& odd :
             {std::string{R"(["t"])"}, std::string{R"({"uri":"t"})"}, std::string{"true"},
              std::string{"null"}, '"' + std::string(Document::kItemIdBytesMax + 1, 't') + '"'}) {
            CAPTURE(odd);
            CHECK(read(R"("evolvedfrom":)" + odd).document().evolved_from.empty());
        }
    }

    TEST_CASE("numbers serve as ids and versions, null as absent") {
        const Decoding decoding{R"({"id":17,"version":3,"title":null,"text":"words"})"};
        CHECK(decoding.document().item_id == "17");
        CHECK(decoding.document().version == "3");
        CHECK(decoding.document().title.empty());
    }

    TEST_CASE("each fault has a reason of its own") {
        CHECK(reason_of("") == RejectReason::EmptyValue);
        CHECK(reason_of(" \n\t ") == RejectReason::EmptyValue);
        CHECK(reason_of("2026-01-01 12:00 server started") == RejectReason::NotJson);
        CHECK(reason_of("[1,2,3]") == RejectReason::NotJson);
        CHECK(reason_of(R"("text")") == RejectReason::NotJson);
        CHECK(reason_of(R"({"uri":"a","body_text":"never clos)") == RejectReason::TruncatedJson);
        CHECK(reason_of(R"({"uri":"a","infosource":[{"name":"x"})") == RejectReason::TruncatedJson);
        CHECK(reason_of("{\"uri\":\"a\",\"body_text\":\"caf\xe9\"}") == RejectReason::WrongEncoding);
        CHECK(reason_of(R"({"uri":"a","headline":"no body"})") == RejectReason::MissingBody);
        CHECK(reason_of(R"({"uri":"a","headline":"blank","body_text":"  \n "})") ==
              RejectReason::MissingBody);
        CHECK(reason_of("{}") == RejectReason::UnknownShape);
        CHECK(reason_of(R"({"level":"info","msg":"started"})") == RejectReason::UnknownShape);
        CHECK(reason_of(R"({"uri":["a"],"body_text":"text"})") == RejectReason::InvalidField);
        CHECK(reason_of(R"({"uri":"a","version":{"n":1},"body_text":"text"})") == RejectReason::InvalidField);
    }

    TEST_CASE("a broken value is found wherever it stands, mapped or not") {
        CHECK(reason_of(R"({"uri":"a","body_text":"text","x":[1,,2]})") == RejectReason::NotJson);
        CHECK(reason_of(R"({"uri":"a","body_text":"text","x":tru})") == RejectReason::NotJson);
        CHECK(reason_of(R"({"uri":"a","body_text":"text","x":{"y":01}})") == RejectReason::NotJson);
        CHECK(reason_of(R"({"uri":"a","body_text":"text","x":"\q"})") == RejectReason::NotJson);
        CHECK(reason_of(R"({"uri":"a","body_text":"text"} {"uri":"b"})") == RejectReason::NotJson);
        CHECK(reason_of(R"({"uri":"a" "body_text":"text"})") == RejectReason::NotJson);
    }

    TEST_CASE("nesting without end is refused, not followed") {
        std::string payload = R"({"uri":"a","body_text":"text","x":)";
        payload.append(100'000, '[').append(100'000, ']').append("}");
        CHECK(reason_of(payload) == RejectReason::NotJson);
    }

    TEST_CASE("a record over the limit is refused by its true size") {
        DecodeOptions options;
        options.record_bytes_max = 64;
        const Decoding decoding{R"({"uri":"a","body_text":")" + std::string(100, 'x') + "\"}", options};
        REQUIRE(decoding.is_rejected());
        CHECK(decoding.rejected().reason == RejectReason::RecordTooLarge);
    }

    TEST_CASE("a rejection names the profile that was recognized") {
        const Decoding decoding{R"({"uri":"a","headline":"no body"})"};
        CHECK(decoding.rejected().profile == "ninjs1");
    }

    TEST_CASE("a cancellation needs no body, in any spelling") {
        for (const char* status :
             {"canceled", "cancelled", "stat:canceled", "Canceled", " CANCELED ", "stat:DELETED", "retracted",
              "http://cv.iptc.org/newscodes/pubstatusg2/canceled"}) {
            const Decoding decoding{R"({"uri":"a","pubstatus":")" + std::string{status} + "\"}"};
            REQUIRE_FALSE(decoding.is_rejected());
            CHECK(decoding.document().status == ItemStatus::Canceled);
        }
    }

    TEST_CASE("an embargo that cannot be read is held, in every spelling") {
        CHECK(Decoding{R"({"uri":"a","body_text":"t","embargoed":"soon"})"}.document().embargo_unreadable);
        CHECK(Decoding{
            R"({"uri":"a","pubStatus":"usable","embargoed":"2030-01-01T00:00:00Z","bodies":[{"value":"t"}]})"}
                  .document()
                  .embargo_until.has_value());
    }

    TEST_CASE("a decoder goes on after any fault") {
        Decoder decoder{DecodeOptions{}};
        const Origin origin = test::origin_named("test");
        Arena arena;
        std::vector<std::string_view> pieces;
        const RawBatch batch = test::RawBatchBuilder{origin}
                                   .add(R"({"uri":"a","bodies":[{"value":)")
                                   .add("\xff\xfe")
                                   .add(R"({"uri":"b","body_text":"good"})")
                                   .take();
        CHECK(std::holds_alternative<Rejected>(decoder.decode(batch.records[0], arena, pieces)));
        CHECK(std::holds_alternative<Rejected>(decoder.decode(batch.records[1], arena, pieces)));
        const auto good = decoder.decode(batch.records[2], arena, pieces);
        REQUIRE(std::holds_alternative<Document>(good));
        CHECK(std::get<Document>(good).body == "good");
    }
}
