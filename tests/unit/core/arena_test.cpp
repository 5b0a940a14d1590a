#include "daemon/core/arena.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace wirefold;

TEST_SUITE("core/arena") {
    TEST_CASE("views stay valid while the arena grows and moves") {
        Arena arena{128};
        std::vector<std::string_view> views;
        for (int i = 0; i < 1000; ++i) views.push_back(arena.copy("record " + std::to_string(i)));
        const Arena moved{std::move(arena)};
        for (std::size_t i = 0; i < views.size(); ++i) REQUIRE(views[i] == "record " + std::to_string(i));
        CHECK(moved.bytes() > 8000);
    }

    TEST_CASE("a piece larger than a chunk gets a chunk of its own") {
        Arena arena{128};
        const std::string large(100'000, 'x');
        CHECK(arena.copy(large) == large);
    }

    TEST_CASE("padding after a piece can be read") {
        Arena arena{128};
        const std::string_view text = arena.copy("abc");
        unsigned sum = 0;
        for (std::size_t i = 0; i < Arena::kPadding; ++i)
            sum += static_cast<unsigned char>(text.data()[text.size() + i]);
        CHECK(sum < 64U * 256U);
    }
}
