#include "daemon/app/explain_text.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/pipeline/article_stages.hpp"

using namespace wirefold;

namespace {

using Kind = SentencePair::Kind;
using Fact = ArticleText::Fact;

/// The text of an article, as the stages read it.
class Reader {
public:
    ArticleText read(const std::string& body) {
        const Origin origin{.name = "test", .hash = 1};
        const std::string json = R"({"uri":"urn:a","headline":"h","body_text":")" + body + R"("})";
        RawBatch raw;
        RawRecord record;
        record.origin = &origin;
        record.payload = raw.arena.copy(json);
        record.payload_bytes = json.size();
        raw.add(record, 0);
        StageSeconds seconds{};
        const DraftBatch batch = stages_.parse(std::move(raw), seconds);
        REQUIRE(batch.entries.size() == 1);
        return stages_.read_text(batch.raw.records.front(), batch.entries.front().fingerprint.wording);
    }

private:
    ArticleStages stages_{{}};
};

[[nodiscard]] std::vector<Kind> kinds(const TextAlignment& alignment) {
    std::vector<Kind> kinds;
    for (const SentencePair& pair : alignment.sentences) kinds.push_back(pair.kind);
    return kinds;
}

const std::string kFirst = "The council of Tarnwick closes the Old Ferry Bridge for 14 weeks.";
const std::string kSecond = "Engineers found cracks in 23 of its steel hangers.";
const std::string kThird = "Nobody wants to stand there when a storm comes down the estuary.";

}  // namespace

TEST_SUITE("app/explain_text") {
    TEST_CASE("sentences are told with their words, and what stands around them") {
        const ArticleText text = Reader{}.read("“Yes,” he said at 7.5 percent.\\n\\n(It was   late.) No");
        REQUIRE(text.sentences.size() == 3);
        CHECK(text.sentences[0].text == "“Yes,” he said at 7.5 percent.");
        CHECK(text.sentences[0].after == ".");
        CHECK(text.sentences[1].text == "(It was late.)");
        CHECK(text.sentences[2].text == "No");
        for (const ArticleText::Sentence& sentence : text.sentences) {
            std::string written;
            for (const ArticleText::Word& word : sentence.words) written += word.before + word.written;
            CHECK(written + sentence.after == sentence.text);
        }
    }

    TEST_CASE("facts are what the engine holds for facts") {
        const ArticleText text = Reader{}.read("The two barrels did not reach Greyhaven.");
        const std::vector<ArticleText::Word>& words = text.sentences.at(0).words;
        REQUIRE(words.size() == 7);
        CHECK(words[1].fact == Fact::Number);
        CHECK(words[2].fact == Fact::Unit);
        CHECK(words[4].fact == Fact::Polarity);
        CHECK(words[6].fact == Fact::Name);
        CHECK(words[5].fact == Fact::None);
    }

    TEST_CASE("a text of a script without spaces has its full stops where they belong") {
        const ArticleText text = Reader{}.read("灯台が再点灯した。市長は喜んだ。");
        REQUIRE(text.sentences.size() == 2);
        CHECK(text.sentences[0].text == "灯台が再点灯した。");
        CHECK(text.sentences[1].text == "市長は喜んだ。");
    }

    TEST_CASE("equal, edited, left out and added sentences stand in order") {
        Reader reader;
        const ArticleText earlier = reader.read(kFirst + ' ' + kSecond + ' ' + kThird);
        const ArticleText later =
            reader.read("The council of Tarnwick closes the Old Ferry Bridge for 16 weeks. " + kThird +
                        " Boats will sail between both landing stages.");
        const TextAlignment alignment = align_texts(earlier, later);
        CHECK(kinds(alignment) == std::vector{Kind::Edited, Kind::OnlyEarlier, Kind::Equal, Kind::OnlyLater});
        CHECK(alignment.sentences[0].earlier == 0);
        CHECK(alignment.sentences[0].later == 0);
        CHECK(alignment.sentences[1].earlier == 1);
        CHECK(alignment.sentences[3].later == 2);
        REQUIRE(alignment.changes.size() == 1);
        CHECK(alignment.changes[0].fact == Fact::Number);
        CHECK(alignment.changes[0].from == "14");
        CHECK(alignment.changes[0].to == "16");
    }

    TEST_CASE("numbers come first, then names, then words") {
        Reader reader;
        const ArticleText earlier =
            reader.read("The glad council of Tarnwick met its partner and paid 7.5 million.");
        const ArticleText later =
            reader.read("The sad council of Marbeck met its partner and paid 8.5 million.");
        const TextAlignment alignment = align_texts(earlier, later);
        REQUIRE(alignment.changes.size() == 3);
        CHECK(alignment.changes[0].fact == Fact::Number);
        CHECK(alignment.changes[1].from == "Tarnwick");
        CHECK(alignment.changes[1].to == "Marbeck");
        CHECK(alignment.changes[2].from == "glad");
        CHECK(name_of(alignment.changes[2].fact) == "words");
    }

    TEST_CASE("a sentence in other words is paired by the stems it shares") {
        Reader reader;
        const ArticleText earlier = reader.read(kFirst + ' ' + kSecond);
        const ArticleText later =
            reader.read("Cracks, according to engineers, run through 23 steel hangers.");
        const TextAlignment alignment = align_texts(earlier, later);
        CHECK(kinds(alignment) == std::vector{Kind::OnlyEarlier, Kind::Reworded});
        CHECK(alignment.changes.empty());
    }

    TEST_CASE("nothing is paired with nothing") {
        CHECK(align_texts({}, {}).sentences.empty());
        CHECK(kinds(align_texts({}, Reader{}.read(kFirst))) == std::vector{Kind::OnlyLater});
    }
}
