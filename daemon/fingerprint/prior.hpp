#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "daemon/core/prefetch.hpp"
#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/fingerprint/stem_bucket.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// How rare words are before the stream has said anything: a table of stems by document frequency, so that
/// the very first articles are compared by what they are about.
///
/// Rarity r of a stem that occurs in a part p of all articles is -log2(p) · kClassesPerHalving, at most
/// kUnknown, the rarity of a stem that is not in the table. prior/README.md says how tables are made.
/// Threads: any; immutable.
class Prior {
public:
    static constexpr std::uint8_t kUnknown = 15;
    static constexpr double kClassesPerHalving = 1.25;

    explicit Prior(const TokenHash& token_hash);

    /// Asks the memory for what rarity() looks up.
    void prefetch(std::uint32_t key) const { prefetch_line(&buckets_[key & mask_]); }
    /// Rarity of the stem with this key; see stem_of().
    [[nodiscard]] std::uint8_t rarity(std::uint32_t key) const {
        for (std::size_t at = key & mask_;; at = next_of(at)) {
            const auto [same, empty] = buckets_[at].matches(key);
            if (same != 0)
                return buckets_[at].slots[static_cast<unsigned>(std::countr_zero(same))] & kRarityMask;
            if (empty != 0) return kUnknown;
        }
    }

    /// The commonest stems, of a rarity below kCommon, are half of a text. Nearly all have a place of their
    /// own in a table small enough for the innermost cache, so that a text is rid of them quickly.
    static constexpr std::uint8_t kCommon = 2;
    static constexpr std::size_t kCommonPlaces = 2048;
    [[nodiscard]] static std::size_t common_place(std::uint32_t key) { return key & (kCommonPlaces - 1); }
    /// True: the stem is common, and no other common one has its place. False says nothing.
    [[nodiscard]] bool is_common(std::uint32_t key) const { return common_[common_place(key)] == key; }

    static constexpr std::size_t kKeysAtOnce = 64;
    /// The same of kKeysAtOnce keys, a bit each.
    [[nodiscard]] std::uint64_t common_bits(const std::uint32_t* keys) const {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < kKeysAtOnce; i += kLanes)
            bits |= std::uint64_t{common_lanes(keys + i)} << i;
        return bits;
    }

    /// A stem is the first six characters of a word: no list of endings, and nearly as good in most languages
    /// as one (McNamee, Mayfield: "Character n-gram tokenization for European language text retrieval",
    /// 2004). Of Hangul it is the first two syllables, of Arabic letters four without article and "and".
    static constexpr std::size_t kStemBytes = 6;  ///< Of a word in ASCII.
    [[nodiscard]] static std::string_view stem_of(std::string_view word);
    /// Letters of a stem, by which words that no table knows are rated. A syllable of Hangul is two or three.
    [[nodiscard]] static std::size_t letters_of(std::string_view stem);
    [[nodiscard]] static std::uint32_t key_of(std::uint64_t stem_hash) {
        return static_cast<std::uint32_t>(stem_hash >> 32U);
    }

private:
    static constexpr std::size_t kLanes = 8;
    /// is_common() of so many keys, a bit each.
#if defined(__AVX2__)
    [[nodiscard]] unsigned common_lanes(const std::uint32_t* keys) const {
        const __m256i wanted = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(keys));
        const __m256i places = _mm256_and_si256(wanted, _mm256_set1_epi32(kCommonPlaces - 1));
        const __m256i held =
            _mm256_i32gather_epi32(reinterpret_cast<const int*>(common_.data()), places, sizeof common_[0]);
        return static_cast<unsigned>(
            _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(wanted, held))));
    }
#else
    [[nodiscard]] unsigned common_lanes(const std::uint32_t* keys) const {
        unsigned bits = 0;
        for (unsigned i = 0; i < kLanes; ++i) bits |= static_cast<unsigned>(is_common(keys[i])) << i;
        return bits;
    }
#endif

    static constexpr std::uint32_t kRarityMask = StemBucket::kRarityMask;
    /// A stem that its bucket has no room for stands in this one. The number of its bucket ends in the four
    /// bits of its key that a slot does not hold, and this one's does too: what is found is that very key.
    [[nodiscard]] std::size_t next_of(std::size_t bucket) const {
        return (bucket + kRarityMask + 1) & mask_;
    }
    void add(std::uint32_t key, std::uint8_t rarity);
    void add_common(std::uint32_t key);

    std::vector<StemBucket> buckets_;
    std::size_t mask_ = 0;
    /// Keys; an empty place holds one that belongs elsewhere.
    std::array<std::uint32_t, kCommonPlaces> common_{};
};

}  // namespace wirefold
