#include "daemon/index/wording_codec.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"

using namespace wirefold;
using wirefold::test::SeededBytes;

namespace {

void fill_figures(SeededBytes& random, Wording& wording) {
    constexpr std::string_view kUsual = "0123456789.-";
    std::size_t token = 0;
    for (std::uint64_t count = random.up_to(Wording::kFiguresMax); count > 0; --count) {
        token += random.up_to(random.one_in(5) ? 1500 : 40);
        const std::size_t bytes = random.up_to(Wording::kFigureBytes);
        if (wording.figure_text.size() + bytes > Wording::kFigureTextMax) return;
        wording.figures.push_back(
            {.token = static_cast<std::uint16_t>(token), .bytes = static_cast<std::uint8_t>(bytes)});
        for (std::size_t i = 0; i < bytes; ++i) {
            const bool is_usual = !random.one_in(10);
            wording.figure_text.push_back(is_usual ? kUsual[random.up_to(kUsual.size() - 1)]
                                                   : static_cast<char>(random.next()));
        }
    }
}

[[nodiscard]] Fingerprint random_print(SeededBytes& random) {
    Fingerprint print;
    print.shingles = static_cast<std::uint32_t>(random.up_to(1'000'000));
    print.keys.resize(random.up_to(Fingerprint::kKeysMax));
    std::uint32_t position = 0;
    for (std::size_t i = 0; i < print.keys.size(); ++i) {
        position += static_cast<std::uint32_t>(random.up_to(random.one_in(5) ? 100'000 : 60));
        print.positions.push_back(position);
    }
    print.number_count = static_cast<std::uint8_t>(random.up_to(Fingerprint::kNumbersMax));
    for (std::uint32_t& number : print.numbers) number = static_cast<std::uint32_t>(random.next());
    Wording& wording = print.wording;
    wording.tokens.resize(random.up_to(random.one_in(2) ? Wording::kKeptTokens : Wording::kTokensMax));
    wording.names.resize(Wording::name_bytes(wording.tokens.size()));
    for (std::uint8_t& token : wording.tokens) token = static_cast<std::uint8_t>(random.next());
    for (std::uint8_t& names : wording.names) names = static_cast<std::uint8_t>(random.next());
    wording.sentences.resize(random.up_to(Wording::kSentencesMax));
    wording.lengths.resize(wording.sentences.size());
    for (std::uint16_t& sentence : wording.sentences) sentence = static_cast<std::uint16_t>(random.next());
    for (std::uint8_t& length : wording.lengths) length = static_cast<std::uint8_t>(random.next());
    fill_figures(random, wording);
    return print;
}

template <class A, class B>
[[nodiscard]] bool same(const A& a, const B& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

TEST_SUITE("index/wording_codec") {
    TEST_CASE("any wording comes back as it went, but for the words that are not kept") {
        WordingBuffer buffer;
        for (const std::uint64_t seed : test::test_seeds(2000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            const Fingerprint print = random_print(random);
            std::string piece;
            append_wording(piece, print);
            piece += "what lies behind";
            // As in its ring: at a multiple of four bytes.
            std::vector<std::uint32_t> words(piece.size() / 4 + 1);
            std::copy(piece.begin(), piece.end(), reinterpret_cast<char*>(words.data()));
            const std::string_view stored{reinterpret_cast<const char*>(words.data()), piece.size()};
            buffer.clear();
            const WordingView read = read_wording(stored, buffer);
            const WordingView written = Wording::kept_of(print.wording.view());
            REQUIRE(same(read.tokens, written.tokens));
            REQUIRE(same(read.names, written.names));
            REQUIRE(same(read.sentences, written.sentences));
            REQUIRE(same(read.lengths, written.lengths));
            REQUIRE(read.figure_text == written.figure_text);
            REQUIRE(read.figures.size() == written.figures.size());
            for (std::size_t i = 0; i < read.figures.size(); ++i) {
                REQUIRE(read.figures[i].token == written.figures[i].token);
                REQUIRE(read.figures[i].bytes == written.figures[i].bytes);
            }
            REQUIRE(same(read_numbers(stored), print.number_span()));
            const WordingView words_alone = read_words(stored);
            REQUIRE(same(words_alone.tokens, written.tokens));
            REQUIRE(same(words_alone.names, written.names));
            REQUIRE(same(words_alone.sentences, written.sentences));
            REQUIRE(same(words_alone.lengths, written.lengths));
            REQUIRE(words_alone.figures.empty());
            std::vector<std::uint32_t> positions(print.keys.size());
            REQUIRE(read_positions(stored, positions) == print.shingles);
            REQUIRE(std::equal(positions.begin(), positions.end(), print.positions.begin()));
        }
    }
}
