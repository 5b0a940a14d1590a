#include "daemon/fingerprint/text_tokens.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/prior.hpp"
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
    sums_[0] = 0;
    for (std::size_t block = 0; block < blocks_; ++block) {
        const std::size_t first = block * kBlockTokens;
        read_block({.tokens = text.tokens.data() + first,
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
    capitals_.resize(blocks);
}

void TextTokens::read_block(const Block& block, std::size_t number) {
    const TokenFlags flags = token_flags({block.tokens, block.count}, block.begin);
    words_[number] = flags.longer_than_one & ~flags.has_digit;
    capitals_[number] = flags.is_capital;
    for (std::uint64_t left = flags.has_digit; left != 0; left &= left - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(left));
        digit_tokens_.push_back(static_cast<std::uint32_t>(number * kBlockTokens + i));
    }
    const std::uint64_t all_stems = hash_tokens(block, number);
    if (flags.longer_than_halves != 0) hash_long_tokens(block, number);
    if ((all_stems & kBeyondAscii) != 0) read_beyond_ascii(block, number);
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

/// Hashes the tokens that two halves do not hold, and sums up anew.
void TextTokens::hash_long_tokens(const Block& block, std::size_t number) {
    const std::size_t first = number * kBlockTokens;
    std::uint32_t begin = block.begin;
    for (std::size_t i = 0; i < block.count; ++i) {
        const std::string_view token{block.folded + begin, block.tokens[i].end - begin};
        begin = block.tokens[i].end;
        if (token.size() > TokenHash::kShortBytes) hashes_[first + i] = token_hash_(token);
        sums_[first + i + 1] = RollingHash::entered(sums_[first + i], hashes_[first + i]);
    }
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
