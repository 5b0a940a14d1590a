#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "daemon/core/hash.hpp"

namespace wirefold::test {

/// The seeds a randomized test loops over: 1 to `count`, or the one in WIREFOLD_TEST_SEED, to repeat a
/// failure.
[[nodiscard]] inline std::vector<std::uint64_t> test_seeds(std::uint64_t count) {
    if (const char* const wanted = std::getenv("WIREFOLD_TEST_SEED"); wanted != nullptr) {
        return {std::strtoull(wanted, nullptr, 10)};
    }
    std::vector<std::uint64_t> seeds;
    for (std::uint64_t seed = 1; seed <= count; ++seed) seeds.push_back(seed);
    return seeds;
}

/// splitmix64: the same numbers everywhere, unlike the standard library's distributions.
class SeededBytes {
public:
    explicit SeededBytes(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] std::uint64_t next() { return mix64(state_ += 0x9e3779b97f4a7c15ULL); }
    /// From 0 to `most`, both included.
    [[nodiscard]] std::uint64_t up_to(std::uint64_t most) {
        return most == UINT64_MAX ? next() : next() % (most + 1);
    }
    [[nodiscard]] bool one_in(std::uint64_t n) { return next() % n == 0; }
    [[nodiscard]] std::string bytes(std::size_t count) {
        std::string made;
        while (made.size() < count) made += static_cast<char>(next());
        return made;
    }

private:
    std::uint64_t state_;
};

}  // namespace wirefold::test
