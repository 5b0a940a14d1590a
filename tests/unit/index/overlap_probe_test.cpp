#include "daemon/index/overlap_probe.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/unit/index/window.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;
using wirefold::test::joining;
using wirefold::test::kStart;
using wirefold::test::original;
using wirefold::test::Window;

namespace {

using std::chrono::hours;

constexpr std::uint64_t kSource = 5;
constexpr std::uint32_t kFormKeys = 10;

/// An article of the source that fills in its form: keys of the form, and 20 of its own.
[[nodiscard]] EntryBuilder form(std::int64_t number) {
    const auto own = static_cast<std::uint32_t>(number) * 100;
    return EntryBuilder{number}.source(kSource).keys(0, kFormKeys).keys(own, own + 20);
}

/// A window in which the source filled its form in `times` times, each time about something else.
struct FilledIn : Window {
    explicit FilledIn(int times) {
        for (int i = 1; i <= times; ++i) add(form(i).make(), kStart, original(static_cast<std::uint64_t>(i)));
    }
};

/// A text of `shingles`, winnowed at a window of 20, that has key 0 and `keys` of its own, and two sentences.
[[nodiscard]] LogEntry with_phrase(std::int64_t number, std::uint32_t shingles, std::uint32_t keys,
                                   std::uint16_t second_sentence, std::uint8_t length) {
    const auto own = static_cast<std::uint32_t>(number) * 100;
    LogEntry entry = EntryBuilder{number}.keys(0, 1).keys(own, own + keys).make();
    Fingerprint& print = entry.fingerprint;
    print.shingles = shingles;
    print.window = 20;
    for (std::size_t i = 0; i < print.keys.size(); ++i)
        print.positions[i] = static_cast<std::uint32_t>(i * shingles / print.keys.size());
    print.wording.sentences = {static_cast<std::uint16_t>(number), second_sentence};
    print.wording.lengths = {30, length};
    return entry;
}

}  // namespace

TEST_SUITE("index/overlap_probe") {
    TEST_CASE("keys of three unrelated articles of one source are template: left out of both texts") {
        FilledIn window{3};
        const auto& found = window.probe(form(4).make()).related;
        REQUIRE(found.size() == 3);
        for (const Candidate& candidate : found) {
            CHECK(candidate.template_keys == kFormKeys);
            CHECK(candidate.overlap.shared_keys == 0);
            CHECK(candidate.overlap.own_keys == 20);
            CHECK(candidate.overlap.other_keys == 20);
        }
    }

    TEST_CASE("what a template's article says besides is still compared") {
        FilledIn window{3};
        const auto& found =
            window.probe(EntryBuilder{4}.source(kSource).keys(0, kFormKeys).keys(200, 215).make()).related;
        REQUIRE(found.size() == 3);
        CHECK(found[0].article.item_id == "urn:test:2");
        CHECK(found[0].overlap.shared_keys == 15);
        CHECK(found[0].overlap.contained_by() == doctest::Approx(1.0));
        CHECK(found[0].overlap.containment() == doctest::Approx(0.75));
        CHECK(found[0].template_keys == kFormKeys);
    }

    TEST_CASE("two articles make no template") {
        FilledIn window{2};
        const auto& found = window.probe(form(4).make()).related;
        REQUIRE(found.size() == 2);
        CHECK(found[0].template_keys == 0);
        CHECK(found[0].overlap.shared_keys == kFormKeys);
    }

    TEST_CASE("a template is one source's") {
        FilledIn window{3};
        CHECK(window.probe(form(4).source(6).make()).related.at(0).template_keys == 0);
        CHECK(window.probe(form(4).source(0).make()).related.at(0).template_keys == 0);
        Window of_many;
        for (int i = 1; i <= 3; ++i) {
            const auto number = static_cast<std::uint64_t>(i);
            of_many.add(form(i).source(number).make(), kStart, original(number));
        }
        CHECK(of_many.probe(form(4).source(1).make()).related.at(0).template_keys == 0);
    }

    TEST_CASE("copies of one article make no template") {
        Window window;
        window.add(form(1).make());
        for (int i = 2; i <= 3; ++i) window.add(form(i).make(), kStart, joining(0, 2));
        CHECK(window.probe(form(4).make()).related.at(0).template_keys == 0);
    }

    TEST_CASE("a template is forgotten after a week") {
        FilledIn window{3};
        const auto template_keys_after = [&](Duration passed) {
            return window.probe(form(4).make(), kStart + passed).related.at(0).template_keys;
        };
        CHECK(template_keys_after(hours{24 * 7}) == kFormKeys);
        CHECK(template_keys_after(hours{24 * 7 + 1}) == 0);
    }

    TEST_CASE("older comes before newer where the overlap is the same") {
        Window window;
        for (int i = 1; i <= 3; ++i) window.add(EntryBuilder{i}.keys(0, 20).make());
        const auto& found = window.probe(EntryBuilder{9}.keys(0, 20).make()).related;
        REQUIRE(found.size() == 3);
        CHECK(found[0].article.item_id == "urn:test:1");
        CHECK(found[2].article.item_id == "urn:test:3");
    }

    TEST_CASE("of many that share text a few are named, those that share most") {
        Window window;
        for (int i = 1; i <= 30; ++i) window.add(EntryBuilder{i}.keys(0, 10).make());
        window.add(EntryBuilder{31}.keys(0, 20).make());
        const auto& found = window.probe(EntryBuilder{99}.keys(0, 20).make()).related;
        CHECK(found.size() == OverlapProbe::kFoundMax);
        CHECK(found.at(0).article.item_id == "urn:test:31");
    }

    TEST_CASE("two long texts that share one key share a phrase, unless a sentence is equal too") {
        Window window;
        window.add(with_phrase(1, 600, 50, 7, 20));
        const auto found = [&](const LogEntry& entry) { return window.probe(entry).related.size(); };
        CHECK(found(with_phrase(9, 600, 50, 8, 20)) == 0);
        CHECK(found(with_phrase(9, 600, 50, 7, 20)) == 1);
        CHECK(found(EntryBuilder{9}.keys(0, 2).keys(150, 160).make()) == 1);
        window.add(with_phrase(2, 600, 50, 7, 19));
        CHECK(found(with_phrase(9, 600, 50, 7, 19)) == 1);
    }

    TEST_CASE("of a short text, or one of few keys, one key is not a mere phrase") {
        Window window;
        window.add(with_phrase(1, 600, 50, 7, 20));
        CHECK(window.probe(with_phrase(9, 159, 12, 8, 20)).related.size() == 1);
        CHECK(window.probe(with_phrase(9, 219, 12, 8, 20)).related.size() == 1);
        CHECK(window.probe(with_phrase(9, 220, 12, 8, 20)).related.empty());
    }

    TEST_CASE("who is found by terms keeps the phrase in the measurement") {
        Window window;
        LogEntry earlier = with_phrase(1, 600, 50, 7, 20);
        LogEntry entry = with_phrase(9, 600, 50, 8, 20);
        earlier.fingerprint.salience = EntryBuilder{0}.terms(1, 20).make().fingerprint.salience;
        entry.fingerprint.salience = earlier.fingerprint.salience;
        window.add(earlier);
        const auto& related = window.probe(entry).related;
        REQUIRE(related.size() == 1);
        CHECK(related[0].overlap.shared_keys == 1);
        CHECK(related[0].overlap.own_keys == 51);
    }

    TEST_CASE("a key that both have several times is shared once") {
        Window window;
        window.add(EntryBuilder{1}.keys(0, 9).keys(0, 9).make(), kStart, original(1));
        const auto& found = window.probe(EntryBuilder{2}.keys(0, 9).keys(0, 9).make()).related;
        REQUIRE(found.size() == 1);
        CHECK(found.front().overlap.shared_keys == 9);
        CHECK(found.front().overlap.own_keys == 9);
        CHECK(found.front().overlap.other_keys == 9);
        CHECK(found.front().overlap.jaccard() == 1);
    }

    TEST_CASE("what two share is counted whole, however many newer articles share a part of it") {
        Window window;
        const LogEntry earlier = EntryBuilder{0}.keys(0, 20).make();
        window.add(earlier);
        for (std::int64_t i = 1; i <= 70; ++i) {
            const auto own = static_cast<std::uint32_t>(i) * 100;
            window.add(EntryBuilder{i}.keys(0, 4).keys(own, own + 20).make());
        }
        const LogEntry entry = EntryBuilder{99}.keys(0, 20).make();
        const auto check = [](const Overlap& overlap) {
            CHECK(overlap.shared_keys == 20);
            CHECK(overlap.own_keys == 20);
            CHECK(overlap.other_keys == 20);
        };
        REQUIRE(!window.probe(entry).related.empty());
        CHECK(window.candidates.related[0].article.item_id == "urn:test:0");
        check(window.candidates.related[0].overlap);
        DirectCandidate direct;
        window.index.measure(entry, earlier, window.candidates, direct);
        check(direct.candidate.overlap);
    }

    TEST_CASE("one key that a walk came to is no phrase where more are shared") {
        Window window;
        LogEntry earlier = with_phrase(1, 600, 50, 7, 20);
        LogEntry entry = with_phrase(9, 600, 50, 8, 20);
        // Of the three they share, the walks end before they come to two.
        entry.fingerprint.keys[1] = earlier.fingerprint.keys[1];
        entry.fingerprint.keys[2] = earlier.fingerprint.keys[2];
        window.add(earlier);
        for (std::int64_t i = 100; i < 170; ++i) window.add(EntryBuilder{i}.keys(100, 101).make());
        for (std::int64_t i = 200; i < 270; ++i) window.add(EntryBuilder{i}.keys(101, 102).make());
        const auto& related = window.probe(entry).related;
        const auto found = std::find_if(related.begin(), related.end(), [](const Candidate& candidate) {
            return candidate.article.item_id == "urn:test:1";
        });
        REQUIRE(found != related.end());
        CHECK(found->overlap.shared_keys == 3);
    }

    TEST_CASE("articles without keys share none") {
        Window window;
        window.add(EntryBuilder{1}.make());
        window.add(EntryBuilder{2}.keys(0, 20).make());
        CHECK(window.probe(EntryBuilder{3}.make()).related.empty());
        CHECK(window.probe(EntryBuilder{3}.keys(0, 20).make()).related.size() == 1);
    }
}
