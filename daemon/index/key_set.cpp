#include "daemon/index/key_set.hpp"

#include <algorithm>

#include "daemon/model/winnow.hpp"

namespace wirefold {

KeySet::KeySet(std::span<const std::uint32_t> keys, std::span<const std::uint32_t> positions,
               std::uint32_t shingles, std::uint32_t window, std::uint32_t coarser_window) {
    constexpr std::uint64_t kAll = ~std::uint64_t{0};
    const std::uint64_t kept =
        window == coarser_window ? kAll : rewinnow(keys, positions, shingles, coarser_window);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if ((kept >> i & 1U) != 0) keys_[size_++] = keys[i];
    }
    const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(size_);
    std::sort(keys_.begin(), end);
    size_ = static_cast<std::size_t>(std::unique(keys_.begin(), end) - keys_.begin());
}

std::size_t KeySet::size_without(std::span<const std::uint32_t> left_out) const {
    std::size_t kept = size_;
    for (std::size_t i = 0; i < size_ && !left_out.empty(); ++i) {
        if (std::binary_search(left_out.begin(), left_out.end(), keys_[i])) --kept;
    }
    return kept;
}

KeySet::Shared KeySet::shared_with(const KeySet& other, std::span<const std::uint32_t> left_out) const {
    Shared shared;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < size_ && j < other.size_) {
        if (keys_[i] == other.keys_[j]) {
            const bool counts = !std::binary_search(left_out.begin(), left_out.end(), keys_[i]);
            ++(counts ? shared.keys : shared.left_out);
            ++i;
            ++j;
        } else if (keys_[i] < other.keys_[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return shared;
}

}  // namespace wirefold
