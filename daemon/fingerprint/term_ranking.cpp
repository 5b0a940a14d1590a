#include "daemon/fingerprint/term_ranking.hpp"

#include <algorithm>

namespace wirefold {

/// Counts how many have each score, roughly, and so finds the one where the last of them must be; only of
/// those that have it some are to be chosen.
void TermRanking::keep_best(std::size_t kept) {
    if (count <= kept) return;
    const auto step_of = [](std::uint64_t rank) { return rank >> 52U; };  // sixteen scores; 0 is the best
    std::array<std::uint16_t, (kScoreMax + 1) / 16> histogram{};
    for (const std::uint64_t rank : all()) ++histogram[step_of(rank)];
    std::size_t better = 0;
    std::size_t step = 0;
    while (better + histogram[step] < kept) better += histogram[step++];
    std::array<std::uint64_t, kMax> ties;
    std::size_t best = 0;
    std::size_t tied = 0;
    for (const std::uint64_t rank : all()) {
        const std::size_t own = step_of(rank);
        ranks[best] = rank;
        best += static_cast<std::size_t>(own < step);
        ties[tied] = rank;
        tied += static_cast<std::size_t>(own == step);
    }
    const auto last = ties.begin() + static_cast<std::ptrdiff_t>(kept - best);
    std::nth_element(ties.begin(), last, ties.begin() + static_cast<std::ptrdiff_t>(tied));
    std::copy(ties.begin(), last, ranks.begin() + static_cast<std::ptrdiff_t>(best));
    count = kept;
}

TermPlaces places_by_key(std::span<const std::uint64_t> ranked) {
    std::array<std::uint32_t, Salience::kTermsMax> keys;
    keys.fill(~std::uint32_t{0});  // smaller than no key
    for (std::size_t i = 0; i < ranked.size(); ++i) keys[i] = TermRanking::key_of(ranked[i]);
    TermPlaces places{};
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        std::uint32_t smaller = 0;
        for (const std::uint32_t key : keys) smaller += key < keys[i] ? 1U : 0U;
        places[i] = smaller;
    }
    return places;
}

}  // namespace wirefold
