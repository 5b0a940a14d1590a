#pragma once

#include <cstdint>

namespace wirefold {

struct FingerprintOptions {
    /// Seed of every content hash, from the operator's secret: nobody outside can make articles collide.
    /// Instances that share a log must share it; changing it makes the stored window worthless.
    std::uint64_t seed = 0;
};

}  // namespace wirefold
