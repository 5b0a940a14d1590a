#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// An article's winnowed keys at a window of choice: distinct, in the order of the text, and each found at
/// once.
class KeySet {
public:
    /// `keys` and `positions` were selected at `window`; what remains is what `coarser_window` would select.
    KeySet(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> positions,
           std::uint32_t shingles, std::uint32_t window, std::uint32_t coarser_window);
    KeySet(const Fingerprint& print, std::uint32_t coarser_window)
        : KeySet(print.key_span(), print.position_span(), print.shingles, print.window, coarser_window) {}
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::span<const std::uint32_t> keys() const { return {keys_.data(), size_}; }
    /// Without those in `left_out`, which are distinct.
    [[nodiscard]] std::size_t size_without(std::span<const std::uint32_t> left_out) const;

    struct Shared {
        std::size_t keys = 0;      ///< Both have, and that are not left out.
        std::size_t left_out = 0;  ///< Both have, but are.
    };
    [[nodiscard]] Shared shared_with(const KeySet& other, std::span<const std::uint32_t> left_out) const;

private:
    static constexpr std::size_t kSlots = 512;  ///< Hardly a key meets another one.
    static_assert(kSlots >= 2 * Fingerprint::kKeysMax && Fingerprint::kKeysMax < 256);

    void add(std::uint32_t key);
    /// Where the key is, or would be put.
    [[nodiscard]] std::size_t slot_of(std::uint32_t key) const;
    [[nodiscard]] bool holds(std::uint32_t key) const { return slots_[slot_of(key)] != 0; }

    std::array<std::uint32_t, Fingerprint::kKeysMax> keys_;  ///< The first size_ of them.
    std::size_t size_ = 0;
    std::array<std::uint8_t, kSlots> slots_{};  ///< Number of a key, from 1 on; 0: empty.
};

}  // namespace wirefold
