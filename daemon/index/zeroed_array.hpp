#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#include <sys/mman.h>

namespace wirefold {

/// Asks for large pages where whole ones lie inside: probes jump anywhere in the window, and with small pages
/// most jumps miss the processor's page table cache too. A wish; nothing depends on its being granted.
inline void prefer_huge_pages(void* begin, std::size_t bytes) {
    constexpr std::size_t kHugePage = std::size_t{2} << 20U;
    constexpr std::size_t kWorthwhile = 16 * kHugePage;
    if (bytes < kWorthwhile) return;
    void* first = begin;
    std::size_t space = bytes;
    if (std::align(kHugePage, kHugePage, first, space) == nullptr) return;
    static_cast<void>(madvise(first, space / kHugePage * kHugePage, MADV_HUGEPAGE));
}

/// A fixed array of zeros whose memory the system hands out only as it is touched, so that a large cap costs
/// nothing while the window is small. (std::vector would touch every page at once.) Begins with a cache line.
template <class T>
class ZeroedArray {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    explicit ZeroedArray(std::size_t length)
        : length_(length), memory_(std::calloc(length * sizeof(T) + kCacheLine, 1)) {
        if (!memory_) throw std::bad_alloc{};
        void* begin = memory_.get();
        std::size_t space = bytes() + kCacheLine;
        items_ = static_cast<T*>(std::align(kCacheLine, bytes(), begin, space));
        prefer_huge_pages(items_, bytes());
    }
    [[nodiscard]] T& operator[](std::size_t i) { return items_[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return items_[i]; }
    [[nodiscard]] T* data() { return items_; }
    [[nodiscard]] const T* data() const { return items_; }
    [[nodiscard]] std::size_t length() const { return length_; }
    [[nodiscard]] std::size_t bytes() const { return length_ * sizeof(T); }

private:
    static constexpr std::size_t kCacheLine = 64;
    struct Free {
        void operator()(void* memory) const noexcept { std::free(memory); }
    };
    std::size_t length_;
    std::unique_ptr<void, Free> memory_;
    T* items_ = nullptr;
};

}  // namespace wirefold
