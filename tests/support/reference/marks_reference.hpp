#pragma once

#include <cstdint>
#include <vector>

#include "daemon/fingerprint/gap.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold::test {

/// What TextMarks finds in a text, in plain words: read what stands before every token, remember nothing.
struct MarksReference {
    std::vector<std::uint32_t> sentences;
    std::vector<QuotedSpan> quotes;
    std::vector<bool> names;  ///< Of every token.
    bool has_open_end = false;

    explicit MarksReference(const NormalizedText& text);

private:
    void end_sentence(const NormalizedText& text, std::uint32_t token, const Gap& gap);
    void cut_long_sentences(std::uint32_t end);
    void turn_quote(std::uint32_t token, const Gap& gap);
    void close_quote(std::uint32_t end);

    bool is_quoting_ = false;
    std::uint32_t quote_begin_ = 0;
    char32_t opening_mark_ = 0;  ///< 0: none was met.
};

}  // namespace wirefold::test
