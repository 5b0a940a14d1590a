#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "daemon/fingerprint/shingle_hash.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace wirefold {

/// Knows the words that carry facts although they are common: those that are numbers ("two") and units of
/// measure ("barrels", "year"), with the spellings of one unit that newsrooms exchange freely ("dlrs" and
/// "dollars"), those that turn a statement around ("not", "few", "excludes"), and those that have an opposite
/// ("rose" and "fell", "Monday" and "Friday"); by the keyed hash of the folded word.
///
/// The lists are in model/fact_words.hpp.
/// Threads: any; immutable.
class FactWordTable {
public:
    explicit FactWordTable(const TokenHash& token_hash);

    /// False of most plain words, true of every other word, at the price of one look at two kilobytes.
    [[nodiscard]] bool may_know(std::uint64_t token_hash) const {
        const std::uint64_t bit = token_hash & (kFilterBits - 1);
        return (filter_[bit / 32] >> bit % 32 & 1U) != 0;
    }
    static constexpr std::size_t kHashesAtOnce = 4;
    /// may_know() of so many hashes, a bit each.
#if defined(__AVX2__)
    [[nodiscard]] unsigned may_know_bits(__m256i token_hashes) const {
        const __m256i bits = _mm256_and_si256(token_hashes, _mm256_set1_epi64x(kFilterBits - 1));
        const __m256i words = _mm256_i64gather_epi64(reinterpret_cast<const long long*>(filter_.data()),
                                                     _mm256_srli_epi64(bits, 5), sizeof filter_[0]);
        const __m256i to_top = _mm256_andnot_si256(bits, _mm256_set1_epi64x(31));
        const __m256i known = _mm256_sllv_epi64(_mm256_slli_epi64(words, 32), to_top);
        return static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(known)));
    }
#endif
    /// The byte of the word with this hash in a wording, equal for all spellings of one meaning; `otherwise`
    /// of plain words.
    [[nodiscard]] std::uint8_t byte_of(std::uint64_t token_hash, std::uint8_t otherwise) const {
        const std::uint32_t tag = tag_of(token_hash);
        for (std::size_t at = token_hash & (kBuckets - 1);; at = (at + 1) & (kBuckets - 1)) {
            const Bucket& bucket = buckets_[at];
            const unsigned same = bucket.same(tag);
            const unsigned found = bucket.bytes[static_cast<unsigned>(std::countr_zero(same | kNone))];
            const unsigned is_found = same != 0 ? ~0U : 0U;
            if ((is_found | static_cast<unsigned>(bucket.has_room())) == 0) continue;
            return static_cast<std::uint8_t>((found & is_found) | (otherwise & ~is_found));
        }
    }

private:
    static constexpr std::size_t kSlots = 8;
    static constexpr unsigned kNone = 1U << (kSlots - 1);
    /// Looked at all at once: which of its words is meant, if any, nobody can predict.
    struct alignas(64) Bucket {
        std::array<std::uint32_t, kSlots> tags{};  ///< 0: empty. Of the word's hash. Empty ones are the last.
        std::array<std::uint8_t, kSlots> bytes{};

        [[nodiscard]] bool has_room() const { return tags.back() == 0; }
        /// A bit for each slot that holds the tag.
        [[nodiscard]] unsigned same(std::uint32_t tag) const {
#if defined(__AVX2__)
            const __m256i all = _mm256_load_si256(reinterpret_cast<const __m256i*>(tags.data()));
            const __m256i equal = _mm256_cmpeq_epi32(all, _mm256_set1_epi32(static_cast<int>(tag)));
            return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(equal)));
#else
            unsigned bits = 0;
            for (unsigned i = 0; i < kSlots; ++i) bits |= static_cast<unsigned>(tags[i] == tag) << i;
            return bits;
#endif
        }
    };
    static constexpr std::size_t kBuckets = 512;
    static constexpr std::size_t kFilterBits = 16384;
    [[nodiscard]] static std::uint32_t tag_of(std::uint64_t hash) {
        return static_cast<std::uint32_t>(hash >> 32U) | 1U;
    }
    void add(std::uint64_t hash, std::uint8_t byte);

    std::array<Bucket, kBuckets> buckets_{};
    std::array<std::uint32_t, kFilterBits / 32 + 1> filter_{};  ///< One more: lanes read two at a time.
};

}  // namespace wirefold
