#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "daemon/fingerprint/gap.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// A long quotation: tokens [begin, end).
struct QuotedSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// What stands between the tokens of a text: where sentences begin, and what is quoted.
///
/// A sentence ends at '.', '!' or '?' before white space or a quotation mark and something that can begin a
/// sentence, at their counterparts in other scripts, and at a blank or indented line. A single line break
/// ends none unless the line ends like a sentence: wire copy breaks lines anywhere. Points after capitals of
/// at most two bytes end none ("U.S.", "Lt."), before a number of three ("Dec. 15") or "Sept.". In scripts
/// without spaces a line break ends one, and so does any text after kSentenceTokensMax.
class TextMarks {
public:
    static constexpr std::uint32_t kSentenceTokensMax = 200;
    static constexpr std::size_t kQuoteTokensMin = 6;
    static constexpr std::size_t kQuoteTokensMax = 120;  ///< A quotation that is never closed is none.

    std::vector<std::uint32_t> sentences;  ///< First token of each; the first is 0. Empty: no tokens.
    bool has_open_end = false;             ///< The text does not end as a sentence does.
    std::vector<QuotedSpan> quotes;        ///< Of at least kQuoteTokensMin tokens.

    /// A bit for each of the first kNameTokensMax tokens: a capital inside a sentence.
    static constexpr std::size_t kNameTokensMax = 2048;
    std::array<std::uint64_t, kNameTokensMax / 64> names{};

    [[nodiscard]] bool is_name(std::size_t token) const {
        return (names[token / 64] >> token % 64 & 1U) != 0;
    }
    void read(const NormalizedText& text);
    /// The same, of a text whose capitals are known: a bit a token; see Token::is_capital.
    void read(const NormalizedText& text, std::span<const std::uint64_t> capitals);

private:
    struct Turn {
        bool opens = false;
        bool closes = false;
    };
    [[nodiscard]] Turn quote_turn(const Gap& gap, bool is_open);
    void find_names(std::size_t tokens, std::span<const std::uint64_t> capitals);
    void add_sentence(std::uint32_t token);

    char32_t opening_quote_ = 0;  ///< The mark that opens in this text; 0: none was met.
    GapMemory gap_memory_;
};

}  // namespace wirefold
