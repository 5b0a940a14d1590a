#include "daemon/index/verdict_codec.hpp"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/seeds.hpp"

using namespace wirefold;
using wirefold::test::SeededBytes;

namespace {

[[nodiscard]] Verdict copied(const Verdict& verdict, std::string_view item_id) {
    std::string bytes;
    append_verdict(bytes, verdict, item_id);
    Verdict read;
    read_verdict(bytes + "what lies behind", item_id, read);
    return read;
}

[[nodiscard]] std::uint8_t any_percent(SeededBytes& random) {
    return random.one_in(4) ? Evidence::kUnmeasured : static_cast<std::uint8_t>(random.up_to(100));
}

[[nodiscard]] Evidence random_evidence(SeededBytes& random) {
    return {.overlap = {.shared_keys = static_cast<std::uint8_t>(random.up_to(64)),
                        .own_keys = static_cast<std::uint8_t>(random.up_to(64)),
                        .other_keys = static_cast<std::uint8_t>(random.up_to(64))},
            .kept_own = any_percent(random),
            .kept_other = any_percent(random),
            .cosine = any_percent(random),
            .order = any_percent(random),
            .numbers = any_percent(random),
            .names = any_percent(random),
            .shared_terms = static_cast<std::uint8_t>(random.up_to(48)),
            .shared_quotes = static_cast<std::uint8_t>(random.up_to(8)),
            .numbers_agree = random.one_in(2)};
}

[[nodiscard]] Verdict random_verdict(SeededBytes& random) {
    Verdict verdict;
    verdict.same_source = random.one_in(2);
    verdict.late = random.one_in(2);
    verdict.is_representative = random.one_in(2);
    verdict.has_evidence = random.one_in(2);
    if (verdict.has_evidence) verdict.evidence = random_evidence(random);
    verdict.original_id = random.bytes(random.one_in(10) ? random.up_to(3000) : random.up_to(60));
    verdict.supersedes = random.bytes(random.up_to(20));
    verdict.novelty.count_day = static_cast<std::uint8_t>(random.up_to(64));
    verdict.novelty.count_week = static_cast<std::uint8_t>(random.up_to(64));
    if (random.one_in(2)) {
        verdict.novelty.sentences = static_cast<std::uint8_t>(1 + random.up_to(63));
        verdict.novelty.new_sentences = random.next();
    }
    verdict.novelty.score = static_cast<std::uint8_t>(random.up_to(100));
    for (std::uint64_t i = random.up_to(16); i > 0; --i)
        verdict.changed.push_back({random.bytes(random.up_to(15)), random.bytes(random.up_to(15))});
    for (std::uint64_t i = random.up_to(4); i > 0; --i) {
        verdict.copied_from.push_back(
            {random.bytes(random.up_to(80)), static_cast<std::uint8_t>(random.up_to(100))});
    }
    return verdict;
}

void check_same(const Evidence& a, const Evidence& b) {
    REQUIRE(a.overlap.shared_keys == b.overlap.shared_keys);
    REQUIRE(a.overlap.own_keys == b.overlap.own_keys);
    REQUIRE(a.overlap.other_keys == b.overlap.other_keys);
    REQUIRE(a.kept_own == b.kept_own);
    REQUIRE(a.kept_other == b.kept_other);
    REQUIRE(a.cosine == b.cosine);
    REQUIRE(a.order == b.order);
    REQUIRE(a.numbers == b.numbers);
    REQUIRE(a.names == b.names);
    REQUIRE(a.shared_terms == b.shared_terms);
    REQUIRE(a.shared_quotes == b.shared_quotes);
    REQUIRE(a.numbers_agree == b.numbers_agree);
}

void check_same(const Verdict& a, const Verdict& b) {
    REQUIRE(a.same_source == b.same_source);
    REQUIRE(a.late == b.late);
    REQUIRE(a.is_representative == b.is_representative);
    REQUIRE(a.has_evidence == b.has_evidence);
    check_same(a.evidence, b.evidence);
    REQUIRE(a.original_id == b.original_id);
    REQUIRE(a.supersedes == b.supersedes);
    REQUIRE(a.novelty.new_sentences == b.novelty.new_sentences);
    REQUIRE(a.novelty.sentences == b.novelty.sentences);
    REQUIRE(a.novelty.score == b.novelty.score);
    REQUIRE(a.novelty.count_day == b.novelty.count_day);
    REQUIRE(a.novelty.count_week == b.novelty.count_week);
    REQUIRE(a.changed == b.changed);
    REQUIRE(a.copied_from == b.copied_from);
}

}  // namespace

TEST_SUITE("index/verdict_codec") {
    TEST_CASE("any verdict comes back as it went, but for what its article keeps") {
        for (const std::uint64_t seed : test::test_seeds(2000)) {
            CAPTURE(seed);
            SeededBytes random{seed};
            const Verdict verdict = random_verdict(random);
            // Often the beginning of the id it points to, or all of it and more.
            std::string item_id = verdict.original_id.substr(0, random.up_to(80));
            item_id += random.bytes(random.up_to(20));
            check_same(copied(verdict, item_id), verdict);
        }
    }

    TEST_CASE("ids and sizes are left as the caller filled them in") {
        Verdict verdict;
        verdict.relation = Relation::Stub;
        verdict.group = 1;
        verdict.group_size = 2;
        verdict.story = 3;
        verdict.story_size = 4;
        std::string bytes;
        append_verdict(bytes, Verdict{}, "urn:b");
        read_verdict(bytes, "urn:b", verdict);
        CHECK(verdict.relation == Relation::Stub);
        CHECK(verdict.group == 1);
        CHECK(verdict.group_size == 2);
        CHECK(verdict.story == 3);
        CHECK(verdict.story_size == 4);
    }

    TEST_CASE("an article like no other costs next to nothing") {
        std::string bytes;
        append_verdict(bytes, Verdict{}, "urn:b");
        CHECK(bytes.size() == 1);
    }

    TEST_CASE("an id costs what it does not share with the article's own") {
        Verdict verdict;
        verdict.original_id = "urn:newsml:agency.example:20260101:1234567";
        std::string alone;
        append_verdict(alone, verdict, "");
        std::string beside_its_like;
        append_verdict(beside_its_like, verdict, "urn:newsml:agency.example:20260101:1234599");
        CHECK(alone.size() - beside_its_like.size() == verdict.original_id.size() - 2);
    }

    TEST_CASE("appends behind what is there") {
        std::string bytes = "before";
        Verdict verdict;
        verdict.original_id = "urn:a";
        append_verdict(bytes, verdict, "urn:b");
        REQUIRE(bytes.starts_with("before"));
        Verdict read;
        read_verdict(std::string_view{bytes}.substr(6), "urn:b", read);
        check_same(read, verdict);
    }
}
