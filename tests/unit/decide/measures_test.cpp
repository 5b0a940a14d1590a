#include "daemon/decide/measures.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "daemon/core/hash.hpp"
#include "daemon/model/log_entry.hpp"
#include "tests/support/random.hpp"

using namespace wirefold;
using doctest::Approx;

namespace {

/// A salience under construction: terms by key.
class Terms {
public:
    Terms& add(std::uint32_t key, std::uint8_t weight = 10, std::uint8_t position = 0,
               std::uint8_t flags = 0) {
        const auto place = std::find_if(terms_.begin(), terms_.end(),
                                        [&](const WeightedTerm& known) { return known.key > key; });
        terms_.insert(place, {.key = key, .weight = weight, .position = position, .flags = flags});
        return *this;
    }
    Terms& quote(std::uint32_t hash) {
        quotes_.push_back(hash);
        return *this;
    }
    [[nodiscard]] SalienceView view() const {
        std::uint32_t squares = 0;
        for (const WeightedTerm& term : terms_) squares += std::uint32_t{term.weight} * term.weight;
        return {.square_sum = squares, .terms = terms_, .quotes = quotes_};
    }

private:
    std::vector<WeightedTerm> terms_;
    std::vector<std::uint32_t> quotes_;
};

[[nodiscard]] SalienceMatch match_of(const Terms& a, const Terms& b) {
    const OwnSalience own{a.view()};
    SalienceMatch found = own.match(b.view());
    own.match_closely(b.view(), found);
    return found;
}

/// Terms 1, 2, 3 … at these places.
[[nodiscard]] Terms at_places(std::initializer_list<std::uint8_t> places) {
    Terms terms;
    std::uint32_t key = 0;
    for (const std::uint8_t place : places) terms.add(++key, 10, place);
    return terms;
}

[[nodiscard]] NumberMatch numbers(std::vector<std::uint32_t> own, std::vector<std::uint32_t> other) {
    std::sort(own.begin(), own.end());
    std::sort(other.begin(), other.end());
    return match_numbers(own, other);
}

[[nodiscard]] Terms random_terms(test::Random& random) {
    Terms terms;
    for (std::uint32_t key = 0; key < 60; ++key) {
        if (random.below(2) == 0) continue;
        terms.add(key, static_cast<std::uint8_t>(1 + random.below(255)),
                  static_cast<std::uint8_t>(random.below(256)), static_cast<std::uint8_t>(random.below(8)));
    }
    return terms;
}

}  // namespace

TEST_SUITE("decide/measures cosine") {
    TEST_CASE("is one with itself, nothing with what shares no term") {
        const Terms terms = Terms{}.add(1, 30).add(2, 40);
        CHECK(OwnSalience{terms.view()}.cosine(terms.view()) == Approx(1));
        CHECK(OwnSalience{terms.view()}.cosine(Terms{}.add(3).view()) == Approx(0));
        CHECK(OwnSalience{terms.view()}.cosine({}) == Approx(0));
        CHECK(OwnSalience{{}}.cosine({}) == Approx(0));
    }

    TEST_CASE("is the angle of the weights") {
        const Terms a = Terms{}.add(1, 30).add(2, 40);
        const Terms b = Terms{}.add(2, 50).add(3, 120);
        CHECK(OwnSalience{a.view()}.cosine(b.view()) == Approx(40.0 * 50 / (50.0 * 130)));
        CHECK(match_of(a, b).cosine == Approx(40.0 * 50 / (50.0 * 130)));
    }

    TEST_CASE("never leaves its range, does not overflow, and is the same both ways") {
        Terms heavy;
        for (std::uint32_t key = 0; key < Salience::kTermsMax; ++key) heavy.add(key, 255);
        CHECK(OwnSalience{heavy.view()}.cosine(heavy.view()) == Approx(1));
        for (unsigned seed = 0; seed < 300; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            const Terms a = random_terms(random);
            const Terms b = random_terms(random);
            if (a.view().terms.size() > Salience::kTermsMax || b.view().terms.size() > Salience::kTermsMax)
                continue;
            const SalienceMatch match = match_of(a, b);
            const SalienceMatch reverse = match_of(b, a);
            CHECK(match.cosine == Approx(OwnSalience{a.view()}.cosine(b.view())));
            for (const auto part : {&SalienceMatch::cosine, &SalienceMatch::order, &SalienceMatch::names,
                                    &SalienceMatch::lead}) {
                CHECK(match.*part >= 0);
                CHECK(match.*part <= 1 + 1e-9);
                CHECK(match.*part == Approx(reverse.*part));
            }
            CHECK(match.terms == reverse.terms);
            CHECK(match.name_count == reverse.name_count);
        }
    }

    TEST_CASE("keys are found wherever they lie, at the ends and side by side") {
        for (unsigned seed = 0; seed < 300; ++seed) {
            CAPTURE(seed);
            test::Random random{seed};
            Terms a;
            Terms b;
            std::uint64_t dot = 0;
            std::uint8_t shared = 0;
            std::set<std::uint32_t> keys{0, 1, 0x00ffffff, 0x01000000, 0xff000000, 0xfffffffe, 0xffffffff};
            while (keys.size() < Salience::kTermsMax)
                keys.insert(random.below(16) << 28U | random.below(2000));
            for (const std::uint32_t key : keys) {
                const bool in_a = random.below(2) == 0;
                const bool in_b = random.below(2) == 0;
                const auto weight = static_cast<std::uint8_t>(1 + random.below(200));
                if (in_a) a.add(key, weight);
                if (in_b) b.add(key, 7);
                if (!in_a || !in_b) continue;
                dot += std::uint64_t{weight} * 7;
                ++shared;
            }
            const SalienceMatch match = OwnSalience{a.view()}.match(b.view());
            CHECK(match.terms == shared);
            const double norm = std::sqrt(static_cast<double>(a.view().square_sum) * b.view().square_sum);
            CHECK(match.cosine == Approx(norm > 0 ? static_cast<double>(dot) / norm : 0));
        }
    }

    TEST_CASE("what is unlike is not measured further") {
        const Terms a = Terms{}.add(1, 10, 0, Term::kName).add(2, 10, 50).add(3, 200);
        const Terms b = Terms{}.add(1, 10, 0, Term::kName).add(2, 10, 50).add(4, 200).quote(7);
        const SalienceMatch match = match_of(a, b);
        CHECK(match.cosine == Approx(200.0 / 40'200));
        CHECK(match.terms == 2);
        CHECK(match.order == Approx(0));
        CHECK(match.name_count == 0);
        CHECK(match_of(Terms{a}.quote(7), b).quotes == 1);
    }

    TEST_CASE("of the lead only terms count that stand in the lead of both") {
        const Terms a = Terms{}.add(1, 30, 0, Term::kLead).add(2, 40).add(3, 40, 0, Term::kLead);
        const Terms b = Terms{}.add(1, 30, 0, Term::kLead).add(2, 40, 0, Term::kLead).add(3, 40);
        CHECK(match_of(a, b).lead == Approx(30.0 * 30 / (50.0 * 50)));
        CHECK(match_of(a, Terms{}.add(1, 30)).lead == Approx(0));
    }
}

TEST_SUITE("decide/measures order") {
    TEST_CASE("is one where shared terms come in the same order, nothing where in the opposite") {
        CHECK(match_of(at_places({0, 50, 100, 150}), at_places({10, 60, 110, 160})).order == Approx(1));
        CHECK(match_of(at_places({0, 50, 100, 150}), at_places({150, 100, 50, 0})).order == Approx(0));
        CHECK(match_of(at_places({0, 50, 100, 150}), at_places({0, 100, 50, 150})).order == Approx(5.0 / 6));
    }

    TEST_CASE("pairs that stand together in both say nothing") {
        CHECK(match_of(at_places({0, 3, 100}), at_places({3, 0, 100})).order == Approx(1));
        CHECK(match_of(at_places({0, 3}), at_places({3, 0})).order == Approx(0));
    }

    TEST_CASE("pairs that stand on one spot in one of the texts say nothing") {
        CHECK(match_of(at_places({0, 0, 100}), at_places({50, 20, 120})).order == Approx(1));
    }

    TEST_CASE("nobody can tell the order of one term") {
        CHECK(match_of(at_places({0}), at_places({0})).order == Approx(0));
        CHECK(match_of(at_places({}), at_places({})).order == Approx(0));
    }
}

TEST_SUITE("decide/measures names, quotations, numbers") {
    TEST_CASE("names are counted of the text with fewer, and must be names in both") {
        const Terms two = Terms{}.add(1, 10, 0, Term::kName).add(2, 10, 0, Term::kName).add(3);
        const Terms three =
            Terms{}.add(1, 10, 0, Term::kName).add(3, 10, 0, Term::kName).add(4, 10, 0, Term::kName).add(2);
        const SalienceMatch match = match_of(two, three);
        CHECK(match.name_count == 2);
        CHECK(match.names == Approx(0.5));
        CHECK(match.terms == 3);
        CHECK(match_of(two, Terms{}.add(3)).name_count == 0);
        CHECK(match_of(two, Terms{}.add(3)).names == Approx(0));
    }

    TEST_CASE("quotations in common are counted") {
        CHECK(match_of(Terms{}.quote(1).quote(2).quote(3), Terms{}.quote(3).quote(9).quote(1)).quotes == 2);
        CHECK(match_of(Terms{}.quote(1), Terms{}.add(1)).quotes == 0);
    }

    TEST_CASE("numbers agree unless each side has one the other lacks") {
        CHECK(numbers({1, 2, 3}, {1, 2, 3}).agree());
        CHECK(numbers({1, 2}, {1, 2, 3}).agree());
        CHECK(numbers({1, 2, 3, 4}, {1, 2, 3}).agree());
        CHECK(numbers({}, {1, 2, 3}).agree());
        CHECK(numbers({1, 2, 3}, {}).agree());
        CHECK(numbers({}, {}).agree());
        CHECK_FALSE(numbers({1, 2, 4}, {1, 2, 3}).agree());
        CHECK_FALSE(numbers({9}, {1, 2, 3}).agree());
        CHECK_FALSE(numbers({1, 5}, {5, 9}).agree());
    }

    TEST_CASE("of more numbers than are kept, one more on one side does not make the others differ") {
        std::vector<std::uint32_t> all;
        for (std::uint64_t i = 0; i < 150; ++i) all.push_back(static_cast<std::uint32_t>(mix64(i)));
        std::sort(all.begin(), all.end());
        const auto kept = [](std::vector<std::uint32_t> numbers) {
            std::sort(numbers.begin(), numbers.end());
            numbers.resize(std::min(numbers.size(), Fingerprint::kNumbersMax));
            return numbers;
        };
        const std::vector<std::uint32_t> original = kept(all);
        for (const std::uint32_t extra : {1U, all[30] + 1, all[63] + 1, UINT32_MAX}) {
            CAPTURE(extra);
            std::vector<std::uint32_t> more = all;
            more.push_back(extra);
            const std::vector<std::uint32_t> copy = kept(more);
            const NumberMatch match = match_numbers(copy, original);
            CHECK(match.agree());
            CHECK_FALSE(match.other_extra);
            CHECK(match.own_extra == (extra < all[63]));
            CHECK(match.containment() == 1);
            CHECK(match_numbers(original, copy).agree());
        }
        // One that is another number is seen as before, and a short list is held by a long one.
        std::vector<std::uint32_t> changed = all;
        changed[20] += 1;
        CHECK_FALSE(match_numbers(kept(changed), original).agree());
        const std::vector<std::uint32_t> some{all[5], all[60], all[100], all[140]};
        CHECK(match_numbers(some, original).fewer == 2);
        CHECK(match_numbers(some, original).containment() == 1);
    }

    TEST_CASE("numbers are held by part of the text with fewer") {
        CHECK(numbers({1, 2, 3, 4}, {1, 2, 9}).shared == 2);
        CHECK(numbers({1, 2, 3, 4}, {1, 2, 9}).fewer == 3);
        CHECK(numbers({1, 2, 3, 4}, {1, 2, 9}).containment() == Approx(2.0 / 3));
        CHECK(numbers({1, 2, 9}, {1, 2, 3, 4}).containment() == Approx(2.0 / 3));
        CHECK(numbers({}, {1}).containment() == Approx(1));
    }

    TEST_CASE("few numbers prove little") {
        CHECK(numbers({}, {1}).containment_or(0.45, 2) == Approx(0.45));
        CHECK(numbers({1}, {1}).containment_or(0.45, 2) == Approx(1.9 / 3));
        CHECK(numbers({1}, {2}).containment_or(0.45, 2) == Approx(0.9 / 3));
        std::vector<std::uint32_t> many(60);
        for (std::uint32_t i = 0; i < 60; ++i) many[i] = i;
        CHECK(match_numbers(many, many).containment_or(0.45, 2) > 0.98);
    }
}
