#include "daemon/decide/stories.hpp"

#include <cmath>
#include <deque>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "daemon/decide/thresholds.hpp"
#include "tests/support/log_entries.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;

namespace {

constexpr std::uint32_t kTerms = 40;
constexpr std::uint8_t kWeight = 10;

/// Terms of one weight, so that the cosine of two texts is the part of the terms they share.
[[nodiscard]] std::vector<WeightedTerm> terms(std::uint32_t first) {
    std::vector<WeightedTerm> made;
    for (std::uint32_t key = first; key < first + kTerms; ++key)
        made.push_back({.key = key, .weight = kWeight});
    return made;
}

constexpr std::uint32_t kSquares = kTerms * kWeight * kWeight;

/// Stories whose members are like the new article to a degree, and the article.
class Shelf final : public MemberLookup {
public:
    Shelf() : own_(terms(0)) { candidates_.salience = {.square_sum = kSquares, .terms = own_, .quotes = {}}; }

    /// A member that has this cosine with the new article. The first of a story, and those that are told to
    /// be, are candidates.
    Shelf& add(std::uint64_t story, double cosine, bool is_candidate = false) {
        const auto shared = static_cast<std::uint32_t>(std::lround(cosine * kTerms));
        texts_.push_back(terms(kTerms - shared));
        Member member;
        member.number = next_++;
        member.tokens = 200;
        member.salience = {.square_sum = kSquares, .terms = texts_.back(), .quotes = {}};
        std::vector<Member>& members = stories_[story];
        if (members.empty() || is_candidate) {
            Candidate& candidate = candidate_storage_.emplace_back();
            candidate.article.number = member.number;
            candidate.article.story = story;
            Comparison& comparison = comparisons_.emplace_back();
            comparison.candidate = &candidate;
            comparison.has_salience = true;
            comparison.salience.cosine = cosine;
        }
        members.insert(members.begin(), member);
        return *this;
    }
    Shelf& numbers_of_last(std::uint64_t story, std::span<const std::uint32_t> numbers) {
        stories_[story].front().numbers = numbers;
        return *this;
    }
    /// The newest member's terms leave the window.
    Shelf& forget_last(std::uint64_t story) {
        stories_[story].front().salience = {};
        return *this;
    }
    Shelf& add_many(std::uint64_t story, int count, double cosine) {
        for (int i = 0; i < count; ++i) add(story, cosine);
        return *this;
    }

    [[nodiscard]] std::optional<StoryChoice> choice() const {
        StoryChooser chooser;
        return chooser.choose({entry_, candidates_}, comparisons_, *this);
    }
    /// 0: none.
    [[nodiscard]] std::uint64_t chosen() const {
        const auto choice_made = choice();
        return choice_made ? choice_made->nearest.story : 0;
    }

    void story_members(std::uint64_t article, std::size_t members_max,
                       std::vector<Member>& members) const override {
        ++asked_;
        CHECK(members_max == StoryChooser::kMembersMax);
        members.clear();
        for (const auto& [story, all] : stories_) {
            for (const Member& member : all) {
                if (member.number == article) members = all;
            }
        }
        if (members.size() > members_max) members.resize(members_max);
    }
    void group_members(std::uint64_t /*article*/, std::size_t /*members_max*/,
                       std::vector<Member>& members) const override {
        members.clear();
    }
    void group_items(std::uint64_t /*article*/, Affected& /*affected*/) const override {}
    void story_times(std::uint64_t /*article*/, Timestamp /*since*/, std::size_t /*members_max*/,
                     std::vector<Timestamp>& times) const override {
        times.clear();
    }

    std::vector<Comparison> comparisons_;
    mutable int asked_ = 0;
    LogEntry entry_ = EntryBuilder{1}.make();

private:
    std::deque<std::vector<WeightedTerm>> texts_;
    std::deque<Candidate> candidate_storage_;
    std::map<std::uint64_t, std::vector<Member>> stories_;
    std::vector<WeightedTerm> own_;
    Candidates candidates_;
    std::uint64_t next_ = 0;
};

/// What a cosine becomes where neither text has numbers.
constexpr double kWithoutNumbers = 0.5 + thresholds::kUnknownNumbers;
/// Cosines that make an average just beyond, and just below, what a story asks for.
constexpr double kEnough = thresholds::kStory / kWithoutNumbers + 0.03;
constexpr double kTooLittle = thresholds::kStory / kWithoutNumbers - 0.03;

}  // namespace

TEST_SUITE("decide/stories") {
    TEST_CASE("an article joins the story that it is like") {
        CHECK(Shelf{}.add(7, kEnough).chosen() == 7);
        CHECK(Shelf{}.add(7, kTooLittle).chosen() == 0);
        CHECK(Shelf{}.chosen() == 0);
    }

    TEST_CASE("the average of the members counts, not the nearest of them") {
        CHECK(Shelf{}.add(7, 1.0).add_many(7, 9, kEnough).chosen() == 7);
        CHECK(Shelf{}.add(7, 0.9).add_many(7, 9, 0.05).chosen() == 0);
        const auto choice = Shelf{}.add(7, 0.5).add(7, 0.3).choice();
        REQUIRE(choice);
        CHECK(choice->average == doctest::Approx(0.4 * kWithoutNumbers));
    }

    TEST_CASE("no chain: like the last member and unlike the others is not enough") {
        CHECK(Shelf{}.add(7, 0.8).add_many(7, 7, 0.0).chosen() == 0);
    }

    TEST_CASE("a fifth of the members must be like it, however much one is") {
        // Just too unlike to count, so that the average suffices all the same.
        const double rest = std::ceil(thresholds::kLinkCosine / kWithoutNumbers * kTerms - 1) / kTerms;
        REQUIRE((1.0 + 7 * rest) / 8 * kWithoutNumbers > thresholds::kStory);
        CHECK(Shelf{}.add(7, 1.0).add_many(7, 7, rest).chosen() == 0);
        CHECK(Shelf{}.add(7, 1.0).add(7, 1.0).add_many(7, 6, rest).chosen() == 7);
    }

    TEST_CASE("of several stories the one that is most like it on average is joined") {
        CHECK(Shelf{}.add(7, 0.9).add_many(7, 3, 0.2).add(8, 0.5).add_many(8, 3, 0.5).chosen() == 8);
        CHECK(Shelf{}.add(7, 0.6).add(8, 0.4).chosen() == 7);
    }

    TEST_CASE("of equals the story of the nearest candidate is joined, so that the answer is one") {
        CHECK(Shelf{}.add(7, 0.5).add(8, 0.5).chosen() == 7);
    }

    TEST_CASE("the member named is the nearest candidate of the story") {
        const auto choice = Shelf{}.add(7, 0.3).add(7, 0.6, true).add(7, 0.4, true).choice();
        REQUIRE(choice);
        CHECK(choice->nearest.number == 1);
    }

    TEST_CASE("a story is looked at once, and only a few stories are") {
        Shelf shelf;
        shelf.add(7, 0.5).add(7, 0.5, true).add(7, 0.5, true);
        static_cast<void>(shelf.chosen());
        CHECK(shelf.asked_ == 1);
        Shelf many;
        for (std::uint64_t story = 1; story <= 12; ++story) many.add(story, 0.5);
        static_cast<void>(many.chosen());
        CHECK(many.asked_ == StoryChooser::kStoriesMax);
    }

    TEST_CASE("of a long story only recent members count") {
        Shelf shelf;
        shelf.add(7, 0.3);
        shelf.add_many(7, 200, 0.0).add_many(7, StoryChooser::kMembersMax, 0.5);
        const auto choice = shelf.choice();
        REQUIRE(choice);
        CHECK(choice->average == doctest::Approx(0.5 * kWithoutNumbers));
    }

    TEST_CASE("members whose terms have left the window do not count") {
        Shelf shelf;
        shelf.add(7, 0.5).add(7, 0.0).forget_last(7);
        const auto choice = shelf.choice();
        REQUIRE(choice);
        CHECK(choice->average == doctest::Approx(0.5 * kWithoutNumbers));
        CHECK(Shelf{}.add(7, 0.9).forget_last(7).chosen() == 0);
    }

    TEST_CASE("candidates too far apart, too unlike or without terms lead to no story") {
        const auto chosen_with = [](auto&& change) {
            Shelf shelf;
            shelf.add(7, 0.9);
            change(shelf.comparisons_.front());
            return shelf.chosen();
        };
        CHECK(chosen_with([](Comparison& comparison) { comparison.apart = thresholds::kStoryGap; }) == 7);
        CHECK(chosen_with([](Comparison& comparison) {
                  comparison.apart = thresholds::kStoryGap + Duration{1};
              }) == 0);
        CHECK(chosen_with([](Comparison& comparison) {
                  comparison.salience.cosine = thresholds::kLinkCosine - 0.001;
              }) == 0);
        CHECK(chosen_with([](Comparison& comparison) { comparison.has_salience = false; }) == 0);
    }

    TEST_CASE("numbers that agree bring two reports closer, numbers that do not keep them apart") {
        static constexpr std::uint32_t kNumbers[] = {1, 2, 3, 4, 5, 6, 7, 8};
        static constexpr std::uint32_t kOthers[] = {11, 12, 13, 14, 15, 16, 17, 18};
        const auto average = [&](std::span<const std::uint32_t> numbers) {
            Shelf shelf;
            shelf.entry_ = EntryBuilder{1}.numbers({1, 2, 3, 4, 5, 6, 7, 8}).make();
            shelf.add(7, 0.5).numbers_of_last(7, numbers);
            const auto choice = shelf.choice();
            return choice ? choice->average : 0.0;
        };
        CHECK(average(kNumbers) > average({}));
        CHECK(average(kOthers) < average({}));
    }
}
