#include "daemon/fingerprint/fingerprinter.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <type_traits>

#include <doctest/doctest.h>

#include "daemon/normalize/normalizer.hpp"

using namespace wirefold;

namespace {

/// Texts to fingerprints.
class Fixture {
public:
    explicit Fixture(std::uint64_t seed = 7) : fingerprinter_({.seed = seed}) {}

    [[nodiscard]] Fingerprint of(std::string_view body, std::string_view title = "") {
        Document document;
        document.body = body;
        const NormalizedText& text = normalizer_.normalize(document);
        return fingerprinter_.fingerprint(text, normalizer_.normalize_title(title));
    }

private:
    Normalizer normalizer_{{}};
    Fingerprinter fingerprinter_;
};

/// `count` different words, the same for the same `first`.
[[nodiscard]] std::string words(int first, int count) {
    std::string out;
    for (int i = first; i < first + count; ++i)
        out += "word" + std::string(1, static_cast<char>('a' + i % 26)) + "x" +
               std::string(static_cast<std::size_t>(i / 26 % 20), 'q') +
               std::string(static_cast<std::size_t>(i / 520), 'z') + " ";
    return out;
}

[[nodiscard]] std::size_t shared_keys(const Fingerprint& a, const Fingerprint& b) {
    const std::set<std::uint32_t> keys{a.key_span().begin(), a.key_span().end()};
    return static_cast<std::size_t>(std::count_if(b.key_span().begin(), b.key_span().end(),
                                                  [&](std::uint32_t key) { return keys.contains(key); }));
}

}  // namespace

TEST_SUITE("fingerprint/fingerprinter") {
    TEST_CASE("an empty text has no keys") {
        Fixture make;
        const Fingerprint got = make.of("");
        CHECK(got.tokens == 0);
        CHECK(got.shingles == 0);
        CHECK(got.keys.size() == 0);
        CHECK(got.number_count == 0);
        CHECK(got.title_hash == 0);
    }

    TEST_CASE("a text shorter than a shingle has one key of all its words") {
        Fixture make;
        const Fingerprint got = make.of("three short words");
        CHECK(got.tokens == 3);
        CHECK(got.shingles == 1);
        CHECK(got.window == 1);
        REQUIRE(got.keys.size() == 1);
        CHECK(got.positions[0] == 0);
        CHECK(got.keys[0] != make.of("three other words").keys[0]);
        CHECK(got.keys[0] != make.of("words short three").keys[0]);
    }

    TEST_CASE("windows grow with the text and keys stay few") {
        Fixture make;
        CHECK(make.of(words(0, 27)).window == 1);
        CHECK(make.of(words(0, 140)).window == 10);
        CHECK(make.of(words(0, 560)).window == 40);
        CHECK(make.of(words(0, 700)).window == 40);
        CHECK(make.of(words(0, 4500)).window == 40);
        const Fingerprint large = make.of(words(0, 29000));
        CHECK(large.window > 40);
        CHECK(large.keys.size() <= Fingerprint::kKeysMax);
        CHECK(large.keys.size() > Fingerprint::kKeysMax - 8);
        CHECK(large.positions[large.keys.size() - 1U] > 28000);
    }

    TEST_CASE("a repeated line does not use the keys up") {
        Fixture make;
        std::string table;
        for (int i = 0; i < 300; ++i) table += "0.00 ";
        const Fingerprint plain = make.of(words(0, 300));
        const Fingerprint with_table = make.of(words(0, 300) + table);
        CHECK(with_table.window <= 40);
        CHECK(shared_keys(plain, with_table) >= 8);
    }

    TEST_CASE("content is what exactness compares") {
        Fixture make;
        const std::string text = words(0, 30);
        CHECK(make.of(text + "it\u2019s 5%").content == make.of(text + "  IT'S 5 %").content);
        CHECK(make.of(text + "5%").content != make.of(text + "5").content);
        CHECK(make.of(text, "one title").content == make.of(text, "another").content);
        CHECK(make.of("no details yet", "quake in a").content !=
              make.of("no details yet", "quake in b").content);
        CHECK(make.of("no details", "yet").content != make.of("no", "details yet").content);
    }

    TEST_CASE("a title has a hash of its own") {
        Fixture make;
        const Fingerprint got = make.of("body", "A Title");
        CHECK(got.title_hash != 0);
        CHECK(got.title_hash == make.of("other", "a  title!").title_hash);
        CHECK(got.title_hash != make.of("other", "a title 5%").title_hash);
    }

    TEST_CASE("another secret gives other hashes") {
        Fixture one{1};
        Fixture two{2};
        const std::string text = words(0, 100) + "42";
        CHECK(one.of(text, "t").content != two.of(text, "t").content);
        CHECK(one.of(text, "t").title_hash != two.of(text, "t").title_hash);
        CHECK(one.of(text).numbers[0] != two.of(text).numbers[0]);
        CHECK(shared_keys(one.of(text), two.of(text)) == 0);
    }

    TEST_CASE("copies, cuts and inserts share keys in every script") {
        Fixture make;
        const auto check_partial = [&](const std::string& shared, const std::string& other) {
            const Fingerprint whole = make.of(shared);
            const Fingerprint part = make.of(other + " " + shared);
            CHECK(shared_keys(whole, whole) == whole.keys.size());
            CHECK(shared_keys(whole, part) >= 2);
            CHECK(shared_keys(whole, make.of(other)) == 0);
        };
        check_partial(words(0, 120), words(5000, 200));
        std::string chinese;
        std::string other_chinese;
        for (int i = 0; i < 150; ++i) {
            const auto third = static_cast<char>(0x80 + i * 37 % 64);
            chinese += std::string{"\xe5"} + static_cast<char>(0x80 + i % 60) + third;
            other_chinese += std::string{"\xe7"} + static_cast<char>(0x80 + i % 61) + third;
        }
        REQUIRE(make.of(chinese).shingles == 150 - 7);
        check_partial(chinese, other_chinese);
    }

    TEST_CASE("numbers are distinct, sorted and bounded") {
        Fixture make;
        const Fingerprint few = make.of("paid 1,500 then 1500, or 2.50 and 2.5 on 3 May");
        CHECK(few.number_count == 3);
        CHECK_FALSE(few.numbers_truncated);
        CHECK(std::is_sorted(few.number_span().begin(), few.number_span().end()));

        std::string many;
        for (int i = 0; i < 500; ++i) many += std::to_string(i) + " ";
        const Fingerprint first = make.of(many);
        const Fingerprint second = make.of("1000 " + many);
        CHECK(first.number_count == Fingerprint::kNumbersMax);
        CHECK(first.numbers_truncated);
        // Both kept the smallest hashes, so one more number changes at most one of them.
        CHECK(std::count_if(second.number_span().begin(), second.number_span().end(),
                            [&](std::uint32_t number) {
                                return !std::binary_search(first.number_span().begin(),
                                                           first.number_span().end(), number);
                            }) <= 1);
    }

    TEST_CASE("one fingerprinter keeps nothing from text to text") {
        Fixture used;
        static_cast<void>(used.of(words(0, 5000) + "1 2 3"));
        Fixture fresh;
        const Fingerprint a = used.of("a short text of six words");
        const Fingerprint b = fresh.of("a short text of six words");
        CHECK(a.content == b.content);
        CHECK(a.keys == b.keys);
        CHECK(a.numbers == b.numbers);
        CHECK(a.number_count == 0);
        CHECK(a.wording.tokens == b.wording.tokens);
        CHECK(a.wording.names == b.wording.names);
        CHECK(a.wording.sentences == b.wording.sentences);
        CHECK(a.wording.figure_text == b.wording.figure_text);
        CHECK(a.salience.term_count == b.salience.term_count);
        CHECK(a.salience.quotes == b.salience.quotes);
    }

    TEST_CASE("a fingerprinter stays where it is, because its parts refer to one another") {
        CHECK_FALSE(std::is_copy_constructible_v<Fingerprinter>);
        CHECK_FALSE(std::is_move_constructible_v<Fingerprinter>);
    }
}
