#pragma once

#include <cstdint>
#include <random>

namespace wirefold::test {

/// Random numbers that a seed repeats.
class Random {
public:
    explicit Random(unsigned seed) : engine_(seed) {}
    /// 0 … bound - 1.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound) {
        return std::uniform_int_distribution<std::uint32_t>{0, bound - 1}(engine_);
    }

private:
    std::mt19937 engine_;
};

}  // namespace wirefold::test
