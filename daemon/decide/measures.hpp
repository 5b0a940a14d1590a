#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "daemon/model/salience.hpp"

namespace wirefold {

/// How much two articles have in common beyond their wording. Parts are between 0 and 1.
struct SalienceMatch {
    double cosine = 0;       ///< Of the weighted terms.
    double order = 0;        ///< Pairs of shared terms that stand in the same order, of those that can tell.
    double names = 0;        ///< Names of the one with fewer that the other has too.
    double lead = 0;         ///< Cosine of the terms of headline and lead alone.
    std::uint8_t terms = 0;  ///< Shared.
    std::uint8_t name_count = 0;  ///< Of the one with fewer.
    std::uint8_t quotes = 0;      ///< Shared.
    bool is_close = false;        ///< More than cosine, shared terms and quotations is measured.
};

/// The salience of one article, ready to be measured against many others'. The terms are found by the first
/// bits of their keys, which are hashes: a look for each term of the other, and hardly a branch that cannot
/// be predicted.
///
/// Ownership: views what it was made of. Threads: any number may measure.
class OwnSalience {
public:
    explicit OwnSalience(const SalienceView& own);

    /// The cosine, shared terms and quotations.
    [[nodiscard]] SalienceMatch match(const SalienceView& other) const;
    /// Measures the rest of what match() gave, which costs more; not where the cosine is below a tenth.
    void match_closely(const SalienceView& other, SalienceMatch& found) const;
    /// The cosine alone.
    [[nodiscard]] double cosine(const SalienceView& other) const;

private:
    static constexpr unsigned kPlaceBits = 8;

    struct Products {
        std::uint64_t sum = 0;
        std::uint8_t terms = 0;
    };
    /// Of the weights of shared terms.
    [[nodiscard]] Products products_with(const SalienceView& other) const;
    template <class Visit>
    void for_each_shared(std::span<const WeightedTerm> others, Visit&& visit) const;

    SalienceView own_;
    std::array<std::uint32_t, Salience::kTermsMax> keys_;
    std::array<std::uint8_t, (1U << kPlaceBits) + 1> places_;  ///< First of keys_ not below these first bits.
};

/// The part of `all` that agrees, drawn to `expected` as if `weight` more agreed that far: few prove little.
[[nodiscard]] inline double part_agreeing(double agreeing, double all, double expected, double weight) {
    return (agreeing + weight * expected) / (all + weight);
}

/// Numbers of the text with fewer that the other has too. Only those count of which it is known whether
/// either text has them: where a list is full, those up to its last.
struct NumberMatch {
    std::size_t shared = 0;
    std::size_t fewer = 0;  ///< Numbers of the text with fewer.
    std::size_t own = 0;    ///< Numbers of the new text.
    bool own_extra = false;
    bool other_extra = false;
    [[nodiscard]] double containment() const {
        return fewer == 0 ? 1.0 : static_cast<double>(shared) / static_cast<double>(fewer);
    }
    /// See part_agreeing().
    [[nodiscard]] double containment_or(double expected, double weight) const {
        return part_agreeing(static_cast<double>(shared), static_cast<double>(fewer), expected, weight);
    }
    /// Of the new text's numbers, likewise.
    [[nodiscard]] double own_known_or(double expected, double weight) const {
        return part_agreeing(static_cast<double>(shared), static_cast<double>(own), expected, weight);
    }
    [[nodiscard]] bool agree() const { return !(own_extra && other_extra); }
};

/// Mentions that two texts share in one order: of those that each has, the longest sequence that both have.
struct MentionMatch {
    std::size_t in_order = 0;
    std::size_t own = 0;  ///< Of the new text.
    /// Of the new text's; see part_agreeing().
    [[nodiscard]] double kept_or(double expected, double weight) const {
        return part_agreeing(static_cast<double>(in_order), static_cast<double>(own), expected, weight);
    }
};

/// Both sorted, as in Fingerprint::numbers.
[[nodiscard]] NumberMatch match_numbers(std::span<const std::uint32_t> own,
                                        std::span<const std::uint32_t> other);

}  // namespace wirefold
