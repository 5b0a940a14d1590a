#include "daemon/index/recent_words.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

[[nodiscard]] Wording with_name(std::string_view name) {
    Wording wording;
    wording.tokens.resize(1);
    wording.names.resize(1);
    if (name.empty()) return wording;
    wording.spellings = {Spelling{.token = 0, .bytes = static_cast<std::uint8_t>(name.size())}};
    wording.spelling_text.assign(name.begin(), name.end());
    return wording;
}

[[nodiscard]] Wording with_words(std::size_t words) {
    Wording wording;
    for (std::size_t i = 0; i < words; ++i) wording.tokens.push_back(static_cast<std::uint8_t>(i * 7));
    for (std::size_t i = 0; i < Wording::name_bytes(words); ++i)
        wording.names.push_back(static_cast<std::uint8_t>(i * 5));
    return wording;
}

[[nodiscard]] std::string name_of(const RecentWords& words, PostedNumber text) {
    const Wording wording = with_name("");
    WordingView view = Wording::kept_of(wording.view());
    WordingBuffer buffer;
    words.complete(text, view, buffer);
    return std::string{view.spelling_of(0)};
}

[[nodiscard]] bool are_same(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

TEST_SUITE("index/recent_words") {
    TEST_CASE("names of the newest texts are known, those before are forgotten") {
        RecentWords words{8};
        CHECK(name_of(words, 0).empty());
        for (int i = 0; i < 10; ++i) words.add(with_name("Tarnwick" + std::to_string(i)).view());
        CHECK(name_of(words, 1).empty());
        for (PostedNumber text = 2; text < 10; ++text)
            CHECK(name_of(words, text) == "Tarnwick" + std::to_string(text));
        CHECK(name_of(words, 10).empty());
    }

    TEST_CASE("words beyond the kept ones come back, whatever their number") {
        for (const std::size_t count :
             {std::size_t{0}, std::size_t{1}, Wording::kKeptTokens - 1, Wording::kKeptTokens,
              Wording::kKeptTokens + 1, Wording::kKeptTokens + 13, Wording::kTokensMax}) {
            CAPTURE(count);
            RecentWords words{8};
            const Wording wording = with_words(count);
            words.add(wording.view());
            WordingView view = Wording::kept_of(wording.view());
            WordingBuffer buffer;
            words.complete(0, view, buffer);
            CHECK(are_same(view.tokens, wording.view().tokens));
            CHECK(are_same(view.names, wording.view().names));
        }
    }

    TEST_CASE("a text that is forgotten keeps the words that are kept of all") {
        RecentWords words{8};
        const Wording wording = with_words(500);
        words.add(wording.view());
        for (int i = 0; i < 8; ++i) words.add(with_name("").view());
        WordingView view = Wording::kept_of(wording.view());
        WordingBuffer buffer;
        words.complete(0, view, buffer);
        CHECK(view.tokens.size() == Wording::kKeptTokens);
        CHECK(are_same(view.tokens, Wording::kept_of(wording.view()).tokens));
    }

    TEST_CASE("long pieces are forgotten before their number is reached") {
        RecentWords words{12};
        Wording longest = with_words(Wording::kTokensMax);
        longest.spellings.assign(Wording::kSpellingsMax, Spelling{.token = 0, .bytes = 1});
        longest.spelling_text.assign(Wording::kSpellingTextMax, 'x');
        for (int i = 0; i < 20; ++i) words.add(longest.view());
        CHECK(name_of(words, 19) == "x");
        CHECK(name_of(words, 12).empty());
    }

    TEST_CASE("a text without names has none, and those after it keep theirs") {
        RecentWords words{8};
        words.add(with_name("").view());
        words.add(with_name("Ilse").view());
        CHECK(name_of(words, 0).empty());
        CHECK(name_of(words, 1) == "Ilse");
    }
}
