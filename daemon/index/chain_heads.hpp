#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "daemon/core/prefetch.hpp"
#include "daemon/index/zeroed_array.hpp"

namespace wirefold {

/// Where the chains of a ring begin: the packed number of the newest entry of each bucket of keys; 0: none.
/// Fewer heads cost fewer bytes, and more steps a walk.
class ChainHeads {
public:
    explicit ChainHeads(std::size_t heads) : heads_(std::max<std::size_t>(heads, 1)) {}

    [[nodiscard]] std::uint32_t& of(std::uint32_t key) { return heads_[bucket(key)]; }
    [[nodiscard]] std::uint32_t of(std::uint32_t key) const { return heads_[bucket(key)]; }
    void prefetch(std::uint32_t key) const { prefetch_line(&heads_[bucket(key)]); }
    [[nodiscard]] std::size_t bytes() const { return heads_.bytes(); }

private:
    [[nodiscard]] std::size_t bucket(std::uint32_t key) const {
        constexpr std::uint32_t kSpread = 0x9e3779b1U;
        return std::uint64_t{key * kSpread} * heads_.length() >> 32U;
    }

    ZeroedArray<std::uint32_t> heads_;
};

}  // namespace wirefold
