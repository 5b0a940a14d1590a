#include "daemon/sink/byte_text.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/core/utf8.hpp"
#include "tests/support/seeds.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | (point >> shift & 0x3FU)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0U | point >> 6U);
        tail(0);
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0U | point >> 12U);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | point >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

[[nodiscard]] std::string base64(std::string_view bytes) {
    std::string out;
    append_base64(out, bytes);
    return out;
}

[[nodiscard]] std::string json(std::string_view bytes) {
    std::string out;
    append_json_bytes(out, bytes);
    return out;
}

}  // namespace

TEST_SUITE("sink/byte_text") {
    TEST_CASE("every character is UTF-8 and no surrogate is") {
        for (std::uint32_t point = 0; point <= 0x110010; ++point) {
            const bool character = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
            std::string text;
            append_utf8(text, point);
            if (is_utf8(text) != character) {
                CAPTURE(point);
                REQUIRE(is_utf8(text) == character);
            }
        }
    }

    TEST_CASE("a character that is cut, or longer than it need be, is none") {
        for (const std::string_view text :
             {"\xC3", "\xE2\x82", "\xF0\x9F\x98", "\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF",
              "\xF0\x8F\xBF\xBF", "\xF5\x80\x80\x80", "\xFF", "\xC3\x28", "\xE2\x28\xA1"}) {
            CAPTURE(text);
            CHECK_FALSE(is_utf8(text));
            for (std::size_t before = 0; before < 20; ++before) {
                const std::string ascii(before, 'a');
                REQUIRE_FALSE(is_utf8(ascii + std::string{text}));
                REQUIRE_FALSE(is_utf8(ascii + std::string{text} + "aaaaaaaaaaaaaaaaaa"));
            }
        }
    }

    TEST_CASE("mixed text is UTF-8 until one byte of it is changed to 0xFF") {
        for (const std::uint64_t seed : test_seeds(50)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            std::string text;
            while (text.size() < 60) {
                append_utf8(text, static_cast<std::uint32_t>(random.up_to(random.one_in(2) ? 0x7F : 0xD7FF)));
            }
            REQUIRE(is_utf8(text));
            text[random.up_to(text.size() - 1)] = '\xFF';
            REQUIRE_FALSE(is_utf8(text));
        }
    }

    TEST_CASE("base64 is as the RFC's examples have it") {
        CHECK(base64("") == "");
        CHECK(base64("f") == "Zg==");
        CHECK(base64("fo") == "Zm8=");
        CHECK(base64("foo") == "Zm9v");
        CHECK(base64("foob") == "Zm9vYg==");
        CHECK(base64("fooba") == "Zm9vYmE=");
        CHECK(base64("foobar") == "Zm9vYmFy");
        CHECK(base64("\xFF\xFE\xFD\xFB") == "//79+w==");
    }

    TEST_CASE("bytes of no character become U+FFFD in JSON, the text around them stays") {
        CHECK(json("plain \"x\"") == "\"plain \\\"x\\\"\"");
        CHECK(json("caf\xC3\xA9") == "\"caf\xC3\xA9\"");
        CHECK(json("a\xFF"
                   "b\xC3") ==
              "\"a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD\"");
        CHECK(json("\xE2\x82") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    }
}
