#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace wirefold {

/// Values that stay where they are until all are forgotten at once; their memory is kept for the next ones.
template <class T>
class StableBuffer {
public:
    /// Room for `count` values, uninitialized or old.
    [[nodiscard]] std::span<T> take(std::size_t count) {
        if (chunk_ == chunks_.size() || used_ + count > chunks_[chunk_].length) next_chunk(count);
        T* const begin = chunks_[chunk_].values.get() + used_;
        used_ += count;
        return {begin, count};
    }
    void clear() {
        chunk_ = 0;
        used_ = 0;
    }

private:
    struct Chunk {
        std::unique_ptr<T[]> values;
        std::size_t length = 0;
    };
    void next_chunk(std::size_t count) {
        constexpr std::size_t kLength = 4096;
        if (chunk_ < chunks_.size()) ++chunk_;
        while (chunk_ < chunks_.size() && chunks_[chunk_].length < count) ++chunk_;
        used_ = 0;
        if (chunk_ < chunks_.size()) return;
        const std::size_t length = std::max(kLength, count);
        chunks_.push_back({std::make_unique<T[]>(length), length});
    }

    std::vector<Chunk> chunks_;
    std::size_t chunk_ = 0;
    std::size_t used_ = 0;
};

}  // namespace wirefold
