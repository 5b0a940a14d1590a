#include "daemon/index/kept_text.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

constexpr TextContext kContext{.content_low = 11, .source_hash = 12, .tokens = 300};

[[nodiscard]] KeptText founder() {
    KeptText text;
    text.item_id = "urn:a";
    text.version = "2";
    text.group = group_founded_by("urn:a", kContext.content_low, kContext.source_hash);
    text.story = story_founded_by(text.group);
    text.representative_tokens = kContext.tokens;
    return text;
}

void check_comes_back(const KeptText& text) {
    std::string piece;
    append_kept_text(piece, text, kContext);
    CHECK(read_item_id(piece) == text.item_id);
    piece += "verdict";
    const KeptText read = read_kept_text(piece, kContext);
    CHECK(read.item_id == text.item_id);
    CHECK(read.version == text.version);
    CHECK(read.group == text.group);
    CHECK(read.story == text.story);
    CHECK(read.group_size == text.group_size);
    CHECK(read.story_size == text.story_size);
    CHECK(read.group_previous == text.group_previous);
    CHECK(read.representative_tokens == text.representative_tokens);
    CHECK(read.public_from == text.public_from);
    CHECK(read.verdict == "verdict");
}

}  // namespace

TEST_SUITE("index/kept_text") {
    TEST_CASE("an article like no other costs its ids and three bytes") {
        std::string piece;
        append_kept_text(piece, founder(), kContext);
        CHECK(piece.size() == founder().item_id.size() + founder().version.size() + 3);
        check_comes_back(founder());
    }

    TEST_CASE("each part comes back, alone and with the others") {
        for (unsigned parts = 0; parts < 64; ++parts) {
            CAPTURE(parts);
            KeptText text = founder();
            if ((parts & 1U) != 0) text.group = 77;
            if ((parts & 2U) != 0) text.story = 78;
            if ((parts & 4U) != 0) text.group_size = 1'000'000;
            if ((parts & 4U) != 0) text.story_size = 3;
            if ((parts & 8U) != 0) text.group_previous = 123'456'789;
            if ((parts & 16U) != 0) text.representative_tokens = 70'000;
            if ((parts & 32U) != 0) text.public_from = LogEntry::kNeverPublic;
            check_comes_back(text);
        }
    }

    TEST_CASE("ids may be long, and empty") {
        KeptText text = founder();
        const std::string id(3000, 'x');
        text.item_id = id;
        text.version = "";
        check_comes_back(text);
        text.item_id = "";
        check_comes_back(text);
    }
}
