#include "daemon/decide/measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "daemon/core/invariant.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

namespace {

struct Sums {
    double lead = 0;
    std::size_t names = 0;
};

/// Below this cosine nobody asks for the rest.
constexpr double kMeasured = 0.10;

[[nodiscard]] double norm_of(const SalienceView& a, const SalienceView& b) {
    return std::sqrt(static_cast<double>(a.square_sum) * b.square_sum);
}

[[nodiscard]] Sums sums_of(std::span<const WeightedTerm> terms) {
    std::uint64_t lead = 0;
    Sums sums;
    for (const WeightedTerm& term : terms) {
        const std::uint64_t square = std::uint64_t{term.weight} * term.weight;
        if (term.is(Term::kLead)) lead += square;
        if (term.is(Term::kName)) ++sums.names;
    }
    sums.lead = static_cast<double>(lead);
    return sums;
}

[[nodiscard]] double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0.0;
}

/// Of a text with more numbers than are kept, those with the smallest hashes are: what lies beyond the last
/// of them it may have or not.
[[nodiscard]] std::uint32_t last_known(std::span<const std::uint32_t> numbers) {
    return numbers.size() < Fingerprint::kNumbersMax ? UINT32_MAX : numbers.back();
}

[[nodiscard]] std::span<const std::uint32_t> up_to(std::span<const std::uint32_t> numbers,
                                                   std::uint32_t last) {
    const auto end = std::upper_bound(numbers.begin(), numbers.end(), last);
    return numbers.first(static_cast<std::size_t>(end - numbers.begin()));
}

struct Place {
    std::uint8_t own;
    std::uint8_t other;
};

/// Concordant pairs of all pairs that lie clearly apart in one text and not on one spot in the other.
[[nodiscard]] double concordance(std::span<const Place> places) {
    constexpr int kApart = 5;  // 256ths: two per cent of the text, a sentence of a usual article
    unsigned concordant = 0;
    unsigned pairs = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const int own = int{places[i].own} - int{places[j].own};
            const int other = int{places[i].other} - int{places[j].other};
            if (std::max(std::abs(own), std::abs(other)) < kApart ||
                std::min(std::abs(own), std::abs(other)) < 2)
                continue;
            ++pairs;
            if (own * other > 0) ++concordant;
        }
    }
    return pairs == 0 ? 0.0 : static_cast<double>(concordant) / pairs;
}

}  // namespace

OwnSalience::OwnSalience(const SalienceView& own) : own_(own) {
    WIREFOLD_INVARIANT(own.terms.size() <= keys_.size(), "an article keeps no more terms");
    std::size_t bits = 0;
    for (std::size_t i = 0; i < own.terms.size(); ++i) {
        keys_[i] = own.terms[i].key;
        while (bits <= keys_[i] >> (32U - kPlaceBits)) places_[bits++] = static_cast<std::uint8_t>(i);
    }
    const std::size_t count = own.terms.size();
    while (bits < places_.size()) places_[bits++] = static_cast<std::uint8_t>(count);
}

/// Calls visit(own, other) for each pair of terms with one key.
template <class Visit>
void OwnSalience::for_each_shared(std::span<const WeightedTerm> others, Visit&& visit) const {
    for (const WeightedTerm& other : others) {
        const std::size_t bits = other.key >> (32U - kPlaceBits);
        for (std::size_t i = places_[bits]; i < places_[bits + 1]; ++i) {
            if (keys_[i] == other.key) visit(own_.terms[i], other);
        }
    }
}

OwnSalience::Products OwnSalience::products_with(const SalienceView& other) const {
    Products products;
    for_each_shared(other.terms, [&](const WeightedTerm& x, const WeightedTerm& y) {
        products.sum += std::uint64_t{x.weight} * y.weight;
        ++products.terms;
    });
    return products;
}

double OwnSalience::cosine(const SalienceView& other) const {
    return ratio(static_cast<double>(products_with(other).sum), norm_of(own_, other));
}

SalienceMatch OwnSalience::match(const SalienceView& other) const {
    const Products products = products_with(other);
    SalienceMatch found;
    found.cosine = ratio(static_cast<double>(products.sum), norm_of(own_, other));
    found.terms = products.terms;
    for (const std::uint32_t quote : own_.quotes) {
        if (std::find(other.quotes.begin(), other.quotes.end(), quote) != other.quotes.end()) ++found.quotes;
    }
    return found;
}

void OwnSalience::match_closely(const SalienceView& other, SalienceMatch& found) const {
    if (found.cosine < kMeasured || found.is_close) return;
    found.is_close = true;
    std::array<Place, Salience::kTermsMax> places{};
    std::size_t place_count = 0;
    std::uint64_t lead_dot = 0;
    std::size_t shared_names = 0;
    for_each_shared(other.terms, [&](const WeightedTerm& x, const WeightedTerm& y) {
        const std::uint64_t product = std::uint64_t{x.weight} * y.weight;
        if (x.is(Term::kLead) && y.is(Term::kLead)) lead_dot += product;
        if (x.is(Term::kName) && y.is(Term::kName)) ++shared_names;
        places[place_count++] = {x.position, y.position};
    });
    const Sums own_sums = sums_of(own_.terms);
    const Sums other_sums = sums_of(other.terms);
    found.lead = ratio(static_cast<double>(lead_dot), std::sqrt(own_sums.lead * other_sums.lead));
    found.order = concordance({places.data(), place_count});
    const std::size_t fewer = std::min(own_sums.names, other_sums.names);
    found.name_count = static_cast<std::uint8_t>(fewer);
    found.names = ratio(static_cast<double>(shared_names), static_cast<double>(fewer));
}

NumberMatch match_numbers(std::span<const std::uint32_t> own, std::span<const std::uint32_t> other) {
    const std::uint32_t last = std::min(last_known(own), last_known(other));
    own = up_to(own, last);
    other = up_to(other, last);
    NumberMatch match;
    match.fewer = std::min(own.size(), other.size());
    match.own = own.size();
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < own.size() && j < other.size()) {
        if (own[i] == other[j]) {
            ++match.shared;
            ++i;
            ++j;
        } else if (own[i] < other[j]) {
            match.own_extra = true;
            ++i;
        } else {
            match.other_extra = true;
            ++j;
        }
    }
    match.own_extra |= i < own.size();
    match.other_extra |= j < other.size();
    return match;
}

}  // namespace wirefold
