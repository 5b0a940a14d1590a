#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "daemon/fingerprint/fingerprint_reference.hpp"
#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/normalize/normalizer.hpp"
#include "tests/property/fingerprint/random_body.hpp"
#include "tests/property/random_text.hpp"
#include "tests/support/reference/marks_reference.hpp"
#include "tests/support/reference/plain_text.hpp"
#include "tests/support/reference/salience_reference.hpp"
#include "tests/support/reference/wording_reference.hpp"
#include "tests/support/same_entries.hpp"
#include "tests/support/seeds.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

void check_same(const Salience& fast, const Salience& plain) {
    REQUIRE(fast.term_count == plain.term_count);
    for (std::size_t i = 0; i < fast.term_count; ++i) {
        CAPTURE(i);
        REQUIRE(fast.terms[i].key == plain.terms[i].key);
        REQUIRE(fast.terms[i].count == plain.terms[i].count);
        REQUIRE(fast.terms[i].rarity == plain.terms[i].rarity);
        REQUIRE(fast.terms[i].position == plain.terms[i].position);
        REQUIRE(fast.terms[i].flags == plain.terms[i].flags);
    }
    REQUIRE(fast.quote_count == plain.quote_count);
    REQUIRE(fast.quotes == plain.quotes);
    REQUIRE(fast.mention_count == plain.mention_count);
    REQUIRE(fast.mentions == plain.mentions);
    REQUIRE(same(fast, plain));  // whatever fields there are
}

template <class Pieces>
void check_same_pieces(const Pieces& fast, const Pieces& plain) {
    REQUIRE(fast.size() == plain.size());
    for (std::size_t i = 0; i < fast.size(); ++i) {
        CAPTURE(i);
        REQUIRE(fast[i].token == plain[i].token);
        REQUIRE(fast[i].bytes == plain[i].bytes);
    }
}

void check_same(const Wording& fast, const Wording& plain) {
    REQUIRE(fast.tokens.size() == plain.tokens.size());
    REQUIRE(fast.tokens == plain.tokens);
    REQUIRE(fast.names == plain.names);
    REQUIRE(fast.sentences == plain.sentences);
    REQUIRE(fast.lengths == plain.lengths);
    check_same_pieces(fast.figures, plain.figures);
    REQUIRE(fast.figure_text == plain.figure_text);
    check_same_pieces(fast.spellings, plain.spellings);
    REQUIRE(fast.spelling_text == plain.spelling_text);
}

void check_same(const TextMarks& fast, const MarksReference& plain) {
    REQUIRE(fast.sentences == plain.sentences);
    REQUIRE(fast.quotes.size() == plain.quotes.size());
    for (std::size_t i = 0; i < fast.quotes.size(); ++i) {
        REQUIRE(fast.quotes[i].begin == plain.quotes[i].begin);
        REQUIRE(fast.quotes[i].end == plain.quotes[i].end);
    }
    if (!plain.names.empty()) REQUIRE(fast.has_open_end == plain.has_open_end);
    for (std::size_t i = 0; i < std::min(plain.names.size(), TextMarks::kNameTokensMax); ++i) {
        CAPTURE(i);
        REQUIRE(fast.is_name(i) == plain.names[i]);
    }
}

/// A fingerprinter, and what the references need besides.
class Fixture {
public:
    explicit Fixture(std::uint64_t seed)
        : seed_(seed),
          token_hash_(FingerprintSeeds{seed}.token),
          prior_(token_hash_),
          fact_words_(token_hash_),
          fingerprinter_({.seed = seed}) {}

    void check(std::string_view body_text, std::string_view title_text) {
        Document document;
        document.body = body_text;
        const NormalizedText& body = normalizer_.normalize(document);
        const NormalizedText& title = normalizer_.normalize_title(title_text);
        const Fingerprint fast = fingerprinter_.fingerprint(body, title);
        marks_.read(body);
        const TextMarks& marks = marks_;
        check_same(marks, MarksReference{body});
        check_same(fast.salience, salience_reference(body, title, marks, token_hash_));
        check_same(fast.wording, wording_reference(body, marks, fact_words_, token_hash_, prior_));
        const Fingerprint plain = fingerprint_reference(body, title, {.seed = seed_});
        REQUIRE(fast.keys == plain.keys);
        REQUIRE(fast.numbers_truncated == plain.numbers_truncated);
        REQUIRE(fast.number_count == plain.number_count);
        REQUIRE(fast.numbers == plain.numbers);
    }

private:
    std::uint64_t seed_;
    TokenHash token_hash_;
    Prior prior_;
    FactWordTable fact_words_;
    Normalizer normalizer_{{}};
    Fingerprinter fingerprinter_;
    TextMarks marks_;  ///< One for all texts: nothing may stay behind.
};

}  // namespace

TEST_SUITE("fingerprint/references") {
    TEST_CASE("marks, salience and wording equal the references on texts of every kind") {
        for (const std::uint64_t seed : test_seeds(150)) {
            CAPTURE(seed);
            RandomText random{seed};
            Fixture fixture{seed % 5};
            fixture.check(random_body(random), random.chance(20) ? "" : random.text(5));
        }
    }

    TEST_CASE("marks, salience and wording equal the references on prose of many languages") {
        for (const std::uint64_t seed : test_seeds(300)) {
            CAPTURE(seed);
            RandomText random{seed};
            Fixture fixture{seed % 5};
            for (int round = 0; round < 2; ++round)
                fixture.check(random_prose(random, random.chance(20) ? 1500 : 150), random_prose(random, 12));
        }
    }

    TEST_CASE("marks, salience and wording equal the references where bounds are met") {
        Fixture fixture{3};
        RandomText random{1};
        std::string words;
        std::string figures;
        std::string sentences;
        for (int i = 0; i < 1200; ++i) {
            words += "word" + std::to_string(i * i) + "x ";
            figures += std::to_string(i) + std::to_string(1'000'000'007LL * i) + ' ';
            sentences += "A sentence of " + std::to_string(i) + " Words. ";
        }
        fixture.check(words, words);
        fixture.check(figures, figures);
        fixture.check(sentences, "");
        fixture.check("", words);
        fixture.check("", "");
        fixture.check(std::string(70'000, 'a') + " 5", "");
    }
}
