#include "daemon/fingerprint/prior.hpp"

#include <string>

#include <doctest/doctest.h>

#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/prior_tables.hpp"
#include "tests/property/random_text.hpp"
#include "tests/support/seeds.hpp"
#include "tests/support/texts.hpp"

using namespace wirefold;
using wirefold::test::TextReader;

TEST_SUITE("fingerprint/prior stems") {
    TEST_CASE("a stem is the first six characters") {
        CHECK(Prior::stem_of("governments") == "govern");
        CHECK(Prior::stem_of("government") == Prior::stem_of("governing"));
        CHECK(Prior::stem_of("bridge") == "bridge");
        CHECK(Prior::stem_of("the") == "the");
        CHECK(Prior::stem_of("") == "");
    }

    TEST_CASE("characters are counted, not bytes") {
        CHECK(Prior::stem_of("größere") == "größer");
        CHECK(Prior::stem_of("übergabe") == "überga");
        CHECK(Prior::stem_of("правительство") == "правит");
        CHECK(Prior::stem_of("правительства") == Prior::stem_of("правительство"));
        CHECK(Prior::stem_of("κυβέρνηση") == "κυβέρν");
        CHECK(Prior::stem_of("мост") == "мост");
    }

    TEST_CASE("of Hangul it is two syllables, whatever particle follows") {
        CHECK(Prior::stem_of("정부가") == "정부");
        CHECK(Prior::stem_of("정부에서는") == "정부");
        CHECK(Prior::stem_of("정부") == "정부");
    }

    TEST_CASE("of Arabic letters it is four without article and conjunction") {
        CHECK(Prior::stem_of("الحكومة") == "حكوم");
        CHECK(Prior::stem_of("والحكومة") == "حكوم");
        CHECK(Prior::stem_of("وحكومة") == "حكوم");
        CHECK(Prior::stem_of("حكومة") == "حكوم");
    }

    TEST_CASE("a stem begins its word, but for Arabic, and never cuts a character") {
        for (const std::uint64_t seed : test::test_seeds(500)) {
            CAPTURE(seed);
            RandomText random{seed};
            TextReader reader;
            const NormalizedText& text = reader.body(random.text(30));
            for (std::size_t i = 0; i < text.tokens.size(); ++i) {
                const std::string_view word = text.token(i);
                const std::string_view stem = Prior::stem_of(word);
                CAPTURE(word);
                REQUIRE(is_utf8(stem));
                REQUIRE(!stem.empty());
                REQUIRE(word.find(stem) != std::string_view::npos);
                REQUIRE(Prior::stem_of(stem).size() <= stem.size());
            }
        }
    }
}

TEST_SUITE("fingerprint/prior rarity") {
    TEST_CASE("every stem of the tables is known, under every secret, at its lowest rarity or lower") {
        for (const std::uint64_t seed : test::test_seeds(5)) {
            CAPTURE(seed);
            const TextReader reader{seed};
            const Prior prior{reader.token_hash()};
            std::size_t stems = 0;
            for (const PriorRow& row : prior_rows()) {
                REQUIRE(row.rarity < Prior::kUnknown);
                for (std::string_view rest = row.stems; !rest.empty(); ++stems) {
                    const std::size_t end = std::min(rest.find(' '), rest.size());
                    const std::string_view stem = rest.substr(0, end);
                    REQUIRE(prior.rarity(Prior::key_of(reader.hash_of(stem))) <= row.rarity);
                    rest.remove_prefix(std::min(end + 1, rest.size()));
                }
            }
            CHECK(stems > 1000);
        }
    }

    TEST_CASE("common words are common, rare ones rarer, and what no table has is unknown") {
        const TextReader reader;
        const Prior prior{reader.token_hash()};
        const auto rarity = [&](std::string_view word) { return prior.rarity(reader.term_key(word)); };
        CHECK(rarity("the") == 0);
        CHECK(rarity("die") <= 1);
        CHECK(rarity("government") < rarity("bridge"));
        CHECK(rarity("government") == rarity("governments"));
        CHECK(rarity("zyxwvq") == Prior::kUnknown);
        CHECK(rarity("橋") == Prior::kUnknown);
    }

    TEST_CASE("hardly any word is taken for one that the tables know") {
        const TextReader reader;
        const Prior prior{reader.token_hash()};
        int taken = 0;
        for (int i = 0; i < 100'000; ++i) {
            const std::string word = "x" + std::to_string(i);
            if (prior.rarity(Prior::key_of(reader.hash_of(word))) != Prior::kUnknown) ++taken;
        }
        CHECK(taken <= 10);
    }
}
