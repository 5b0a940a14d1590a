#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace wirefold {

/// Bump-allocated bytes whose addresses never move, freed all at once with the batch that owns them.
///
/// Every piece handed out is followed by at least `kPadding` readable bytes, which is what simdjson asks of
/// the text it parses in place.
/// Threads: one at a time; moves with its batch.
class Arena {
public:
    static constexpr std::size_t kPadding = 64;

    explicit Arena(std::size_t chunk_bytes = 64 * 1024) : chunk_bytes_(chunk_bytes) {}

    /// Room for `bytes`, uninitialized. Never null; throws std::bad_alloc as the allocator does.
    [[nodiscard]] char* allocate(std::size_t bytes) {
        if (used_ + bytes + kPadding > capacity_) grow(bytes);
        char* place = chunks_.back().get() + used_;
        used_ += bytes;
        bytes_ += bytes;
        return place;
    }

    [[nodiscard]] std::string_view copy(std::string_view text) {
        if (text.empty()) return {};
        char* place = allocate(text.size());
        std::memcpy(place, text.data(), text.size());
        return {place, text.size()};
    }

    /// Bytes handed out, without chunk slack.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    /// Bytes taken from the allocator.
    [[nodiscard]] std::size_t reserved_bytes() const { return reserved_; }

private:
    void grow(std::size_t bytes) {
        capacity_ = bytes + kPadding > chunk_bytes_ ? bytes + kPadding : chunk_bytes_;
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(capacity_));
        // The tail of a chunk may be read as padding before anything is written there.
        std::memset(chunks_.back().get() + capacity_ - kPadding, 0, kPadding);
        reserved_ += capacity_;
        used_ = 0;
    }

    std::size_t chunk_bytes_;
    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t capacity_ = 0;
    std::size_t used_ = 0;
    std::size_t bytes_ = 0;
    std::size_t reserved_ = 0;
};

}  // namespace wirefold
