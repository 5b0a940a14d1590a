#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/fingerprint/numbers.hpp"
#include "daemon/fingerprint/prior.hpp"
#include "daemon/fingerprint/salience_rules.hpp"
#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/fingerprint/term_ranking.hpp"
#include "daemon/fingerprint/text_marks.hpp"
#include "daemon/fingerprint/text_tokens.hpp"
#include "daemon/model/normalized_text.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold {

/// A term that was kept, for those who want to spell it.
struct SeenTerm {
    std::uint16_t token = 0;  ///< Of the first sight; of a pair, its second character.
    bool is_in_title = false;
    std::uint32_t score = 0;
};

/// The words of a text that say what it is about: tf · idf with the prior's frequencies, names and the lead
/// preferred.
///
/// Threads: one builder per worker; it owns scratch.
/// Cost:    linear in the tokens, at most Salience::kTokensMax.
class SalienceBuilder {
public:
    SalienceBuilder(const TokenHash& token_hash, const Prior& prior);

    /// `body_tokens` are those of `body`.
    void build(const NormalizedText& body, const TextTokens& body_tokens, const TextMarks& marks,
               TextNumbers& numbers, const NormalizedText& title, Salience& out);
    /// Whether the text just read says hardly a word of its headline.
    [[nodiscard]] bool is_headline_apart() const { return is_headline_apart_; }
    /// Those of the text just read that were kept and are no numbers, in any order.
    void kept_words(std::vector<SeenTerm>& out) const;

private:
    /// Words, pairs of characters and numbers, each once; a body's token makes at most one, a title's too.
    static constexpr std::size_t kCandidatesMax = TermRanking::kMax;
    static constexpr std::size_t kTableSlots = 4096;
    static constexpr std::uint16_t kInTitle = 0x8000;  ///< Added to a token of the title.
    static_assert(Salience::kTokensMax <= TextMarks::kNameTokensMax);
    static_assert(kTableSlots >= 2 * kCandidatesMax && kCandidatesMax < kInTitle);

    /// What is known of a term, in one word, so that adding to it is one step.
    struct Facts {
        std::uint64_t bits = 0;
        static constexpr std::uint64_t kOnce = std::uint64_t{1} << 32U;  ///< Added for each sight.

        Facts() = default;
        Facts(std::uint16_t token, std::uint8_t flags, std::uint8_t rarity)
            : bits(token | std::uint64_t{flags} << 16U | std::uint64_t{rarity} << 24U) {}
        [[nodiscard]] std::uint16_t token() const {
            return static_cast<std::uint16_t>(bits);
        }  ///< Of the first sight.
        [[nodiscard]] std::uint8_t flags() const { return static_cast<std::uint8_t>(bits >> 16U); }
        [[nodiscard]] std::uint8_t rarity() const { return static_cast<std::uint8_t>(bits >> 24U); }
        [[nodiscard]] std::size_t count() const { return bits >> 32U; }
        void set_rarity(std::uint8_t rarity) {
            bits = (bits & ~(std::uint64_t{0xff} << 24U)) | std::uint64_t{rarity} << 24U;
        }
    };
    /// From 1 on.
    struct Candidates {
        std::uint32_t count = 0;
        std::array<std::uint32_t, kCandidatesMax + 1> keys{};
        std::array<Facts, kCandidatesMax + 1> facts{};
    };
    /// What is known of the words of one block of tokens.
    struct BlockFacts {
        std::uint16_t first_token = 0;
        std::uint64_t names = 0;  ///< A bit a token.
        std::uint64_t leads = 0;  ///< Likewise.
    };
    static_assert(Salience::kTokensMax % TextTokens::kBlockTokens == 0);
    static_assert(SalienceRules::kTitleTokensMax <= TextTokens::kBlockTokens);
    static_assert(SalienceRules::kLeadTokens < TextTokens::kBlockTokens);
    static constexpr std::uint64_t kLeadBits = (std::uint64_t{1} << SalienceRules::kLeadTokens) - 1;
    static constexpr std::uint8_t kFromPrior = 0xff;  ///< A rarity that the prior shall tell.

    void begin(std::size_t tokens);
    void add(std::uint32_t key, const Facts& seen);
    [[nodiscard]] std::size_t common_stems() const;
    void add_words(const TextTokens& text, std::size_t block, const BlockFacts& facts);
    void add_title(const NormalizedText& title);
    /// Whether a term was added.
    [[nodiscard]] bool holds(std::uint32_t key) const;
    void add_pairs(const NormalizedText& body, std::span<const std::uint64_t> hashes);
    void add_numbers(const NormalizedText& body, std::size_t tokens, TextNumbers& numbers);
    void rate(const NormalizedText& body, const NormalizedText& title);
    void rate_unknown(const NormalizedText& body, const NormalizedText& title);
    void note_mentions(Salience& out);
    void rank();
    void select(std::size_t tokens, Salience& out);

    const TokenHash token_hash_;
    const Prior& prior_;
    Candidates candidates_;
    std::array<std::uint16_t, kTableSlots> table_{};  ///< Number of a candidate; 0: empty.
    std::uint32_t mask_ = 0;
    /// 1 where a common stem was seen, by Prior::common_place().
    std::array<std::uint8_t, Prior::kCommonPlaces> common_seen_{};
    TextTokens title_tokens_;
    bool is_headline_apart_ = false;
    TermRanking known_;
    TermRanking unknown_;
};

}  // namespace wirefold
