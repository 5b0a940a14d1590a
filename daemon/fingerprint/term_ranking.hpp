#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "daemon/fingerprint/salience_rules.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold {

/// Candidates for terms in the order of their scores: each is a score, a key and a number in one word, which
/// says how it ranks and which it is. Highest score first, then the smallest key, so that every text ranks
/// equals alike.
///
/// Threads: one at a time. Growing it writes nothing.
struct TermRanking {
    /// Words, pairs of characters and numbers, each once; a body's token makes at most one, a title's too.
    static constexpr std::size_t kMax = Salience::kTokensMax + SalienceRules::kTitleTokensMax;
    static constexpr std::uint64_t kScoreMax = 0xfff;
    static_assert(kMax <= 0xffff);

    [[nodiscard]] static std::uint64_t rank_of(std::uint32_t score, std::uint32_t key,
                                               std::size_t candidate) {
        return (kScoreMax - score) << 48U | std::uint64_t{key} << 16U | candidate;
    }
    [[nodiscard]] static std::uint32_t key_of(std::uint64_t rank) {
        return static_cast<std::uint32_t>(rank >> 16U);
    }
    [[nodiscard]] static std::size_t candidate_of(std::uint64_t rank) { return rank & 0xffffU; }

    [[nodiscard]] std::span<std::uint64_t> all() { return {ranks.data(), count}; }
    [[nodiscard]] std::span<const std::uint64_t> all() const { return {ranks.data(), count}; }
    /// Keeps those that rank first, in any order.
    void keep_best(std::size_t kept);

    std::size_t count = 0;
    std::array<std::uint64_t, kMax> ranks;
};

/// Of each rank how many keys are smaller. Keys are distinct, so that is its place by rising key.
using TermPlaces = std::array<std::uint32_t, Salience::kTermsMax>;
[[nodiscard]] TermPlaces places_by_key(std::span<const std::uint64_t> ranked);

}  // namespace wirefold
