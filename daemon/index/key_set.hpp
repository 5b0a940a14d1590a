#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// An article's winnowed keys at a window of choice: distinct and sorted, ready to be compared.
class KeySet {
public:
    /// `keys` and `positions` were selected at `window`; what remains is what `coarser_window` would select.
    KeySet(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> positions,
           std::uint32_t shingles, std::uint32_t window, std::uint32_t coarser_window);
    [[nodiscard]] std::size_t size() const { return size_; }
    /// Without those in `left_out`, which is sorted.
    [[nodiscard]] std::size_t size_without(std::span<const std::uint32_t> left_out) const;

    struct Shared {
        std::size_t keys = 0;      ///< Both have, and that are not left out.
        std::size_t left_out = 0;  ///< Both have, but are.
    };
    [[nodiscard]] Shared shared_with(const KeySet& other, std::span<const std::uint32_t> left_out) const;

private:
    std::array<std::uint32_t, Fingerprint::kKeysMax> keys_{};
    std::size_t size_ = 0;
};

}  // namespace wirefold
