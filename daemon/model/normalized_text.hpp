#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wirefold {

/// One token of a text: `NormalizedText::folded` from the previous token's end to `end`.
struct Token {
    std::uint32_t end = 0;
    std::uint32_t source_begin =
        0;  ///< Bytes of the plain text it was made from: [source_begin, source_end).
    std::uint32_t source_end = 0;
    bool has_digit = false;   ///< An ASCII digit; other decimal digits are folded to these.
    bool is_capital = false;  ///< Its first character is a letter that folding changed: upper case.
    /// '.' or ',' when that alone stands between a digit before and the digit this token begins with, else 0:
    /// the two tokens are parts of one number.
    char joint = 0;
};

/// A text reduced to what two copies of it share: folded words, in order.
///
/// Shape: `folded` holds the folded tokens one after the other without separators, as UTF-8, and after the
/// last one `kPadding` bytes that belong to none, so that a token may be read sixteen bytes at a time.
/// Ownership: reused from record to record as the normalizer's scratch; views of it die at the next record.
struct NormalizedText {
    static constexpr std::size_t kPadding = 16;

    std::string_view source;  ///< The plain text it was made from; borrowed from the normalizer.
    std::string folded;
    std::vector<Token> tokens;
    /// Tokens before which one of `. ! ? "`, a line break or a separator beyond ASCII stands, rising; and
    /// maybe others. Between all other tokens stands nothing that structures a text.
    std::vector<std::uint32_t> speaking_gaps;
    /// What exactness is judged on: the folded tokens, with the separators inside and between numbers kept,
    /// so that "1.5" never equals "15". No control character is in it.
    std::string exact;
    std::uint32_t unspaced_tokens = 0;  ///< How many tokens are single characters of a script without spaces.
    bool truncated = false;             ///< The text went on beyond the token limit.

    [[nodiscard]] std::string_view token(std::size_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : tokens[i - 1].end;
        return std::string_view{folded}.substr(begin, tokens[i].end - begin);
    }
    /// Behind the tokens that joints tie to token `begin`: where the number ends that begins with it.
    [[nodiscard]] std::size_t number_end(std::size_t begin) const {
        std::size_t end = begin + 1;
        while (end < tokens.size() && tokens[end].joint != 0) ++end;
        return end;
    }
    /// True when most tokens are characters, not words: Chinese, Japanese, Thai …
    [[nodiscard]] bool is_unspaced() const { return unspaced_tokens * std::size_t{2} > tokens.size(); }
    void clear() {
        source = {};
        folded.assign(kPadding, '\0');
        tokens.clear();
        speaking_gaps.clear();
        exact.clear();
        unspaced_tokens = 0;
        truncated = false;
    }
};

/// What the output record says about a text, kept after the text itself is gone.
struct TextFacts {
    std::uint32_t word_count = 0;
    float language_confidence = 0;   ///< 0 when the sender stated the language.
    std::string_view language;       ///< BCP 47; empty when unknown. In the batch's arena or static.
    std::string_view canonical_url;  ///< In the batch's arena; empty when there is none.
    std::string_view url_key;        ///< Likewise; equal for addresses of one page.
};

}  // namespace wirefold
