#include "daemon/index/recent_mentions.hpp"

#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

using namespace wirefold;

namespace {

/// `count` mentions from `first` on.
[[nodiscard]] Salience mentioning(std::uint16_t first, std::size_t count) {
    Salience salience;
    for (std::size_t i = 0; i < count; ++i)
        salience.mentions[salience.mention_count++] = static_cast<std::uint16_t>(first + i);
    return salience;
}

[[nodiscard]] std::vector<std::uint16_t> of(const RecentMentions& recent, PostedNumber text) {
    const auto mentions = recent.of(text);
    return {mentions.begin(), mentions.end()};
}

}  // namespace

TEST_SUITE("index/recent_mentions") {
    TEST_CASE("mentions of the newest texts are known in their order, those before are forgotten") {
        RecentMentions recent{5};
        CHECK(of(recent, 0).empty());
        for (std::uint16_t text = 0; text < 12; ++text)
            recent.add(mentioning(static_cast<std::uint16_t>(100 * text), 3));
        CHECK(of(recent, 6).empty());
        for (std::uint16_t text = 7; text < 12; ++text) {
            const auto first = static_cast<std::uint16_t>(100 * text);
            CHECK(of(recent, text) == std::vector<std::uint16_t>{first, static_cast<std::uint16_t>(first + 1),
                                                                 static_cast<std::uint16_t>(first + 2)});
        }
        CHECK(of(recent, 12).empty());
    }

    TEST_CASE("long pieces are forgotten before their number is reached") {
        RecentMentions recent{8};
        for (int i = 0; i < 30; ++i) recent.add(mentioning(7, Salience::kMentionsMax));
        CHECK(of(recent, 29).size() == Salience::kMentionsMax);
        CHECK(of(recent, 26).size() == Salience::kMentionsMax);
        CHECK(of(recent, 22).empty());
    }

    TEST_CASE("how far back texts are known does not depend on where in the log the reading began") {
        const auto mentions_of = [](std::size_t text) {
            return mentioning(static_cast<std::uint16_t>(text), text * 37 % Salience::kMentionsMax);
        };
        RecentMentions whole{20};
        std::size_t read = 0;
        for (; read < 7; ++read) whole.add(mentions_of(read));
        RecentMentions rest{20};
        for (; read < 500; ++read) {
            whole.add(mentions_of(read));
            rest.add(mentions_of(read));
            if (read < 100) continue;
            CAPTURE(read);
            REQUIRE(whole.oldest() == rest.oldest() + 7);
        }
        CHECK(of(whole, 499) == of(rest, 492));
    }

    TEST_CASE("a text that mentions nothing has none, and those after it keep theirs") {
        RecentMentions recent{5};
        recent.add(mentioning(0, 0));
        recent.add(mentioning(9, 1));
        CHECK(of(recent, 0).empty());
        CHECK(of(recent, 1) == std::vector<std::uint16_t>{9});
    }
}
