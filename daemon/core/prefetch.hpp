#pragma once

namespace wirefold {

/// Asks the memory for the cache line of `place`, which need not be anybody's.
inline void prefetch_line(const void* place) {
    __builtin_prefetch(place);
    // To gcc a function that only prefetches does nothing, and it drops the calls; with this it does not.
    asm volatile("");
}

}  // namespace wirefold
