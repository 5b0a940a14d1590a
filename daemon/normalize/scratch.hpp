#pragma once

#include <cstddef>

#include "daemon/core/units.hpp"

namespace wirefold {

/// What a worker may keep of a buffer from text to text. Nearly every text fits; one that does not must not
/// weigh on the memory budget for ever.
inline constexpr std::size_t kScratchBytesMax = 2 * kMiB;

/// Frees the buffers that outgrew `bytes_max`; the others keep what they have.
template <class... Buffers>
void give_back_above(std::size_t bytes_max, Buffers&... buffers) {
    const auto check = [bytes_max](auto& buffer) {
        if (buffer.capacity() * sizeof buffer[0] > bytes_max) buffer = {};
    };
    (check(buffers), ...);
}

}  // namespace wirefold
