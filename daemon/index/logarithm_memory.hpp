#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace wirefold {

/// Remembers natural logarithms: frequencies are small counts by one total, so that few of them recur all the
/// time. Threads: one.
class LogarithmMemory {
public:
    [[nodiscard]] float of(float value) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        Entry& entry = entries_[(bits * 0x9e3779b1U) >> (32U - kEntryBits)];
        if (entry.bits != bits) entry = {bits, std::log(value)};
        return entry.logarithm;
    }

private:
    static constexpr unsigned kEntryBits = 9;
    struct Entry {
        std::uint32_t bits = std::bit_cast<std::uint32_t>(1.0F);
        float logarithm = 0;
    };
    std::array<Entry, std::size_t{1} << kEntryBits> entries_{};
};

}  // namespace wirefold
