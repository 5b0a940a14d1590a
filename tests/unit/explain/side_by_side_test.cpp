#include "daemon/app/side_by_side.hpp"

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("app/side_by_side") {
    TEST_CASE("cells follow the script") {
        CHECK(cells_of("abc") == 3);
        CHECK(cells_of("é“") == 2);
        CHECK(cells_of("灯台") == 4);
        CHECK(cells_of("") == 0);
    }

    TEST_CASE("text is broken at spaces, and inside words only where there are none") {
        CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
        CHECK(wrapped("one two three", 8) == std::vector<std::string>{"one two", "three"});
        CHECK(wrapped("abcdefgh", 3) == std::vector<std::string>{"abc", "def", "gh"});
        CHECK(wrapped("灯台が", 4) == std::vector<std::string>{"灯台", "が"});
        CHECK(wrapped("", 4) == std::vector<std::string>{""});
    }

    TEST_CASE("no article can steer the terminal") {
        CHECK(one_line("a\x1b[31mb\nc\xc2\x9b") == "a [31mb c ");
        CHECK(wrapped("a\tb", 9) == std::vector<std::string>{"a b"});
    }

    TEST_CASE("cells of a table stand below one another, without spaces at the end") {
        TextTable table{{"score", "met"}};
        table.add({"cosine", "yes"});
        table.add({"order", ""});
        std::string out;
        table.append_to(out);
        CHECK(out == "score   met\ncosine  yes\norder\n");
    }

    TEST_CASE("rows of two columns are as high as the higher one") {
        std::string out;
        SideBySide{out}.row("equal", std::string(60, 'x'), "y");
        CHECK(out == "equal     " + std::string(52, 'x') + " | y\n" + std::string(10, ' ') +
                         std::string(8, 'x') + std::string(44, ' ') + " |\n");
    }
}
