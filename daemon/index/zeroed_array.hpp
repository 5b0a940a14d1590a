#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace wirefold {

/// A fixed array of zeros whose memory the system hands out only as it is touched, so that a large cap costs
/// nothing while the window is small. (std::vector would touch every page at once.)
template <class T>
class ZeroedArray {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    explicit ZeroedArray(std::size_t length)
        : length_(length), items_(static_cast<T*>(std::calloc(length, sizeof(T)))) {
        if (!items_) throw std::bad_alloc{};
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
