#pragma once

#include <cstddef>
#include <cstdint>

#include "benchmarks/corpus/corpus.hpp"

namespace wirefold::bench {

/// Articles of made-up English-like words, drawn from a Zipf distribution: of every eight, one repeats an
/// earlier article with a few words changed. The same seed makes the same articles, everywhere.
[[nodiscard]] Corpus generate_corpus(std::size_t articles, std::uint64_t seed);

}  // namespace wirefold::bench
