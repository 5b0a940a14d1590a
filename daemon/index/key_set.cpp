#include "daemon/index/key_set.hpp"

#include <algorithm>

#include "daemon/model/winnow.hpp"

namespace wirefold {

KeySet::KeySet(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> positions,
               std::uint32_t shingles, std::uint32_t window, std::uint32_t coarser_window) {
    if (window == coarser_window) {
        for (const std::uint32_t key : keys) add(key);
        return;
    }
    std::array<std::uint32_t, Fingerprint::kKeysMax> reaches;
    winnow_reaches(keys, positions, shingles, std::span{reaches}.first(keys.size()));
    const std::uint32_t reach_min = winnow_reach_min(coarser_window, shingles);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (reaches[i] >= reach_min) add(keys[i]);
    }
}

// Keys are hashes, the smallest of many: their last bits scatter.
std::size_t KeySet::slot_of(std::uint32_t key) const {
    std::size_t at = key % kSlots;
    while (slots_[at] != 0 && keys_[slots_[at] - 1U] != key) at = (at + 1) % kSlots;
    return at;
}

void KeySet::add(std::uint32_t key) {
    const std::size_t at = slot_of(key);
    if (slots_[at] != 0) return;
    keys_[size_++] = key;
    slots_[at] = static_cast<std::uint8_t>(size_);
}

std::size_t KeySet::size_without(std::span<const std::uint32_t> left_out) const {
    const auto held =
        std::count_if(left_out.begin(), left_out.end(), [&](std::uint32_t key) { return holds(key); });
    return size_ - static_cast<std::size_t>(held);
}

KeySet::Shared KeySet::shared_with(const KeySet& other, std::span<const std::uint32_t> left_out) const {
    Shared shared;
    for (const std::uint32_t key : other.keys()) {
        if (!holds(key)) continue;
        const bool counts = std::find(left_out.begin(), left_out.end(), key) == left_out.end();
        ++(counts ? shared.keys : shared.left_out);
    }
    return shared;
}

}  // namespace wirefold
