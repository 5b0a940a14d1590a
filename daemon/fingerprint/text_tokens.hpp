#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "daemon/fingerprint/number_sign.hpp"
#include "daemon/fingerprint/prior.hpp"
#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/model/normalized_text.hpp"

namespace wirefold {

/// A text's tokens as numbers: read once, for all that a fingerprint is made of.
///
/// Masks have a bit a token, the tokens of a block a mask; bits beyond the last token are 0.
/// Threads: one at a time; what was read is valid until the next text.
/// Bound:   some 20 bytes a token of the longest text read.
class TextTokens {
public:
    static constexpr std::size_t kBlockTokens = 64;

    TextTokens(const TokenHash& token_hash, const Prior& prior) : token_hash_(token_hash), prior_(prior) {}

    void read(const NormalizedText& text);

    [[nodiscard]] std::size_t size() const { return tokens_; }
    [[nodiscard]] std::span<const std::uint64_t> hashes() const { return {hashes_.data(), tokens_}; }
    /// Of the tokens before each, and of all; see RollingHash.
    [[nodiscard]] std::span<const std::uint64_t> sums() const { return {sums_.data(), tokens_ + 1}; }
    /// Those with a digit, in order.
    [[nodiscard]] std::span<const std::uint32_t> digit_tokens() const { return digit_tokens_; }
    /// Of each of these; a number's stands at its first token, and is in the hash of that.
    [[nodiscard]] std::span<const NumberSign> signs() const { return signs_; }
    /// Of a block, kBlockTokens of them; those beyond the last token are anything.
    [[nodiscard]] const std::uint32_t* stem_keys(std::size_t block) const {
        return stem_keys_.data() + block * kBlockTokens;
    }
    /// Of a block: no numbers, no single characters.
    [[nodiscard]] std::uint64_t words(std::size_t block) const { return words_[block]; }
    /// Of these the commonest, as Prior::is_common() tells them.
    [[nodiscard]] std::uint64_t common_words(std::size_t block) const { return common_words_[block]; }
    [[nodiscard]] std::span<const std::uint64_t> capitals() const { return {capitals_.data(), blocks_}; }
    /// The text holds tokens of a single character of a script without spaces.
    [[nodiscard]] bool has_characters() const { return has_characters_; }

private:
    /// Some tokens, side by side in the text.
    struct Block {
        const Token* tokens = nullptr;
        std::size_t count = 0;
        const char* folded = nullptr;  ///< Of the text.
        std::uint32_t begin = 0;       ///< Of the first one, in `folded`.
    };
    void make_room(std::size_t tokens);
    void read_block(const NormalizedText& text, const Block& block, std::size_t number);
    std::uint64_t hash_tokens(const Block& block, std::size_t number);
    void hash_long_tokens(const Block& block, std::size_t number);
    [[nodiscard]] bool hash_signs(const NormalizedText& text, std::uint64_t digits, std::size_t number);
    void sum_up(const Block& block, std::size_t number);
    void read_beyond_ascii(const Block& block, std::size_t number);

    const TokenHash token_hash_;
    const Prior& prior_;
    std::size_t tokens_ = 0;
    std::size_t blocks_ = 0;
    bool has_characters_ = false;
    // Larger than what is used of them.
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint64_t> sums_;
    std::vector<std::uint32_t> stem_keys_;
    std::vector<std::uint64_t> words_;
    std::vector<std::uint64_t> common_words_;
    std::vector<std::uint64_t> capitals_;
    std::vector<std::uint32_t> digit_tokens_;  ///< Not larger.
    std::vector<NumberSign> signs_;            ///< Likewise.
};

}  // namespace wirefold
