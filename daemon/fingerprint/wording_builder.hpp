#pragma once

#include <cstdint>
#include <span>

#include "daemon/fingerprint/fact_word_table.hpp"
#include "daemon/fingerprint/numbers.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/fingerprint/text_tokens.hpp"
#include "daemon/model/normalized_text.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// Writes down a text's wording. Threads: one builder per worker. Cost: linear in the tokens that it keeps.
class WordingBuilder {
public:
    explicit WordingBuilder(const FactWordTable& fact_words) : fact_words_(fact_words) {}

    void build(const NormalizedText& body, const TextTokens& tokens, const TextMarks& marks,
               TextNumbers& numbers, Wording& out) const;

private:
    [[nodiscard]] static std::uint64_t telling(const NormalizedText& body, const TextTokens& text,
                                               std::size_t block);
    void add_tokens(const NormalizedText& body, const TextTokens& text, Wording& out) const;
    void add_names(const TextMarks& marks, Wording& out) const;
    void add_sentences(std::span<const std::uint64_t> sums, const TextMarks& marks, Wording& out) const;
    void add_figures(const NormalizedText& body, TextNumbers& numbers, Wording& out) const;
    void add_spellings(const NormalizedText& body, std::span<const std::uint64_t> hashes,
                       const TextMarks& marks, Wording& out) const;
    static void spell(const NormalizedText& body, std::span<const std::uint16_t> names, Wording& out);

    const FactWordTable& fact_words_;
};

}  // namespace wirefold
