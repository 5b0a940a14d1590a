#include "daemon/fingerprint/text_tokens.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/scripts.hpp"
#include "daemon/fingerprint/token_flags.hpp"

namespace wirefold {

namespace {

/// Of most stems, which are ASCII; see Prior::stem_of().
constexpr std::uint64_t kStemBytes = 0xffff'ffff'ffff;
constexpr std::uint64_t kBeyondAscii = 0x8080'8080'8080'8080;

}  // namespace

void TextTokens::read(const NormalizedText& text) {
    tokens_ = text.tokens.size();
    blocks_ = (tokens_ + kBlockTokens - 1) / kBlockTokens;
    has_characters_ = false;
    make_room(tokens_);
    digit_tokens_.clear();
    signs_.clear();
    sums_[0] = 0;
    for (std::size_t block = 0; block < blocks_; ++block) {
        const std::size_t first = block * kBlockTokens;
        read_block(text,
                   {.tokens = text.tokens.data() + first,
                    .count = std::min(kBlockTokens, tokens_ - first),
                    .folded = text.folded.data(),
                    .begin = first == 0 ? 0 : text.tokens[first - 1].end},
                   block);
    }
}

void TextTokens::make_room(std::size_t tokens) {
    if (tokens < sums_.size()) return;
    const std::size_t blocks = tokens / kBlockTokens + 1;
    hashes_.resize(blocks * kBlockTokens);
    sums_.resize(blocks * kBlockTokens + 1);
    stem_keys_.resize(blocks * kBlockTokens);
    words_.resize(blocks);
    common_words_.resize(blocks);
    capitals_.resize(blocks);
}

void TextTokens::read_block(const NormalizedText& text, const Block& block, std::size_t number) {
    const TokenFlags flags = token_flags({block.tokens, block.count}, block.begin);
    words_[number] = flags.longer_than_one & ~flags.has_digit;
    capitals_[number] = flags.is_capital;
    const std::uint64_t all_stems = hash_tokens(block, number);
    if (flags.longer_than_halves != 0) hash_long_tokens(block, number);
    const bool has_signs = flags.has_digit != 0 && hash_signs(text, flags.has_digit, number);
    if (flags.longer_than_halves != 0 || has_signs) sum_up(block, number);
    if ((all_stems & kBeyondAscii) != 0) read_beyond_ascii(block, number);
    common_words_[number] = words_[number] & prior_.common_bits(stem_keys(number));
}

/// Goes without a branch or call through what differs from token to token: tokens that two halves do not hold
/// are hashed afterwards. Returns the bits that any stem has.
std::uint64_t TextTokens::hash_tokens(const Block& block, std::size_t number) {
    const TokenHash hash_of = token_hash_;  // copies stay in registers, whatever is written meanwhile
    const Token* token = block.tokens;
    const Token* const end = token + block.count;
    const char* const folded = block.folded;
    std::uint64_t* hashes = hashes_.data() + number * kBlockTokens;
    std::uint64_t* sums = sums_.data() + number * kBlockTokens;
    std::uint32_t* stem_keys = stem_keys_.data() + number * kBlockTokens;
    std::uint64_t sum = *sums;
    std::uint64_t all_stems = 0;
    std::uint32_t begin = block.begin;
    for (; token != end; ++token) {
        const TokenHash::Halves halves = TokenHash::halves_of({folded + begin, token->end - begin});
        begin = token->end;
        const std::uint64_t stem = halves.low & kStemBytes;
        all_stems |= stem;
        *stem_keys++ = Prior::key_of(hash_of.of_head(stem));
        const std::uint64_t hash = hash_of.of(halves);
        *hashes++ = hash;
        sum = RollingHash::entered(sum, hash);
        *++sums = sum;
    }
    return all_stems;
}

/// Hashes the tokens that two halves do not hold.
void TextTokens::hash_long_tokens(const Block& block, std::size_t number) {
    const std::size_t first = number * kBlockTokens;
    std::uint32_t begin = block.begin;
    for (std::size_t i = 0; i < block.count; ++i) {
        const std::string_view token{block.folded + begin, block.tokens[i].end - begin};
        begin = block.tokens[i].end;
        if (token.size() > TokenHash::kShortBytes) hashes_[first + i] = token_hash_(token);
    }
}

/// Notes the tokens with a digit and the signs of their numbers, which are part of what they say. Whether
/// there are any.
bool TextTokens::hash_signs(const NormalizedText& text, std::uint64_t digits, std::size_t number) {
    bool has_signs = false;
    for (; digits != 0; digits &= digits - 1) {
        const std::size_t i = number * kBlockTokens + static_cast<unsigned>(std::countr_zero(digits));
        NumberSign sign;
        if (text.tokens[i].joint == 0) {
            sign = sign_of(text, i, text.number_end(i));
            hashes_[i] = TokenHash::with_sign(hashes_[i], sign.bits());
            has_signs |= !sign.is_plain();
        }
        digit_tokens_.push_back(static_cast<std::uint32_t>(i));
        signs_.push_back(sign);
    }
    return has_signs;
}

/// Sums hashes up anew, of which some have changed.
void TextTokens::sum_up(const Block& block, std::size_t number) {
    const std::size_t first = number * kBlockTokens;
    for (std::size_t i = first; i < first + block.count; ++i)
        sums_[i + 1] = RollingHash::entered(sums_[i], hashes_[i]);
}

/// Sets right what was said of the stems that are not ASCII.
void TextTokens::read_beyond_ascii(const Block& block, std::size_t number) {
    std::uint32_t begin = block.begin;
    for (std::size_t i = 0; i < block.count; ++i) {
        const std::string_view token{block.folded + begin, block.tokens[i].end - begin};
        begin = block.tokens[i].end;
        if ((TokenHash::halves_of(token).low & kStemBytes & kBeyondAscii) == 0) continue;
        const bool is_character = is_single_character(token);
        has_characters_ |= is_character;
        const bool is_word = !is_character && count_characters(token) > 1;
        words_[number] &= ~(std::uint64_t{!is_word} << i);
        stem_keys_[number * kBlockTokens + i] = Prior::key_of(token_hash_(Prior::stem_of(token)));
    }
}

}  // namespace wirefold
