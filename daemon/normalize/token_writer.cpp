#include "daemon/normalize/token_writer.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include "daemon/normalize/scratch.hpp"
#include "daemon/normalize/utf8.hpp"

namespace wirefold {

namespace {

/// Tokens that one block can begin, with the one left open before it.
constexpr std::size_t kBlockTokensMax = AsciiBlock::kBytes / 2 + 1;
constexpr unsigned kCopyBytes = 16;
/// A word that begins at a block's last byte is still copied in whole pieces.
constexpr std::ptrdiff_t kReadableBytes = AsciiBlock::kBytes + kCopyBytes;

[[nodiscard]] constexpr std::uint64_t low_bits(unsigned count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// Lower-cases and copies a word by whole pieces: up to 15 bytes beyond are read and written.
[[nodiscard]] inline char* append_word(const char* from, std::size_t count, char* to) {
    lower_word_bytes(from, to);
    for (std::size_t done = kCopyBytes; done < count; done += kCopyBytes)
        lower_word_bytes(from + done, to + done);
    return to + count;
}

[[nodiscard]] constexpr bool bit(std::uint64_t mask, unsigned i) {
    return ((mask >> i) & 1U) != 0;
}

[[nodiscard]] char32_t canonical_ascii(char byte) {
    const auto code_point = static_cast<unsigned char>(byte);
    if (code_point <= ' ' || code_point == 0x7f) return ' ';
    return code_point == '`' ? U'\'' : char32_t{code_point};
}

}  // namespace

void TokenWriter::begin(std::string_view text) {
    text_ = text.data();
    block_source_ = source_begin_ = source_end_ = 0;
    source_is_capital_ = false;
    give_back_above(kScratchBytesMax, folded_, tokens_, gaps_, exact_);
    const std::size_t expected = std::min(text.size(), kScratchBytesMax) + kReadableBytes;
    if (folded_.size() < expected) folded_.resize(expected);
    folded_bytes_ = 0;
    token_count_ = 0;
    gaps_.clear();
    exact_from_ = 0;
    unspaced_tokens_ = 0;
    exact_.clear();
    is_full_ = false;
    is_open_ = false;
    after_digit_ = false;
    after_unspaced_ = false;
    separator_count_ = 0;
}

void TokenWriter::finish(NormalizedText& out) {
    if (is_open_) close_token();
    settle_separators(false);
    exact_.append(folded_.data() + exact_from_, folded_bytes_ - exact_from_);
    out.exact.swap(exact_);
    give_back_above(kScratchBytesMax, out.folded, out.tokens, out.speaking_gaps);
    if (!gaps_.empty() && gaps_.back() == token_count_) gaps_.pop_back();
    out.speaking_gaps.assign(gaps_.begin(), gaps_.end());
    out.folded.assign(folded_.data(), folded_bytes_);
    out.folded.append(NormalizedText::kPadding, '\0');
    out.tokens.assign(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(token_count_));
    out.unspaced_tokens = unspaced_tokens_;
    out.truncated = is_full_;
}

bool TokenWriter::admits(CharacterClass kind) {
    if (is_full_) return false;
    if (kind == CharacterClass::Mark) {
        if (!is_open_ || open_marks_ == FoldLimits::kMarksInRow) return false;
        ++open_marks_;
        return true;
    }
    const bool is_unspaced = kind == CharacterClass::Unspaced;
    const bool is_long = open_characters_ >= FoldLimits::kTokenCharacters;
    if (is_open_ && (open_is_unspaced_ || is_unspaced || is_long)) close_token();
    if (!is_open_) {
        if (token_count_ >= tokens_max_) {
            is_full_ = true;
            return false;
        }
        settle_separators(kind == CharacterClass::Digit);
        is_open_ = true;
        open_is_unspaced_ = is_unspaced;
        open_has_digit_ = false;
        open_characters_ = 0;
        open_source_begin_ = source_begin_;
        open_is_capital_ = source_is_capital_ && kind == CharacterClass::Letter;
    }
    open_marks_ = 0;
    return true;
}

void TokenWriter::take_separator(char32_t canonical) {
    if (is_full_) return;
    if (is_open_) close_token();
    if (separator_count_ == separators_.size()) return;
    const bool extends_blank =
        canonical == ' ' && separator_count_ > 0 && separators_[separator_count_ - 1] == ' ';
    if (!extends_blank) separators_[separator_count_++] = canonical;
}

void TokenWriter::close_token() {
    reserve_tokens(1);
    tokens_[token_count_++] = {.end = static_cast<std::uint32_t>(folded_bytes_),
                               .source_begin = open_source_begin_,
                               .source_end = open_source_end_,
                               .has_digit = open_has_digit_,
                               .is_capital = open_is_capital_,
                               .joint = open_joint_};
    if (open_is_unspaced_) ++unspaced_tokens_;
    after_unspaced_ = open_is_unspaced_;
    is_open_ = false;
    open_joint_ = 0;
}

void TokenWriter::reserve_tokens(std::size_t tokens) {
    const std::size_t needed = token_count_ + tokens;
    if (needed > tokens_.size()) tokens_.resize(needed * 2);
}

void TokenWriter::keep(char32_t separator) {
    exact_.append(folded_.data() + exact_from_, folded_bytes_ - exact_from_);
    exact_from_ = folded_bytes_;
    append_utf8(exact_, separator);
}

void TokenWriter::settle_separators(bool digit_follows) {
    const std::span<const char32_t> run{separators_.data(), separator_count_};
    separator_count_ = 0;
    open_joint_ = 0;
    if (run.empty()) return;
    const bool is_blank = run.size() == 1 && run[0] == ' ';
    if (is_blank && !(after_digit_ && digit_follows)) return;  // nearly always
    if (after_digit_ && digit_follows) {
        if (run.size() == 1 && (run[0] == '.' || run[0] == ',')) open_joint_ = static_cast<char>(run[0]);
        for (const char32_t separator : run) keep(separator);
        return;
    }
    std::size_t head = 0;
    std::size_t tail = run.size();
    if (after_digit_) {
        while (head < run.size() && (role_of(run[head]).after_number || role_of(run[head]).always)) ++head;
    }
    if (digit_follows) {
        while (tail > 0 && (role_of(run[tail - 1]).before_number || role_of(run[tail - 1]).always)) --tail;
        const bool joins_word =
            tail == 0 && folded_bytes_ > 0 && !(after_unspaced_ && run.back() == '-') &&
            std::all_of(run.begin(), run.end(), [](char32_t c) { return role_of(c).joins; });
        if (joins_word) tail = run.size();
    }
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (i < head || i >= tail || role_of(run[i]).always) keep(run[i]);
    }
}

const char* TokenWriter::ascii_run(const char* at, const char* end) {
    std::array<char, kReadableBytes> padded;
    while (at < end && token_count_ + kBlockTokensMax <= tokens_max_) {
        const char* bytes = at;
        unsigned count = AsciiBlock::kBytes;
        const bool is_tail = end - at < kReadableBytes;
        if (is_tail) {
            const auto left = static_cast<std::size_t>(end - at);
            padded.fill(0);
            std::memcpy(padded.data(), at, left);
            bytes = padded.data();
            count = std::min(count, static_cast<unsigned>(left));
        }
        const AsciiBlock block = classify_ascii(bytes);
        // The last ASCII character before something else may still change: a mark may follow it.
        const bool ends_here = block.beyond != 0 || !is_ascii(bytes[AsciiBlock::kBytes]);
        if (ends_here) count = std::max(static_cast<unsigned>(std::countr_zero(block.beyond)), 1U) - 1;
        block_source_ = static_cast<std::uint32_t>(at - text_);
        at += take(block, bytes, count, !ends_here && !is_tail);
        if (ends_here) break;
    }
    return at;
}

unsigned TokenWriter::take(const AsciiBlock& block, const char* bytes, unsigned count, bool may_leave_rest) {
    if (count == 0) return 0;
    reserve(kReadableBytes);
    reserve_tokens(kBlockTokensMax);
    std::uint64_t word = block.word & low_bits(count);
    Words words{.count = count};
    if (is_open_) {
        words.begin = std::min(count, static_cast<unsigned>(std::countr_one(word)));
        extend_open_token(block, bytes, words.begin);
        if (words.begin == count) return count;
        close_token();
        word &= ~low_bits(words.begin);
    }
    if (word == 0) {
        note_gaps(block.speaking & low_bits(count), 0);
        separators(bytes + words.begin, count - words.begin);
        return count;
    }
    words.starts = word & ~(word << 1U);
    words.ends = ~word & (word << 1U) & low_bits(count);
    if (may_leave_rest && words.ends != 0) {
        // What follows the last whole word begins the next block, so that there all stands together.
        words.count = static_cast<unsigned>(63 - std::countl_zero(words.ends));
        words.starts &= low_bits(words.count);
    }
    note_gaps(block.speaking & low_bits(words.count), words.starts);
    const bool holds_signs = ((block.digit | block.money) & low_bits(words.count)) != 0;
    if (holds_signs || after_digit_) {
        take_words(block, bytes, words);
    } else {
        if (separator_count_ != 0) settle_separators(false);  // what this block adds to them is not kept
        take_plain_words(bytes, words);
    }
    return words.count;
}

/// Of the block at hand, in which tokens begin at `starts`.
void TokenWriter::note_gaps(std::uint64_t speaking, std::uint64_t starts) {
    for (; speaking != 0; speaking &= speaking - 1) {
        const std::uint64_t before = speaking ^ (speaking - 1);  // the byte itself is no start
        note_gap(token_count_ + static_cast<unsigned>(std::popcount(starts & before)));
    }
}

/// Words of a block without digits or signs: what stands between them does not matter.
void TokenWriter::take_plain_words(const char* bytes, const Words& words) {
    char* const folded = folded_.data();
    Token* token = tokens_.data() + token_count_;
    char* to = folded + folded_bytes_;
    std::uint64_t starts = words.starts;
    unsigned at = words.begin;
    for (std::uint64_t ends = words.ends; ends != 0; ends &= ends - 1, starts &= starts - 1) {
        const auto begin = static_cast<unsigned>(std::countr_zero(starts));
        at = static_cast<unsigned>(std::countr_zero(ends));
        to = append_word(bytes + begin, at - begin, to);
        *token++ = {.end = static_cast<std::uint32_t>(to - folded),
                    .source_begin = block_source_ + begin,
                    .source_end = block_source_ + at,
                    .has_digit = false,
                    .is_capital = !has_lower_bit(bytes[begin]),
                    .joint = 0};
    }
    if (words.ends != 0) after_unspaced_ = false;
    token_count_ = static_cast<std::size_t>(token - tokens_.data());
    folded_bytes_ = static_cast<std::size_t>(to - folded);
    if (starts == 0) {
        separators(bytes + at, words.count - at);
    } else {
        open_word(0, bytes, static_cast<unsigned>(std::countr_zero(starts)), words.count);
    }
}

void TokenWriter::take_words(const AsciiBlock& block, const char* bytes, const Words& words) {
    std::uint64_t ends = words.ends;
    unsigned at = words.begin;
    for (std::uint64_t starts = words.starts; starts != 0; starts &= starts - 1, ends &= ends - 1) {
        const auto begin = static_cast<unsigned>(std::countr_zero(starts));
        const bool digit_follows = bit(block.digit, begin);
        const bool has_money = ((block.money >> at) & low_bits(begin - at)) != 0;
        if (after_digit_ || digit_follows || separator_count_ != 0 || has_money) {
            separators(bytes + at, begin - at);
            settle_separators(digit_follows);
        }
        at = ends == 0 ? words.count : static_cast<unsigned>(std::countr_zero(ends));
        open_word(block.digit, bytes, begin, at);
        if (ends == 0) return;
        close_token();
    }
    separators(bytes + at, words.count - at);
}

/// Begins a token with the word characters [begin, end) of a block.
void TokenWriter::open_word(std::uint64_t digits, const char* bytes, unsigned begin, unsigned end) {
    char* const to = folded_.data() + folded_bytes_;
    folded_bytes_ += static_cast<std::size_t>(append_word(bytes + begin, end - begin, to) - to);
    is_open_ = true;
    open_source_begin_ = block_source_ + begin;
    open_source_end_ = block_source_ + end;
    open_is_capital_ = !has_lower_bit(bytes[begin]);
    open_is_unspaced_ = false;
    open_has_digit_ = ((digits >> begin) & low_bits(end - begin)) != 0;
    open_characters_ = end - begin;
    open_marks_ = 0;
    after_digit_ = bit(digits, end - 1);
}

void TokenWriter::extend_open_token(const AsciiBlock& block, const char* bytes, unsigned count) {
    if (count == 0) return;
    if (open_is_unspaced_ || open_characters_ + count > FoldLimits::kTokenCharacters) {
        for (unsigned i = 0; i < count; ++i) {
            const char lower = lower_word_byte(bytes[i]);
            source_begin_ = block_source_ + i;
            source_end_ = source_begin_ + 1;
            source_is_capital_ = !has_lower_bit(bytes[i]);
            word_character({&lower, 1}, bit(block.digit, i) ? CharacterClass::Digit : CharacterClass::Letter);
        }
        return;
    }
    open_source_end_ = block_source_ + count;
    folded_bytes_ += count;
    static_cast<void>(append_word(bytes, count, folded_.data() + folded_bytes_ - count));
    open_characters_ += count;
    open_marks_ = 0;
    open_has_digit_ |= (block.digit & low_bits(count)) != 0;
    after_digit_ = bit(block.digit, count - 1);
}

void TokenWriter::separators(const char* bytes, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) take_separator(canonical_ascii(bytes[i]));
}

}  // namespace wirefold
