#pragma once

#include <cstddef>

namespace wirefold {

struct NormalizeOptions {
    std::size_t tokens_max = 100'000;  ///< Later tokens of a text are not compared.
};

}  // namespace wirefold
