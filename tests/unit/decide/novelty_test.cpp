#include "daemon/decide/novelty.hpp"

#include <deque>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/newsroom.hpp"
#include "tests/unit/decide/prints.hpp"
#include "tests/unit/decide/sample_article.hpp"

using namespace wirefold;
using namespace wirefold::test;

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Timestamp kNow{hours{24 * 365 * 50}};

/// A group whose members a test names, and as a story, too.
class Group final : public MemberLookup {
public:
    Group& add(const Wording& wording) {
        wordings_.push_back(wording);
        Member member;
        member.wording = wordings_.back().view();
        members_.insert(members_.begin(), member);
        times_.insert(times_.begin(), kNow);
        return *this;
    }
    Group& add_at(Timestamp log_time) {
        members_.insert(members_.begin(), Member{});
        times_.insert(times_.begin(), log_time);
        return *this;
    }
    Group& terms_of_last(std::span<const WeightedTerm> terms) {
        members_.front().salience.terms = terms;
        return *this;
    }
    void story_members(std::uint64_t /*article*/, std::size_t members_max,
                       std::vector<Member>& members) const override {
        members = members_;
        if (members.size() > members_max) members.resize(members_max);
    }
    void group_members(std::uint64_t article, std::size_t members_max,
                       std::vector<Member>& members) const override {
        story_members(article, members_max, members);
    }
    void group_items(std::uint64_t /*article*/, Affected& /*affected*/) const override {}
    void story_times(std::uint64_t /*article*/, Timestamp since, std::size_t members_max,
                     std::vector<Timestamp>& times) const override {
        times.clear();
        for (const Timestamp time : times_) {
            if (times.size() < members_max && time >= since) times.push_back(time);
        }
    }

private:
    std::deque<Wording> wordings_;
    std::vector<Member> members_;
    std::vector<Timestamp> times_;  ///< Of members_.
};

/// What of the text the group had not said, word for word.
[[nodiscard]] Novelty novelty_of(const std::string& text, const Group& group) {
    NoveltyMeter meter;
    Novelty novelty;
    meter.measure(EntryBuilder{1}.print(print_of(text)).make(), Candidates{}, 0, false, group, novelty);
    return novelty;
}

[[nodiscard]] std::uint64_t bits(std::initializer_list<unsigned> sentences) {
    std::uint64_t set = 0;
    for (const unsigned sentence : sentences) set |= std::uint64_t{1} << sentence;
    return set;
}

constexpr std::string_view kNews =
    "The city has asked the government in the capital for a grant but had not had an answer by the evening.";

[[nodiscard]] std::string with_sentence_at(std::size_t at) {
    auto sentences = kSampleSentences;
    sentences.insert(sentences.begin() + static_cast<std::ptrdiff_t>(at), std::string{kNews});
    return joined(sentences);
}

}  // namespace

TEST_SUITE("decide/novelty") {
    TEST_CASE("what the group said word for word is not new") {
        const Novelty novelty = novelty_of(sample_text(), Group{}.add(wording_of(sample_text())));
        CHECK(novelty.score == 0);
        CHECK(novelty.new_sentences == 0);
        CHECK(novelty.sentences == kSampleSentences.size());
    }

    TEST_CASE("a sentence that nobody said is new, in proportion to its words") {
        const Novelty novelty = novelty_of(with_sentence_at(4), Group{}.add(wording_of(sample_text())));
        CHECK(novelty.new_sentences == bits({4}));
        CHECK(novelty.sentences == kSampleSentences.size() + 1);
        CHECK(novelty.score >= 8);
        CHECK(novelty.score <= 11);
    }

    TEST_CASE("a sentence with one other word is new") {
        const Novelty novelty = novelty_of(replaced(sample_text(), "fear that", "worry that"),
                                           Group{}.add(wording_of(sample_text())));
        CHECK(novelty.new_sentences == bits({6}));
    }

    TEST_CASE("what any member said is known") {
        Group group;
        group.add(wording_of(joined({kSampleSentences.begin(), kSampleSentences.begin() + 5})));
        group.add(wording_of(joined({kSampleSentences.begin() + 5, kSampleSentences.end()})));
        group.add(wording_of(std::string{kUnrelated}));
        CHECK(novelty_of(with_sentence_at(7), group).new_sentences == bits({7}));
    }

    TEST_CASE("to an empty group everything is new") {
        const Novelty novelty = novelty_of(sample_text(), Group{});
        CHECK(novelty.score == 100);
        CHECK(novelty.new_sentences == bits({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    TEST_CASE("of a text of very many sentences the first sixty-four are looked at") {
        std::string text;
        for (int i = 0; i < 90; ++i) text += filler_sentence(i) + ' ';
        const Novelty novelty = novelty_of(text, Group{}.add(wording_of(sample_text())));
        CHECK(novelty.sentences == 64);
        CHECK(novelty.new_sentences == ~std::uint64_t{0});
        CHECK(novelty.score == 100);
        CHECK(novelty_of(text, Group{}.add(wording_of(text))).score == 0);
    }

    TEST_CASE("a text without words has no new ones") {
        NoveltyMeter meter;
        Novelty novelty;
        meter.measure(LogEntry{}, Candidates{}, 0, false, Group{}, novelty);
        CHECK(novelty.sentences == 0);
        CHECK(novelty.score == 0);
    }
}

TEST_SUITE("decide/novelty in other words") {
    /// Three sentences of ten words; terms stand at the places of `positions`, in 256ths.
    [[nodiscard]] Novelty measured(const std::vector<WeightedTerm>& own,
                                   const std::vector<WeightedTerm>& known) {
        const std::string text =
            "One of the men said so to me last night. Two of the men said so to me last week. "
            "All of the men said so to me last year.";
        NoveltyMeter meter;
        Novelty novelty;
        Candidates candidates;
        candidates.salience.terms = own;
        Group group;
        group.add(Wording{}).terms_of_last(known);
        meter.measure(EntryBuilder{1}.print(print_of(text)).make(), candidates, 0, true, group, novelty);
        REQUIRE(novelty.sentences == 3);
        return novelty;
    }
    [[nodiscard]] WeightedTerm term(std::uint32_t key, std::uint8_t position) {
        return {.key = key, .weight = 10, .position = position};
    }

    TEST_CASE("a sentence that names what nobody named is new") {
        const Novelty novelty = measured({term(1, 10), term(2, 100), term(3, 200)}, {term(1, 0), term(3, 0)});
        CHECK(novelty.new_sentences == bits({1}));
        CHECK(novelty.score == 33);
    }

    TEST_CASE("a sentence all of whose names are known is not, whatever its words") {
        CHECK(measured({term(1, 10), term(2, 100)}, {term(1, 0), term(2, 0)}).score == 0);
    }

    TEST_CASE("where names are told, other words alone are no news; names and numbers are") {
        WeightedTerm name = term(1, 10);
        name.flags = Term::kName;
        WeightedTerm number = term(3, 200);
        number.flags = Term::kNumber;
        CHECK(measured({name, term(2, 100), number}, {name}).new_sentences == bits({2}));
        CHECK(measured({name, term(2, 100), number}, {number}).new_sentences == bits({0}));
    }

    TEST_CASE("in a text of thousands of words a new name is looked for where it stands") {
        LogEntry entry = EntryBuilder{1}.make();
        entry.fingerprint.tokens = 2000;
        entry.fingerprint.wording.sentences.resize(40);
        entry.fingerprint.wording.lengths.assign(40, 50);
        const std::vector<WeightedTerm> terms{term(1, 125)};  // word 500 of the first 1,024
        Candidates candidates;
        candidates.salience.terms = terms;
        NoveltyMeter meter;
        Novelty novelty;
        meter.measure(entry, candidates, 0, true, Group{}.add(Wording{}), novelty);
        CHECK(novelty.new_sentences == bits({10}));
    }

    TEST_CASE("a sentence that names nothing is not") {
        CHECK(measured({}, {}).score == 0);
        CHECK(measured({term(5, 200)}, {}).new_sentences == bits({2}));
    }

    TEST_CASE("a fact that a rewrite adds is new") {
        Newsroom desk;
        desk.publish({.source = "agency.example", .body = sample_text()});
        const Verdict plain =
            desk.publish({.source = "daily.example", .body = kSampleParaphrase, .after = minutes{5}});
        REQUIRE(plain.relation == Relation::Rewrite);
        Newsroom other_desk;
        other_desk.publish({.source = "agency.example", .body = sample_text()});
        const std::string longer =
            std::string{kSampleParaphrase} +
            " Kestrel Haulage, whose 38 lorries supply the Marbeck refinery, threatened to sue Tarnwick.";
        const Verdict with_fact =
            other_desk.publish({.source = "daily.example", .body = longer, .after = minutes{5}});
        REQUIRE(with_fact.relation == Relation::Rewrite);
        CHECK((with_fact.novelty.new_sentences >> 10U & 1U) == 1);
        CHECK(plain.novelty.score < 100);
    }
}

TEST_SUITE("decide/novelty of a story") {
    TEST_CASE("earlier articles of the story are counted by day and by week") {
        Candidates candidates;
        candidates.log_time = kNow;
        NoveltyMeter meter;
        Novelty novelty;
        Group story;
        for (const int age : {0, 24, 25, 24 * 7, 24 * 7 + 1}) story.add_at(kNow - hours{age});
        meter.count_story(candidates, 0, story, novelty);
        CHECK(novelty.count_day == 2);
        CHECK(novelty.count_week == 4);
    }

    TEST_CASE("no more than sixty-four are counted") {
        Candidates candidates;
        candidates.log_time = kNow;
        NoveltyMeter meter;
        Novelty novelty;
        Group story;
        for (int i = 0; i < 300; ++i) story.add_at(kNow);
        meter.count_story(candidates, 0, story, novelty);
        CHECK(novelty.count_day == 64);
        CHECK(novelty.count_week == 64);
    }

    TEST_CASE("an article counts what came before it, copies too, and not itself") {
        Newsroom desk;
        CHECK(desk.publish({.source = "agency.example", .body = sample_text()}).novelty.count_week == 0);
        const Verdict copy =
            desk.publish({.source = "daily.example", .body = sample_text(), .after = minutes{5}});
        CHECK(copy.novelty.count_day == 1);
        const Verdict story =
            desk.publish({.source = "post.example", .body = kSampleStory, .after = hours{25}});
        REQUIRE(story.relation == Relation::Story);
        CHECK(story.novelty.count_day == 0);
        CHECK(story.novelty.count_week == 2);
    }

    TEST_CASE("an exact copy says nothing new") {
        Newsroom desk;
        desk.publish({.source = "agency.example", .body = sample_text()});
        const Verdict copy =
            desk.publish({.source = "daily.example", .body = sample_text(), .after = minutes{5}});
        REQUIRE(copy.relation == Relation::Exact);
        CHECK(copy.novelty.score == 0);
    }
}
