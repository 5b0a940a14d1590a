#pragma once

#include <cstddef>

#include <boost/container/small_vector.hpp>

namespace wirefold {

/// A vector with room for `Inside` elements in itself; more of them lie on the heap.
template <class T, std::size_t Inside>
using SmallVector = boost::container::small_vector<T, Inside>;

/// Bytes of it that lie on the heap.
template <class T, std::size_t Inside>
[[nodiscard]] std::size_t heap_bytes(const SmallVector<T, Inside>& vector) {
    return vector.capacity() > Inside ? vector.capacity() * sizeof(T) : 0;
}

}  // namespace wirefold
