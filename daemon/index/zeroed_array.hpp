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
/// nothing while the window is small. (std::vector would touch every page at once.)
template <class T>
class ZeroedArray {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    explicit ZeroedArray(std::size_t length)
        : length_(length), items_(static_cast<T*>(std::calloc(length, sizeof(T)))) {
        if (!items_) throw std::bad_alloc{};
        prefer_huge_pages(items_.get(), bytes());
    }
    [[nodiscard]] T& operator[](std::size_t i) { return items_.get()[i]; }
    [[nodiscard]] const T& operator[](std::size_t i) const { return items_.get()[i]; }
    [[nodiscard]] T* data() { return items_.get(); }
    [[nodiscard]] const T* data() const { return items_.get(); }
    [[nodiscard]] std::size_t length() const { return length_; }
    [[nodiscard]] std::size_t bytes() const { return length_ * sizeof(T); }

private:
    struct Free {
        void operator()(T* items) const noexcept { std::free(items); }
    };
    std::size_t length_;
    std::unique_ptr<T, Free> items_;
};

}  // namespace wirefold
