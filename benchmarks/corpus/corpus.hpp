#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "daemon/core/error.hpp"

namespace wirefold::bench {

/// Articles to measure with, one JSON record each, all in memory.
using Corpus = std::vector<std::string>;

/// The lines of an NDJSON file, plain or compressed (.gz, .xz, .zst). Without a `path`, `generated` articles
/// of the generator. Errors: Io, Corrupt; Io also for a file without lines.
[[nodiscard]] Result<Corpus> read_corpus(const std::string& path, std::size_t generated);

}  // namespace wirefold::bench
