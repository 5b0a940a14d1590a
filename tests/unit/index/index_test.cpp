#include "daemon/index/index.hpp"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

#include "tests/unit/index/window.hpp"

using namespace wirefold;
using wirefold::test::EntryBuilder;
using wirefold::test::joining;
using wirefold::test::kStart;
using wirefold::test::original;
using wirefold::test::Window;

TEST_SUITE("index/index") {
    TEST_CASE("an empty window knows nothing") {
        Window window;
        const auto& found = window.probe(EntryBuilder{1}.keys(0, 20).make());
        CHECK_FALSE(found.replay);
        CHECK(found.same_item.empty());
        CHECK_FALSE(found.same_content);
        CHECK(found.related.empty());
    }

    TEST_CASE("a coordinate seen before gets its verdict back, to the last detail") {
        Window window;
        Verdict verdict;
        verdict.relation = Relation::Near;
        verdict.same_source = verdict.late = verdict.has_evidence = true;
        verdict.group = 42;
        verdict.group_size = 7;
        verdict.is_representative = false;
        verdict.story = 43;
        verdict.story_size = 8;
        verdict.evidence = {.overlap = {.shared_keys = 9, .own_keys = 10, .other_keys = 11},
                            .kept_own = 81,
                            .shared_terms = 12,
                            .numbers_agree = true};
        verdict.novelty = {.new_sentences = 5, .sentences = 7, .score = 31, .count_day = 2, .count_week = 3};
        verdict.changed = {{"7", "70"}};
        verdict.copied_from = {{"urn:part", 40}};
        verdict.original_id = "urn:the:original";
        verdict.supersedes = "3";
        window.add(EntryBuilder{1}.item("urn:x", "4").keys(0, 5).make(), kStart, verdict);
        const auto replay = window.probe(EntryBuilder{1}.item("urn:x", "4").keys(0, 5).make()).replay;
        REQUIRE(replay.has_value());
        CHECK(replay->relation == Relation::Near);
        CHECK(replay->same_source);
        CHECK(replay->late);
        CHECK(replay->has_evidence);
        CHECK(replay->group == 42);
        CHECK(replay->group_size == 7);
        CHECK_FALSE(replay->is_representative);
        CHECK(replay->story == 43);
        CHECK(replay->story_size == 8);
        CHECK(replay->evidence.overlap.shared_keys == 9);
        CHECK(replay->evidence.overlap.other_keys == 11);
        CHECK(replay->evidence.kept_own == 81);
        CHECK(replay->evidence.shared_terms == 12);
        CHECK(replay->evidence.numbers_agree);
        CHECK(replay->novelty.new_sentences == 5);
        CHECK(replay->novelty.score == 31);
        CHECK(replay->novelty.count_week == 3);
        CHECK(replay->changed == verdict.changed);
        CHECK(replay->copied_from == verdict.copied_from);
        CHECK(replay->original_id == "urn:the:original");
        CHECK(replay->supersedes == "3");
    }

    TEST_CASE("an item is an id of one publisher") {
        Window window;
        window.add(EntryBuilder{1}.item("17", "1").source(5).make());
        CHECK(window.probe(EntryBuilder{2}.item("17", "2").source(5).make()).same_item.size() == 1);
        CHECK(window.probe(EntryBuilder{3}.item("17", "2").source(6).make()).same_item.empty());
    }

    TEST_CASE("a cancellation that names no publisher means the item whose id it has") {
        const auto canceled = [](std::int64_t offset) {
            LogEntry entry = EntryBuilder{offset}.item("17", "2").source(0).make();
            entry.status = ItemStatus::Canceled;
            return entry;
        };
        Window window;
        window.add(EntryBuilder{1}.item("17", "1").source(5).make());
        CHECK(window.probe(canceled(2)).same_item.size() == 1);
        CHECK(window.probe(EntryBuilder{3}.item("17", "2").source(0).make()).same_item.empty());

        SUBCASE("and is remembered as that item's") {
            window.add(canceled(2));
            CHECK(window.probe(EntryBuilder{3}.item("17", "1").source(5).make()).same_item.size() == 2);
            CHECK(window.probe(EntryBuilder{4}.item("17", "1").source(6).make()).same_item.empty());
        }
        SUBCASE("but not where two publishers have it") {
            window.add(EntryBuilder{2}.item("17", "1").source(6).make());
            CHECK(window.probe(canceled(3)).same_item.empty());
        }
        SUBCASE("and means nobody's where nobody has it") {
            Window empty;
            empty.add(canceled(1));
            CHECK(empty.probe(EntryBuilder{2}.item("17", "1").source(5).make()).same_item.empty());
        }
    }

    TEST_CASE("versions of an item come newest arrival first") {
        Window window;
        for (int version = 1; version <= 3; ++version) {
            window.add(EntryBuilder{version}.item("a", std::to_string(version)).source(5).make());
        }
        const auto& found = window.probe(EntryBuilder{9}.item("a", "4").source(5).make()).same_item;
        REQUIRE(found.size() == 3);
        CHECK(found[0].version == "3");
        CHECK(found[2].version == "1");
    }

    TEST_CASE("an article's headline is known by a byte") {
        Window window;
        const LogEntry titled = EntryBuilder{1}.item("a").source(5).title("Two dead").make();
        window.add(titled);
        window.add(EntryBuilder{2}.item("b").source(5).make());
        CHECK(titled.fingerprint.title_byte() != 0);
        const auto& first = window.probe(EntryBuilder{3}.item("a").source(5).make()).same_item;
        REQUIRE(first.size() == 1);
        CHECK(first.front().title == titled.fingerprint.title_byte());
        const auto& second = window.probe(EntryBuilder{4}.item("b").source(5).make()).same_item;
        REQUIRE(second.size() == 1);
        CHECK(second.front().title == 0);
    }

    TEST_CASE("of equal contents the first one is named") {
        Window window;
        window.add(EntryBuilder{1}.content("same").make());
        window.add(EntryBuilder{2}.content("same").make());
        const auto same = window.probe(EntryBuilder{3}.content("same").make()).same_content;
        REQUIRE(same.has_value());
        CHECK(same->item_id == "urn:test:1");
    }

    TEST_CASE("of any number of equal contents the first one is named") {
        for (const std::uint32_t copies : {300U, 2000U}) {
            CAPTURE(copies);
            Window window;
            window.add(EntryBuilder{0}.content("same").make());
            for (std::uint32_t i = 1; i <= copies; ++i) {
                // Now and then one posts its text, as a marked correction of the headline does.
                Verdict verdict = joining(0, i + 1);
                verdict.relation = i % 100 == 0 ? Relation::Correction : Relation::Exact;
                window.add(EntryBuilder{i}.content("same").make(), kStart, verdict);
            }
            const auto same = window.probe(EntryBuilder{copies + 1}.content("same").make()).same_content;
            REQUIRE(same.has_value());
            CHECK(same->item_id == "urn:test:0");
            CHECK(same->group_size == copies + 1);
        }
    }

    TEST_CASE("when the first of equal contents has left, the first that is still there is named") {
        using std::chrono::hours;
        IndexOptions options;
        options.window_story = options.window_copy = options.window_exact = hours{72};
        Window window{options};
        Verdict copy = joining(0, 2);
        copy.relation = Relation::Exact;
        window.add(EntryBuilder{0}.content("same").make());
        for (std::int64_t i = 1; i <= 20; ++i)
            window.add(EntryBuilder{i}.content("same").make(), kStart + hours{40}, copy);
        copy.group_member = copy.story_member = 1;
        for (std::int64_t i = 21; i <= 400; ++i) {
            const LogEntry entry = EntryBuilder{i}.content("same").make();
            window.add(entry, kStart + hours{73}, copy);
            REQUIRE(window.candidates.same_content.has_value());
            REQUIRE(window.candidates.same_content->item_id == "urn:test:1");
        }
    }

    TEST_CASE("what is stale or sent again does not push out what became of an item") {
        Window window;
        const auto sent = [](std::int64_t offset, std::string version, std::string_view content) {
            return EntryBuilder{offset}.item("a", std::move(version)).source(5).content(content);
        };
        const auto as = [](Relation relation) {
            Verdict verdict = joining(0, 2);
            verdict.relation = relation;
            return verdict;
        };
        window.add(sent(1, "1", "one").make());
        window.add(sent(2, "2", "").status(ItemStatus::Canceled).make(), kStart, as(Relation::Kill));
        for (std::int64_t i = 0; i < 300; ++i)
            window.add(sent(10 + i, "1", "one").make(), kStart, as(Relation::Stale));
        const auto& killed = window.probe(sent(999, "1", "changed").make()).same_item;
        REQUIRE(killed.size() == 2);
        CHECK(killed[0].version == "2");
        CHECK(killed[0].status == ItemStatus::Canceled);

        window.add(sent(1000, "3", "three").make(), kStart, as(Relation::Revision));
        window.add(sent(1001, "3", "more").make(), kStart, as(Relation::Revision));
        for (std::int64_t i = 0; i < 100; ++i)
            window.add(sent(2000 + i, "3", "more").make(), kStart, as(Relation::Resend));
        const auto& resent = window.probe(sent(9999, "3", "three").make()).same_item;
        REQUIRE(resent.size() == 104);
        CHECK(resent[101].content == hash128("three"));
    }

    TEST_CASE("measures overlap both ways and puts the best first") {
        Window window;
        window.add(EntryBuilder{1}.keys(0, 20).make());
        window.add(EntryBuilder{2}.keys(15, 40).make());
        const auto& found = window.probe(EntryBuilder{3}.keys(0, 25).make()).related;
        REQUIRE(found.size() == 2);
        CHECK(found[0].article.item_id == "urn:test:1");
        CHECK(found[0].overlap.containment() == doctest::Approx(1.0));
        CHECK(found[0].overlap.contained_by() == doctest::Approx(0.8));
        CHECK(found[1].overlap.shared_keys == 10);
    }

    TEST_CASE("a candidate comes with everything that comparing it needs") {
        Window window;
        const LogEntry entry = EntryBuilder{1}.keys(0, 20).numbers({3, 1, 2}).terms(50, 60).quote(7).make();
        window.add(entry, kStart);
        const auto& found = window.probe(EntryBuilder{2}.keys(0, 20).make()).related;
        REQUIRE(found.size() == 1);
        CHECK(std::vector(found[0].numbers.begin(), found[0].numbers.end()) ==
              std::vector<std::uint32_t>{1, 2, 3});
        REQUIRE(found[0].salience.terms.size() == 10);
        CHECK(found[0].salience.terms[3].key == 53);
        CHECK(found[0].salience.terms[3].position == 76);
        REQUIRE(found[0].salience.quotes.size() == 1);
        CHECK(found[0].salience.quotes[0] == 7);
        CHECK(found[0].article.group == 77);
        CHECK(found[0].article.story == 78);
        CHECK(found[0].article.log_time == kStart);
    }

    TEST_CASE("an article that shares text and terms is one candidate") {
        Window window;
        window.add(EntryBuilder{1}.keys(0, 20).terms(50, 60).make());
        window.add(EntryBuilder{2}.keys(90, 99).terms(50, 60).make());
        const auto& found = window.probe(EntryBuilder{3}.keys(0, 20).terms(50, 60).make()).related;
        REQUIRE(found.size() == 2);
        CHECK(found[0].article.item_id == "urn:test:1");
        CHECK(found[0].overlap.shared_keys == 20);
        CHECK(found[1].article.item_id == "urn:test:2");
        CHECK(found[1].overlap.shared_keys == 0);
    }

    TEST_CASE("a copy posts nothing, a rewrite does") {
        for (const Relation relation : kRelations) {
            CAPTURE(name_of(relation));
            Window window;
            Verdict verdict = original();
            verdict.relation = relation;
            window.add(EntryBuilder{1}.keys(0, 20).terms(50, 60).make(), kStart, verdict);
            const bool is_found =
                !window.probe(EntryBuilder{2}.keys(0, 20).terms(50, 60).make()).related.empty();
            CHECK(is_found == (!is_duplicate(relation) || relation == Relation::Rewrite));
        }
    }

    TEST_CASE("members of a group and of a story come newest first, up to the number asked for") {
        Window window;
        window.add(EntryBuilder{1}.keys(0, 20).make());
        for (std::int64_t i = 2; i <= 5; ++i) {
            const auto size = static_cast<std::uint32_t>(i);
            window.add(EntryBuilder{i}.keys(0, 20).make(), kStart, joining(i == 4 ? 1 : 0, size));
        }
        window.add(EntryBuilder{6}.keys(90, 99).make());
        const auto ids = [&](auto members_of, std::uint64_t article, std::size_t members_max) {
            std::vector<Member> members;
            (window.index.*members_of)(article, members_max, members);
            std::vector<std::uint64_t> numbers;
            for (const Member& one : members) numbers.push_back(one.number);
            return numbers;
        };
        for (const auto members_of : {&Index::group_members, &Index::story_members}) {
            CHECK(ids(members_of, 0, 32) == std::vector<std::uint64_t>{4, 3, 2, 1, 0});
            CHECK(ids(members_of, 3, 32) == std::vector<std::uint64_t>{4, 3, 2, 1, 0});
            CHECK(ids(members_of, 3, 2) == std::vector<std::uint64_t>{4, 3});
            CHECK(ids(members_of, 5, 32) == std::vector<std::uint64_t>{5});
        }
        const auto& found = window.probe(EntryBuilder{7}.keys(0, 20).make()).related;
        REQUIRE(!found.empty());
        CHECK(found[0].article.group_size == 5);
        CHECK(found[0].article.story_size == 5);
    }

    TEST_CASE("a group and a story keep their names and sizes when their founder has left") {
        using std::chrono::hours;
        IndexOptions options;
        options.window_story = options.window_copy = options.window_exact = hours{72};
        Window window{options};
        window.add(EntryBuilder{1}.keys(0, 20).make(), kStart, original(7));
        window.add(EntryBuilder{2}.keys(0, 21).make(), kStart + hours{40}, joining(0, 2, 7));
        window.add(EntryBuilder{3}.keys(0, 22).make(), kStart + hours{50}, joining(0, 3, 7));
        const Timestamp later = kStart + hours{73};
        window.probe(EntryBuilder{4}.keys(0, 22).make(), later);
        CHECK(window.index.stats().articles == 2);
        for (const Candidate& candidate : window.candidates.related) {
            CHECK(candidate.article.group == 7);
            CHECK(candidate.article.story == 8);
            CHECK(candidate.article.group_size == 3);
            CHECK(candidate.article.story_size == 3);
            CHECK(candidate.article.representative_tokens == 26);
        }
        window.add(EntryBuilder{4}.keys(0, 22).make(), later, joining(1, 4, 7));
        std::vector<Member> members;
        window.index.story_members(2, 32, members);
        REQUIRE(members.size() == 3);
        CHECK(members[0].number == 3);
        CHECK(members[2].number == 1);
        window.index.group_members(3, 32, members);
        CHECK(members.size() == 3);
        const auto& related = window.probe(EntryBuilder{5}.keys(0, 22).make(), later).related;
        REQUIRE(!related.empty());
        for (const Candidate& candidate : related) CHECK(candidate.article.story_size == 4);
    }

    TEST_CASE("the times of a story's members come newest first, none before a given one") {
        using std::chrono::hours;
        Window window;
        window.add(EntryBuilder{1}.make());
        for (std::int64_t i = 2; i <= 5; ++i) {
            const auto size = static_cast<std::uint32_t>(i);
            window.add(EntryBuilder{i}.make(), kStart + hours{i}, joining(0, size));
        }
        const auto hours_of = [&](hours since, std::size_t members_max) {
            std::vector<Timestamp> times;
            window.index.story_times(2, kStart + since, members_max, times);
            std::vector<std::int64_t> after;
            for (const Timestamp time : times) after.push_back((time - kStart) / hours{1});
            return after;
        };
        CHECK(hours_of(hours{0}, 64) == std::vector<std::int64_t>{5, 4, 3, 2, 0});
        CHECK(hours_of(hours{3}, 64) == std::vector<std::int64_t>{5, 4, 3});
        CHECK(hours_of(hours{0}, 2) == std::vector<std::int64_t>{5, 4});
    }

    TEST_CASE("a story that many join in a row is as quick to ask for as a short one, and as whole") {
        Window window;
        window.add(EntryBuilder{0}.make());
        constexpr std::uint32_t kMembers = 3000;
        for (std::uint32_t i = 1; i < kMembers; ++i)
            window.add(EntryBuilder{i}.make(), kStart, joining(i - 1, i + 1));
        std::vector<Member> members;
        for (const std::uint64_t article : {std::uint64_t{0}, std::uint64_t{kMembers / 2}}) {
            window.index.story_members(article, 2 * kMembers, members);
            REQUIRE(members.size() == kMembers);
            CHECK(members[0].number == kMembers - 1);
        }
        const auto& again =
            window.probe(EntryBuilder{kMembers}.item("urn:test:0").source(100).make()).same_item;
        REQUIRE(again.size() == 1);
        CHECK(again[0].story_size == kMembers);
    }

    TEST_CASE("terms leave first, then texts, and items last") {
        using std::chrono::hours;
        IndexOptions options;
        options.window_story = hours{6};
        options.window_copy = hours{24};
        options.window_exact = hours{72};
        Window window{options};
        window.add(EntryBuilder{1}.item("a", "1").source(5).keys(0, 20).numbers({1}).terms(50, 60).make());
        const LogEntry by_terms = EntryBuilder{2}.item("a", "2").source(5).terms(50, 60).make();
        const LogEntry by_text = EntryBuilder{3}.keys(0, 20).make();
        CHECK(window.probe(by_terms, kStart + hours{6}).related.size() == 1);
        CHECK(window.probe(by_text, kStart + hours{6}).related.at(0).salience.terms.size() == 10);
        CHECK(window.probe(by_terms, kStart + hours{7}).related.empty());
        CHECK(window.probe(by_text, kStart + hours{7}).related.at(0).salience.terms.empty());
        CHECK(window.probe(by_text, kStart + hours{24}).related.at(0).numbers.size() == 1);
        CHECK(window.index.stats().articles_compared == 1);
        CHECK(window.probe(by_text, kStart + hours{25}).related.empty());
        CHECK(window.index.stats().articles_compared == 0);
        CHECK(window.probe(by_terms, kStart + hours{72}).same_item.size() == 1);
        CHECK(window.probe(by_terms, kStart + hours{73}).same_item.empty());
        CHECK(window.index.stats().articles == 0);
        CHECK(window.index.stats().expired == 1);
        CHECK(window.index.stats().evicted == 0);
    }

    TEST_CASE("windows may be equally long") {
        IndexOptions options;
        options.window_story = options.window_copy = options.window_exact = std::chrono::hours{24};
        Window window{options};
        window.add(EntryBuilder{1}.keys(0, 20).terms(50, 60).make());
        const LogEntry like_it = EntryBuilder{2}.keys(0, 20).terms(50, 60).make();
        CHECK(window.probe(like_it, kStart + std::chrono::hours{24}).related.size() == 1);
        CHECK(window.probe(like_it, kStart + std::chrono::hours{25}).related.empty());
        CHECK(window.index.stats().articles == 0);
    }

    TEST_CASE("articles that came before the clock's jump are as old as they say") {
        using std::chrono::hours;
        IndexOptions options;
        options.window_story = options.window_copy = hours{24};
        options.window_exact = hours{72};
        Window window{options};
        const Timestamp monday = kStart + hours{24 * 5};
        window.add(EntryBuilder{1}.time(kStart).keys(0, 20).make(), kStart);
        window.add(EntryBuilder{2}.time(monday).keys(50, 70).make(), kStart);
        window.add(EntryBuilder{3}.time(monday + hours{1}).keys(80, 95).make(), kStart);
        window.index.date_anew(2, monday);
        CHECK(window.probe(EntryBuilder{4}.keys(0, 20).make(), monday).related.empty());
        CHECK(window.probe(EntryBuilder{4}.keys(50, 70).make(), monday).related.size() == 1);
        CHECK(window.probe(EntryBuilder{4}.keys(80, 95).make(), monday).related.at(0).article.log_time ==
              monday);
        CHECK(window.index.stats().articles == 2);
    }

    TEST_CASE("a window that starts without a clock gets the time the clock starts at") {
        IndexOptions options;
        options.window_story = options.window_copy = options.window_exact = std::chrono::hours{24};
        Window window{options};
        window.add(EntryBuilder{1}.keys(0, 20).make(), Timestamp{});
        CHECK(window.probe(EntryBuilder{2}.keys(0, 20).make(), kStart).related.size() == 1);
        CHECK(window.probe(EntryBuilder{2}.keys(0, 20).make(), kStart + std::chrono::hours{25})
                  .related.empty());
    }

    TEST_CASE("times survive a clock that jumps by centuries, from before 1970 and from nowhere") {
        using std::chrono::hours;
        const hours year{24 * 365};
        for (const Timestamp start : {Timestamp{}, kStart, Timestamp{} - 1900 * year}) {
            CAPTURE(start.time_since_epoch().count());
            Window window;
            window.add(EntryBuilder{1}.time(start).keys(0, 20).make(), start);
            window.add(EntryBuilder{2}.time(kStart + 500 * year).keys(30, 50).make(), start);
            const Timestamp now = kStart + 500 * year;
            window.index.date_anew(1, now);
            CHECK(window.probe(EntryBuilder{3}.keys(30, 50).make(), now).related.at(0).article.log_time ==
                  now);
            const bool had_no_clock = start == Timestamp{};
            CHECK(window.index.stats().articles == (had_no_clock ? 2 : 1));
            CHECK(window.candidates.related.at(0).article.event_time == now);
        }
    }

    TEST_CASE("says that an article comes late") {
        Window window;
        window.add(EntryBuilder{1}.make(), kStart);
        const Timestamp long_ago = kStart - std::chrono::hours{24 * 31};
        CHECK(window.probe(EntryBuilder{2}.time(long_ago).make(), kStart).late);
        CHECK_FALSE(window.probe(EntryBuilder{2}.time(kStart).make(), kStart).late);
    }

    TEST_CASE("never holds more than its cap, and the oldest go first") {
        IndexOptions options;
        options.bytes_max = kMiB;
        Window window{options};
        CHECK(window.index.bytes_reserved() <= options.bytes_max);
        constexpr std::int64_t kArticles = 20'000;
        for (std::int64_t i = 0; i < kArticles; ++i) {
            const auto first = static_cast<std::uint32_t>(i) * 50;
            window.add(
                EntryBuilder{i}.keys(first, first + 30).numbers({1, 2, 3}).terms(first, first + 40).make());
        }
        const IndexStats stats = window.index.stats();
        CHECK(stats.evicted > 0);
        CHECK(stats.articles < 20'000);
        CHECK(stats.articles > 500);
        CHECK(stats.bytes_used <= options.bytes_max);
        const std::uint64_t oldest = std::uint64_t{kArticles} - stats.articles;
        CHECK(window.index.oldest_position().raw() <= oldest);
        CHECK(window.index.oldest_position().raw() + 64 > oldest);
        const auto newest = static_cast<std::uint32_t>(kArticles - 1) * 50;
        CHECK(window.probe(EntryBuilder{kArticles}.keys(newest, newest + 30).make()).related.size() == 1);
        CHECK(window.probe(EntryBuilder{kArticles}.keys(0, 30).make()).related.empty());
        CHECK_FALSE(window.probe(EntryBuilder{0}.make()).replay);
        CHECK(window.probe(EntryBuilder{kArticles - 1}.make()).replay);
    }

    TEST_CASE("what is reserved is the cap or a little less, whatever the windows") {
        using std::chrono::hours;
        struct Windows {
            hours story;
            hours copy;
            hours exact;
        };
        // The least that the configuration allows, and more. A shorter window is none of the longer ones.
        for (const std::size_t bytes_max : {8'000'000UL, 16 * kMiB, 96 * kMiB, 1024 * kMiB}) {
            for (const Windows& windows :
                 {Windows{hours{1}, hours{1}, hours{1}}, Windows{hours{1}, hours{1}, hours{24 * 90}},
                  Windows{hours{1}, hours{24 * 90}, hours{24 * 90}}, Windows{hours{24}, hours{24}, hours{24}},
                  Windows{hours{24 * 7}, hours{24 * 30}, hours{24 * 90}},
                  Windows{hours{24 * 90}, hours{24 * 90}, hours{24 * 90}}}) {
                CAPTURE(bytes_max);
                CAPTURE(windows.story.count());
                CAPTURE(windows.copy.count());
                CAPTURE(windows.exact.count());
                const Index index{{.bytes_max = bytes_max,
                                   .window_exact = windows.exact,
                                   .window_copy = windows.copy,
                                   .window_story = windows.story}};
                CHECK(index.bytes_reserved() <= bytes_max);
                CHECK(index.bytes_reserved() > bytes_max * 9 / 10);
            }
        }
    }

    TEST_CASE("long ids fill the text ring without harm") {
        IndexOptions options;
        options.bytes_max = kMiB;
        Window window{options};
        for (std::int64_t i = 0; i < 3000; ++i) {
            const std::string id =
                std::to_string(i) + std::string(static_cast<std::size_t>(i * 37 % 1000), 'x');
            window.add(EntryBuilder{i}.item(id, "1").source(5).make());
            const auto& found =
                window.probe(EntryBuilder{1'000'000 + i}.item(id, "2").source(5).make()).same_item;
            REQUIRE(found.size() == 1);
            REQUIRE(found[0].item_id == id);
        }
    }

    TEST_CASE("the longest ids and verdict that an article can have are kept") {
        Window window;
        Verdict verdict = original();
        verdict.relation = Relation::Correction;
        verdict.original_id = std::string(1024, 'o');
        verdict.supersedes = std::string(256, 's');
        verdict.changed.assign(16, {std::string(199, 'f'), std::string(199, 't')});
        verdict.copied_from.assign(4, {std::string(1024, 'c'), 40});
        const auto sent = [] { return EntryBuilder{1}.item(std::string(1024, 'i'), std::string(256, 'v')); };
        window.add(sent().make(), kStart, verdict);
        const auto replay = window.probe(sent().make()).replay;
        REQUIRE(replay.has_value());
        CHECK(replay->changed == verdict.changed);
        CHECK(replay->copied_from.size() == 4);
    }

    TEST_CASE("ten thousand articles that share every key cost a bounded number of comparisons") {
        Window window;
        for (std::int64_t i = 0; i < 10'000; ++i) window.add(EntryBuilder{i}.keys(0, 30).make());
        const auto before = window.index.stats().candidates;
        static_cast<void>(window.probe(EntryBuilder{10'001}.keys(0, 30).make()));
        CHECK(window.index.stats().candidates - before <= 16);
    }

    TEST_CASE("equal logs give equal states, whatever was asked meanwhile") {
        Window one;
        Window other;
        for (std::int64_t i = 0; i < 300; ++i) {
            const auto first = static_cast<std::uint32_t>(i % 40) * 20;
            const LogEntry entry = EntryBuilder{i}.keys(first, first + 15).terms(first, first + 30).make();
            one.add(entry, kStart + std::chrono::hours{i}, original(static_cast<std::uint64_t>(i)));
            other.add(entry, kStart + std::chrono::hours{i}, original(static_cast<std::uint64_t>(i)));
            static_cast<void>(other.probe(EntryBuilder{1000 + i}.keys(0, 30).terms(0, 40).make(),
                                          kStart + std::chrono::hours{i}));
            REQUIRE(one.index.state_hash() == other.index.state_hash());
        }
    }

    TEST_CASE("different logs give different states") {
        std::vector<std::uint64_t> hashes;
        const auto add_hash_of = [&](auto&&... entries) {
            Window window;
            (window.add(entries, kStart), ...);
            hashes.push_back(window.index.state_hash());
        };
        const auto first = [] { return EntryBuilder{1}.keys(0, 20).terms(50, 60); };
        const auto second = [] { return EntryBuilder{2}.keys(30, 50).terms(70, 80); };
        add_hash_of();
        add_hash_of(first().make());
        add_hash_of(first().make(), second().make());
        add_hash_of(second().make(), first().make());
        add_hash_of(first().content("changed").make(), second().make());
        add_hash_of(first().make(), second().terms(90, 91).make());
        for (const Relation relation : {Relation::Near, Relation::Story}) {
            Window window;
            Verdict verdict = original();
            window.add(first().make());
            verdict.relation = relation;
            window.add(second().make(), kStart, verdict);
            hashes.push_back(window.index.state_hash());
        }
        Window grouped;
        grouped.add(first().make());
        grouped.add(second().make(), kStart, original(78));
        hashes.push_back(grouped.index.state_hash());
        Window later;
        later.add(first().make());
        later.add(second().make());
        later.index.expire(kStart + std::chrono::hours{24 * 8});
        hashes.push_back(later.index.state_hash());
        std::sort(hashes.begin(), hashes.end());
        CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
    }
}
