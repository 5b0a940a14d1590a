#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/model/normalized_text.hpp"
#include "daemon/normalize/ascii_block.hpp"
#include "daemon/normalize/unicode.hpp"

namespace wirefold {

/// The limits that keep a hostile text from costing more than a plain one. They are part of what folding
/// means, so the reference has them too.
struct FoldLimits {
    static constexpr std::size_t kTokenCharacters = 64;  ///< A longer word goes on as another token.
    static constexpr std::size_t kMarksInRow = 8;        ///< Further marks on one character are dropped.
    static constexpr std::size_t kSeparatorsInRow = 32;  ///< Further separators before a token are dropped.
    /// Characters in a row that may interact with the one before; further ones are dropped, as in the
    /// Stream-Safe Text Format (UAX 15), because canonical ordering is quadratic in their number.
    static constexpr std::size_t kSegmentFollowers = 32;
};

/// Cuts a stream of folded characters into tokens and keeps what exactness needs of the separators.
///
/// The rule of `exact`. The words of the text stand in it one after the other. Of the separators between two
/// words, in their canonical forms and with white space collapsed to one blank, are kept:
///   1. currency and percent signs, always;
///   2. all, when the character before and the character after are digits: "1.5", "10 20", "3-2";
///   3. after a digit, the unbroken run of mathematical and degree signs that follows it directly: "50+";
///   4. before a digit, the unbroken run of dashes, points, commas and mathematical signs that precedes it
///      directly: "-5", ".5", "gmt+2"; but not where dashes, points and commas alone join the digit to a
///      word: "covid-19" equals "covid 19". A dash behind a character of a script without spaces stays.
/// Signs under 1 do not break the runs of 3 and 4: "-$5".
class TokenWriter {
public:
    explicit TokenWriter(std::size_t tokens_max) : tokens_max_(tokens_max) {}

    /// Starts a new text.
    void begin(std::string_view text);
    /// Says where in the text the characters that come next were made from, and whether one that begins a
    /// token is a capital.
    void made_from(const char* begin, const char* end, bool is_capital) {
        source_begin_ = static_cast<std::uint32_t>(begin - text_);
        source_end_ = static_cast<std::uint32_t>(end - text_);
        source_is_capital_ = is_capital;
        source_speaks_ =
            std::any_of(begin, end, [](char byte) { return is_speaking(static_cast<unsigned char>(byte)); });
    }
    /// One folded character that is not a separator.
    void word_character(std::string_view character, CharacterClass kind) {
        const bool goes_on = is_open_ && kind == CharacterClass::Letter && !open_is_unspaced_ &&
                             open_characters_ < FoldLimits::kTokenCharacters;
        if (goes_on) {
            open_marks_ = 0;
        } else if (!admits(kind)) {
            return;
        }
        append(character);
        open_source_end_ = source_end_;
        after_digit_ = kind == CharacterClass::Digit;
        open_has_digit_ |= after_digit_;
    }
    /// One that made_from() tells of.
    void separator(char32_t canonical) {
        if (source_speaks_) note_gap(next_token());
        take_separator(canonical);
    }
    /// Takes ASCII text as far as it safely can and returns where it stopped: before the last character that
    /// something beyond ASCII may still change, or where tokens_max needs care.
    [[nodiscard]] const char* ascii_run(const char* at, const char* end);
    /// Ends the text and copies it to `out`: buffers that grow by guesses stay here.
    void finish(NormalizedText& out);
    /// The token limit was met; nothing further is taken.
    [[nodiscard]] bool is_full() const { return is_full_; }

private:
    /// Words of one block, as bits: where they begin, and where the first byte behind them is. A word that
    /// goes on behind the block has a start but no end.
    struct Words {
        std::uint64_t starts = 0;
        std::uint64_t ends = 0;
        unsigned begin = 0;  ///< Where the separators before the first word begin.
        unsigned count = 0;  ///< Bytes to take.
    };
    /// Takes `count` bytes of a block, or fewer where it may leave the rest to the next; returns how many.
    [[nodiscard]] unsigned take(const AsciiBlock& block, const char* bytes, unsigned count,
                                bool may_leave_rest);
    void take_plain_words(const char* bytes, const Words& words);
    void take_words(const AsciiBlock& block, const char* bytes, const Words& words);
    void open_word(std::uint64_t digits, const char* bytes, unsigned begin, unsigned end);
    void extend_open_token(const AsciiBlock& block, const char* bytes, unsigned count);
    void take_separator(char32_t canonical);
    void separators(const char* bytes, std::size_t count);
    void note_gaps(std::uint64_t speaking, std::uint64_t starts);
    void note_gap(std::size_t token) {
        const auto before = static_cast<std::uint32_t>(token);
        if (gaps_.empty() || gaps_.back() != before) gaps_.push_back(before);
    }
    [[nodiscard]] std::size_t next_token() const { return token_count_ + (is_open_ ? 1 : 0); }
    void settle_separators(bool digit_follows);
    void keep(char32_t separator);
    void close_token();
    /// Prepares for a character that does not simply go on with a word; false when it is dropped.
    [[nodiscard]] bool admits(CharacterClass kind);
    void append(std::string_view character) {
        reserve(character.size());
        for (const char byte : character) folded_[folded_bytes_++] = byte;
        ++open_characters_;
    }
    void reserve(std::size_t bytes) {
        const std::size_t needed = folded_bytes_ + bytes;
        if (needed > folded_.size()) folded_.resize(needed * 2);
    }
    void reserve_tokens(std::size_t tokens);

    const std::size_t tokens_max_;
    std::vector<char> folded_;      ///< Larger than what is used of it …
    std::size_t folded_bytes_ = 0;  ///< … which is this much.
    std::vector<Token> tokens_;     ///< Likewise.
    std::size_t token_count_ = 0;
    std::vector<std::uint32_t> gaps_;  ///< NormalizedText::speaking_gaps, and perhaps the end of the text.
    std::string exact_;
    std::size_t exact_from_ = 0;  ///< Up to here `folded_` has been copied to `exact_`.
    std::uint32_t unspaced_tokens_ = 0;

    const char* text_ = nullptr;      ///< Where the text at hand begins.
    std::uint32_t block_source_ = 0;  ///< Where in it the block at hand begins.
    std::uint32_t source_begin_ = 0;
    std::uint32_t source_end_ = 0;
    bool source_is_capital_ = false;
    bool source_speaks_ = false;

    bool is_full_ = false;
    bool is_open_ = false;  ///< A token has begun. The next eight describe it.
    std::uint32_t open_source_begin_ = 0;
    std::uint32_t open_source_end_ = 0;
    bool open_is_capital_ = false;
    bool open_is_unspaced_ = false;
    bool open_has_digit_ = false;
    char open_joint_ = 0;
    std::size_t open_characters_ = 0;
    std::size_t open_marks_ = 0;  ///< At its end, in a row.

    bool after_digit_ = false;     ///< The last word character was a digit.
    bool after_unspaced_ = false;  ///< The last token is a character of a script without spaces.
    std::size_t separator_count_ = 0;
    std::array<char32_t, FoldLimits::kSeparatorsInRow> separators_{};  ///< Since the last word character.
};

}  // namespace wirefold
