#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/pipeline/article_stages.hpp"
#include "daemon/pipeline/judge.hpp"
#include "tests/support/random.hpp"
#include "tests/support/raw_records.hpp"

using namespace wirefold;

namespace {

constexpr std::string_view kLetters = "bcdfghklmnprstvz";

/// The engine on texts, one article at a time, an article a second.
class Desk {
public:
    Verdict take(const std::string& text, std::string_view source, std::string_view title = "") {
        LogEntry entry = entry_of(text, source, title);
        return judge(std::move(entry));
    }
    /// Postings looked at so far.
    [[nodiscard]] std::uint64_t steps() const { return judge_.index_stats().steps; }
    [[nodiscard]] std::uint64_t candidates() const { return judge_.index_stats().candidates; }
    [[nodiscard]] std::uint64_t state_hash() const { return judge_.state_hash(); }
    [[nodiscard]] const Fingerprint& last() const { return last_; }

private:
    [[nodiscard]] LogEntry entry_of(const std::string& text, std::string_view source,
                                    std::string_view title) {
        builder_.add(R"({"uri":"urn:hostile:)" + std::to_string(count_) + R"(","headline":")" +
                     std::string{title} + R"(","language":"en","infosource":[{"name":")" +
                     std::string{source} + R"("}],"body_text":")" + text + R"("})");
        StageSeconds seconds{};
        DraftBatch batch = stages_.parse(builder_.take(), seconds);
        REQUIRE(batch.entries.size() == 1);
        return std::move(batch.entries.front());
    }
    [[nodiscard]] Verdict judge(LogEntry&& entry) {
        entry.event_time = Timestamp{std::chrono::hours{24 * 365 * 50} + std::chrono::seconds{count_}};
        entry.has_event_time = true;
        last_ = entry.fingerprint;
        const LoggedEntry logged{.position = LogPosition{static_cast<std::uint64_t>(count_++)},
                                 .append_time = entry.event_time,
                                 .entry = std::move(entry)};
        return judge_.judge(logged).verdict;
    }

    Origin origin_ = test::origin_named("hostile");
    test::RawBatchBuilder builder_{origin_};
    ArticleStages stages_{StageOptions{}};
    Judge judge_{IndexOptions{}};
    Fingerprint last_;
    std::int64_t count_ = 0;
};

[[nodiscard]] std::string word(std::uint64_t number) {
    std::string out;
    for (int i = 0; i < 3; ++i, number /= 64) {
        out += kLetters[number % 16];
        out += "aeiou"[number / 16 % 4];
    }
    return out;
}

/// An article of `words` words of a vocabulary with common and rare ones, as languages have.
[[nodiscard]] std::string article(test::Random& random, std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        const std::uint64_t rank = random.below(random.below(20'000) + 1);
        text += word(rank);
        text += i % 14 == 13 ? ". " : " ";
    }
    return text;
}

[[nodiscard]] std::string note(std::uint64_t place, std::uint64_t degrees) {
    return "Forecast for " + word(place) + " issued by the regional office this morning. Expect highs near " +
           std::to_string(degrees) +
           " degrees with light winds from the west and a small chance of rain toward the evening. Sunrise "
           "will be shortly after six and sunset a little before eight. The next update follows at noon.";
}

}  // namespace

TEST_SUITE("property/hostile") {
    TEST_CASE("fifty thousand notes from one form do not make other articles dearer by half") {
        constexpr std::size_t kArticles = 300;
        constexpr std::size_t kBefore = 2'000;  // a window with something in it
        const auto steps_for_articles = [](std::size_t notes_between) {
            Desk desk;
            test::Random random{11};
            test::Random noise{12};
            std::uint64_t steps = 0;
            for (std::size_t i = 0; i < kBefore; ++i)
                static_cast<void>(desk.take(article(random, 300), "paper.example"));
            for (std::size_t i = 0; i < kArticles; ++i) {
                for (std::size_t n = 0; n < notes_between; ++n) {
                    static_cast<void>(
                        desk.take(note(noise.below(2'000), noise.below(40)), "weather.example"));
                }
                const std::uint64_t before = desk.steps();
                static_cast<void>(desk.take(article(random, 300), "paper.example"));
                steps += desk.steps() - before;
            }
            return steps;
        };
        const std::uint64_t alone = steps_for_articles(0);
        const std::uint64_t among_notes = steps_for_articles(50'000 / kArticles);
        CAPTURE(alone);
        CAPTURE(among_notes);
        CHECK(among_notes * 2 <= alone * 3);
    }

    TEST_CASE("notes from one form with other figures are never duplicates, however many came before") {
        Desk desk;
        for (std::uint64_t i = 0; i < 2'000; ++i) {
            const Verdict verdict = desk.take(note(i, i % 40), "weather.example");
            CAPTURE(i);
            CHECK_FALSE(is_duplicate(verdict.relation));
        }
    }

    TEST_CASE("ten thousand articles made to share their words cost a bounded number of steps each") {
        Desk desk;
        test::Random random{7};
        const std::string shared = article(random, 120);
        std::uint64_t before = 0;
        for (int i = 0; i < 10'000; ++i) {
            static_cast<void>(
                desk.take(shared + article(random, 60), "mill" + std::to_string(i) + ".example"));
            constexpr std::uint64_t kStepsMax =
                SalienceProbe::kStepsMax + Fingerprint::kKeysMax * OverlapProbe::kStepsPerKeyMax;
            REQUIRE(desk.steps() - before <= kStepsMax);
            before = desk.steps();
        }
        CHECK(desk.candidates() <= 10'000 * (OverlapProbe::kVerifiedMax + SalienceProbe::kFoundMax));
    }

    TEST_CASE("an article of five megabytes and one of a hundred thousand numbers keep every limit") {
        Desk desk;
        test::Random random{3};
        std::string large;
        while (large.size() < 5'000'000) large += article(random, 1'000);
        static_cast<void>(desk.take(large, "large.example"));
        CHECK(desk.last().keys.size() <= Fingerprint::kKeysMax);
        CHECK(desk.last().salience.term_count <= Salience::kTermsMax);
        CHECK(desk.last().wording.sentences.size() == Wording::kSentencesMax);

        std::string numbers;
        for (int i = 0; i < 100'000; ++i) numbers += std::to_string(1'000'000 + i * 7) + ' ';
        static_cast<void>(desk.take(numbers, "numbers.example"));
        CHECK(desk.last().number_count == Fingerprint::kNumbersMax);
        CHECK(desk.last().numbers_truncated);
        CHECK(desk.last().wording.figures.size() <= Wording::kFiguresMax);
        CHECK(desk.last().salience.term_count <= Salience::kTermsMax);
    }

    TEST_CASE("the same hostile stream gives the same state, whatever it does to the window") {
        const auto state = [] {
            Desk desk;
            test::Random random{5};
            for (int i = 0; i < 2'000; ++i) {
                const bool is_note = random.below(3) == 0;
                static_cast<void>(is_note
                                      ? desk.take(note(random.below(50), random.below(9)), "weather.example")
                                      : desk.take(article(random, 40 + random.below(200)), "paper.example"));
            }
            return desk.state_hash();
        };
        CHECK(state() == state());
    }

    TEST_CASE("zero-width characters, soft hyphens and full-width letters hide no copy") {
        Desk desk;
        test::Random random{9};
        const std::string text = article(random, 200);
        static_cast<void>(desk.take(text, "first.example"));
        std::string hidden;
        for (std::size_t i = 0; i < text.size(); ++i) {
            hidden += text[i];
            if (text[i] == 'a') hidden += "\xe2\x80\x8b";
            if (text[i] == 'e') hidden += "\xc2\xad";
        }
        CHECK(desk.take(hidden, "second.example").relation == Relation::Exact);
    }
}
