#include "daemon/config/toml_guard.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/unit/config/config_text.hpp"

using namespace wirefold;

TEST_SUITE("config/toml_guard") {
    TEST_CASE("strings and comments may hold any character") {
        for (const auto* text :
             {"", "a = \"é\"", "a = 'é'", "# é\na = 1 # é", "a = \"\"\"é\"\"\"", "a = '''é'''", "\"é\" = 1",
              "a = \"\\\"é\"", "a = \"\"\"\"é\"\"\"\"\"", "a = '''''é'''''", "a = \"\"\"x\\\n  y é\"\"\"",
              "a = \"'é\"", "a = '\"é'", "a = '\\'\nb = 'é'", "a = ['é', \"é\"]",
              "\xef\xbb\xbf"
              "a = 1",
              "a = \"\"\"\n# é \" é '' é\n\"\"\""}) {
            CAPTURE(text);
            CHECK_FALSE(find_stray_character(text).has_value());
        }
    }

    TEST_CASE("everything else may not") {
        CHECK(find_stray_character("é = 1") == 0);
        CHECK(find_stray_character("a = é") == 4);
        CHECK(find_stray_character("a = \"\"é") == 6);
        CHECK(find_stray_character("a = ''é") == 6);
        CHECK(find_stray_character("a = \"x\"é") == 7);
        CHECK(find_stray_character("# é\né = 1") == 5);
        CHECK(find_stray_character("a = \"open\né = 1") == 10);
        CHECK(find_stray_character("a = '''x'''é") == 11);
        CHECK(find_stray_character("a = \"\"\"\"\"\"é") == 10);
        CHECK(find_stray_character("a = \"\"\"x\"\"\"\"\"é") == 13);
        CHECK(find_stray_character("a = \"\"\"x\\\n  é\"\"\"") == 12);
        CHECK(find_stray_character("a = 1\xa0") == 5);
    }

    TEST_CASE("a broken end is walked without going beyond it") {
        for (const auto* text : {"\"", "'", "\"\\", "\"\"\"", "\"\"\"\\", "\"\"\"\\\n", "\"\"\"\"", "'''",
                                 "''''", "#", "\"\"\"\\ "}) {
            CAPTURE(text);
            CHECK_FALSE(find_stray_character(text).has_value());
        }
    }

    TEST_CASE("in ASCII a text has the same structure") {
        CHECK(in_ascii("a = \"x\" # y").compare("a = \"x\" # y") == 0);
        CHECK(in_ascii("\xef\xbb\xbf"
                       "é = 'ö'\n")
                  .size() == 8);
        CHECK(in_ascii("é") != in_ascii("ö"));
        CHECK(in_ascii("=\xa9\xff").size() == 3);
        CHECK(in_ascii("=\xa9\xff").front() == '=');
    }

    TEST_CASE("a quotation mark inside a value opens no string") {
        for (const std::string line :
             {"a = 1\"é\"", "a = 1\x01 'é'", "a = \"x\" \"é\"", "1=2='‘'", "1=2='…"}) {
            CAPTURE(line);
            CHECK(problem_of(line + "\n").starts_with("t.toml:1:"));
        }
    }

    TEST_CASE("such a character is a problem of its line, and the rest is read") {
        const auto problems = problems_of("[http]\nport = ‘80’\nädress = 1\nprot = 1\n[ä]\nprot = 2\n");
        REQUIRE(problems.size() == 3);
        CHECK(problems[0].starts_with("t.toml:2:8: is not valid TOML: only texts"));
        CHECK(problems[1].starts_with("t.toml:3:1: is not valid TOML: only texts"));
        CHECK(problems[2].starts_with("t.toml:5:2: is not valid TOML: only texts"));
        CHECK(problem_of("state_folder = \"é\" é\n").starts_with("t.toml:1:20: "));
        CHECK(load("state_folder = \"é\" # é\n").has_value());
    }
}
