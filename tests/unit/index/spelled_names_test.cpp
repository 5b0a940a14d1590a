#include "daemon/index/spelled_names.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] Wording with_name(std::string_view name) {
    Wording wording;
    wording.token_count = 1;
    if (name.empty()) return wording;
    wording.spellings = {Spelling{.token = 0, .bytes = static_cast<std::uint8_t>(name.size())}};
    wording.spelling_text.assign(name.begin(), name.end());
    return wording;
}

[[nodiscard]] std::string name_of(const SpelledNames& names, PostedNumber text) {
    const Wording wording = with_name("");
    WordingView view = wording.view();
    names.read(text, view);
    return std::string{view.spelling_of(0)};
}

}  // namespace

TEST_SUITE("index/spelled_names") {
    TEST_CASE("names of the newest texts are known, those before are forgotten") {
        SpelledNames names{3};
        CHECK(name_of(names, 0).empty());
        for (int i = 0; i < 10; ++i) names.add(with_name("Tarnwick" + std::to_string(i)));
        CHECK(name_of(names, 6).empty());
        for (PostedNumber text = 7; text < 10; ++text)
            CHECK(name_of(names, text) == "Tarnwick" + std::to_string(text));
        CHECK(name_of(names, 10).empty());
    }

    TEST_CASE("long pieces are forgotten before their number is reached") {
        SpelledNames names{8};
        Wording longest;
        longest.token_count = 1;
        longest.spellings.assign(Wording::kSpellingsMax, Spelling{.token = 0, .bytes = 1});
        longest.spelling_text.assign(Wording::kSpellingTextMax, 'x');
        for (int i = 0; i < 20; ++i) names.add(longest);
        CHECK(name_of(names, 19) == "x");
        CHECK(name_of(names, 17) == "x");
        CHECK(name_of(names, 12).empty());
    }

    TEST_CASE("a text without names has none, and those after it keep theirs") {
        SpelledNames names{3};
        names.add(with_name(""));
        names.add(with_name("Ilse"));
        CHECK(name_of(names, 0).empty());
        CHECK(name_of(names, 1) == "Ilse");
    }
}
