#pragma once

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
    double held = 0;         ///< Weight of the shared terms over that of the one with less: containment.
    std::uint8_t terms = 0;  ///< Shared.
    std::uint8_t name_count = 0;  ///< Of the one with fewer.
    std::uint8_t quotes = 0;      ///< Shared.
    bool is_close = false;        ///< More than cosine, shared terms and quotations is measured.
};

/// Measures the cosine, shared terms and quotations.
[[nodiscard]] SalienceMatch match(const SalienceView& a, const SalienceView& b);
/// Measures the rest of what match() gave, which costs more; not where the cosine is below a tenth.
void match_closely(const SalienceView& a, const SalienceView& b, SalienceMatch& found);
/// The cosine alone.
[[nodiscard]] double cosine_of(const SalienceView& a, const SalienceView& b);

/// Numbers of the text with fewer that the other has too.
struct NumberMatch {
    std::size_t shared = 0;
    std::size_t fewer = 0;  ///< Numbers of the text with fewer.
    bool own_extra = false;
    bool other_extra = false;
    [[nodiscard]] double containment() const {
        return fewer == 0 ? 1.0 : static_cast<double>(shared) / static_cast<double>(fewer);
    }
    /// The same, drawn to `expected` as if `weight` more numbers agreed that far: few numbers prove little.
    [[nodiscard]] double containment_or(double expected, double weight) const {
        return (static_cast<double>(shared) + weight * expected) / (static_cast<double>(fewer) + weight);
    }
    [[nodiscard]] bool agree() const { return !(own_extra && other_extra); }
};

/// Both sorted.
[[nodiscard]] NumberMatch match_numbers(std::span<const std::uint32_t> own,
                                        std::span<const std::uint32_t> other);

}  // namespace wirefold
