#include "daemon/core/json_text.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("core/json_text") {
    TEST_CASE("escapes what JSON forbids and nothing else") {
        std::string out;
        append_json_string(out, "a\"b\\c\n\t\x01\x7f é");
        CHECK(out == "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f é\"");
    }

    TEST_CASE("every byte is escaped or left wherever it stands") {
        for (unsigned byte = 0; byte < 256; ++byte) {
            CAPTURE(byte);
            std::string alone;
            append_json_string(alone, std::string(1, static_cast<char>(byte)));
            const std::string escaped = alone.substr(1, alone.size() - 2);
            const bool is_plain = byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f;
            CHECK((escaped == std::string(1, static_cast<char>(byte))) == is_plain);
            for (std::size_t before = 0; before < 24; ++before) {
                const std::string head(before, '!');
                const std::string tail(24 - before, '~');
                std::string out;
                append_json_string(out, head + static_cast<char>(byte) + tail);
                CHECK(out == '"' + head + escaped + tail + '"');
            }
        }
    }

    TEST_CASE("ratios carry no exponent, no trailing zeros and no nonsense") {
        std::string out;
        append_json_ratio(out, 0.5);
        out += ' ';
        append_json_ratio(out, 1.0);
        out += ' ';
        append_json_ratio(out, 1e-9);
        out += ' ';
        append_json_ratio(out, 0.0 / 0.0);
        CHECK(out == "0.5 1 0 0");
    }

    TEST_CASE("ratios are rounded to the decimals asked for, halves away from zero") {
        const auto written = [](double value, int decimals) {
            std::string out;
            append_json_ratio(out, value, decimals);
            return out;
        };
        CHECK(written(0.0625, 3) == "0.063");
        CHECK(written(-0.0625, 3) == "-0.063");
        CHECK(written(0.9996, 3) == "1");
        CHECK(written(12.034, 2) == "12.03");
        CHECK(written(100.007, 3) == "100.007");
        CHECK(written(2.5, 0) == "3");
        CHECK(written(1e300, 2) == "1000000000000");
    }

    TEST_CASE("an object places its commas and leaves absent values out") {
        std::string out;
        JsonObject object{out};
        object.text_if("absent", "");
        object.number("n", -3);
        object.boolean("b", true);
        object.close();
        CHECK(out == R"({"n":-3,"b":true})");
    }
}
