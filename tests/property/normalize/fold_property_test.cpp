#include <string>

#include <doctest/doctest.h>

#include "daemon/normalize/fold_reference.hpp"
#include "daemon/normalize/normalizer.hpp"
#include "daemon/normalize/utf8.hpp"
#include "tests/property/random_text.hpp"
#include "tests/support/seeds.hpp"

using namespace wirefold;

namespace {

constexpr std::size_t kNoLimit = 1'000'000;

void check_same(const NormalizedText& fast, const NormalizedText& plain) {
    REQUIRE(fast.exact == plain.exact);
    REQUIRE(fast.folded == plain.folded);
    REQUIRE(fast.tokens.size() == plain.tokens.size());
    for (std::size_t i = 0; i < fast.tokens.size(); ++i) {
        CAPTURE(i);
        REQUIRE(fast.tokens[i].end == plain.tokens[i].end);
        REQUIRE(fast.tokens[i].has_digit == plain.tokens[i].has_digit);
        REQUIRE(fast.tokens[i].joint == plain.tokens[i].joint);
    }
    REQUIRE(fast.unspaced_tokens == plain.unspaced_tokens);
    REQUIRE(fast.truncated == plain.truncated);
}

[[nodiscard]] std::string joined(const NormalizedText& text, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < text.tokens.size(); ++i) {
        out += text.token(i);
        out += separator;
    }
    return out;
}

[[nodiscard]] Document document_of(std::string_view body) {
    Document document;
    document.body = body;
    return document;
}

}  // namespace

TEST_SUITE("normalize/normalizer") {
    TEST_CASE("the fast folding equals the reference on random text of all scripts") {
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(4000)) {
            CAPTURE(seed);
            RandomText random{seed};
            const std::string text = random.text(1 + random.below(80));
            check_same(normalizer.normalize_title(text), fold_reference(text, kNoLimit));
        }
    }

    TEST_CASE("the fast folding equals the reference on plain text at every alignment") {
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(1500)) {
            CAPTURE(seed);
            RandomText random{seed};
            std::string text = std::string(random.below(70), ' ') + random.words(random.below(80), 50);
            if (random.chance(50))
                text.insert(random.below(text.size() + 1), std::string(random.below(200), 'x'));
            if (random.chance(50)) text.insert(random.below(text.size() + 1), "\u0301");
            check_same(normalizer.normalize_title(text), fold_reference(text, kNoLimit));
        }
    }

    TEST_CASE("the token limit cuts both at the same token") {
        for (const std::uint64_t seed : test::test_seeds(500)) {
            CAPTURE(seed);
            RandomText random{seed};
            const std::size_t tokens_max = random.below(60);
            Normalizer normalizer{{.tokens_max = tokens_max}};
            const std::string text = random.chance(50) ? random.text(60) : random.words(90, 50);
            check_same(normalizer.normalize_title(text), fold_reference(text, tokens_max));
        }
    }

    TEST_CASE("folding folded tokens again changes nothing") {
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(2000)) {
            CAPTURE(seed);
            const std::string once =
                joined(normalizer.normalize(document_of(RandomText{seed}.text(40))), " ");
            REQUIRE(joined(normalizer.normalize_title(once), " ") == once);
        }
    }

    TEST_CASE("zero-width characters between letters change nothing") {
        Normalizer normalizer{{.tokens_max = kNoLimit}};
        for (const std::uint64_t seed : test::test_seeds(500)) {
            CAPTURE(seed);
            RandomText random{seed};
            const std::string text = random.text(40);
            std::string sprinkled;
            for (std::string_view rest{text}; !rest.empty();) {
                const auto character = decode_utf8(rest.data(), rest.data() + rest.size());
                sprinkled += rest.substr(0, character.bytes);
                if (random.chance(30)) sprinkled += "\u200b";
                rest.remove_prefix(character.bytes);
            }
            check_same(normalizer.normalize_title(sprinkled), fold_reference(text, kNoLimit));
        }
    }
}

TEST_SUITE("normalize/ascii_block") {
    TEST_CASE("the wide variants equal the plain ones on all bytes") {
        RandomText random{1};
        for (int round = 0; round < 2000; ++round) {
            std::string bytes;
            for (int i = 0; i < 80; ++i)
                bytes += static_cast<char>(random.below(random.chance(50) ? 128 : 256));
            const AsciiBlock fast = classify_ascii(bytes.data());
            const AsciiBlock plain = classify_ascii_plain(bytes.data());
            REQUIRE(fast.word == plain.word);
            REQUIRE(fast.digit == plain.digit);
            REQUIRE(fast.money == plain.money);
            REQUIRE(fast.beyond == plain.beyond);
            REQUIRE(fast.speaking == plain.speaking);
            std::string lowered(16, ' ');
            lower_word_bytes(bytes.data(), lowered.data());
            std::string expected;
            for (std::size_t i = 0; i < 16; ++i) expected += lower_word_byte(bytes[i]);
            REQUIRE(lowered == expected);
        }
    }
}
