#pragma once

#include <cstdint>
#include <span>

#include "daemon/fingerprint/numbers.hpp"
#include "daemon/fingerprint/quantities.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/model/normalized_text.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// Writes down a text's wording. Threads: one builder per worker. Cost: linear in the tokens that it keeps.
class WordingBuilder {
public:
    explicit WordingBuilder(const Quantities& quantities) : quantities_(quantities) {}

    /// `hashes` are the hashes of `body`'s tokens, `sums` those of the tokens before each; see RollingHash.
    void build(const NormalizedText& body, std::span<const std::uint64_t> hashes,
               std::span<const std::uint64_t> sums, const TextMarks& marks, TextNumbers& numbers,
               Wording& out) const;

private:
    void add_tokens(const NormalizedText& body, std::span<const std::uint64_t> hashes, Wording& out) const;
    void add_names(const TextMarks& marks, Wording& out) const;
    void add_sentences(std::span<const std::uint64_t> sums, const TextMarks& marks, Wording& out) const;
    void add_figures(const NormalizedText& body, TextNumbers& numbers, Wording& out) const;
    void add_spellings(const NormalizedText& body, Wording& out) const;

    const Quantities& quantities_;
};

}  // namespace wirefold
