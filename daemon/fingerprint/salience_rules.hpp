#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace wirefold {

/// How terms are weighed before the stream has a say. All but what makes a headline stand apart only chooses
/// candidates: what a comparison uses is weighed anew by the window.
struct SalienceRules {
    static constexpr std::size_t kTitleTokensMax = 64;
    static constexpr std::size_t kLeadTokens = 60;   ///< The first paragraph, and some.
    static constexpr std::uint32_t kNameBoost = 13;  ///< Tenths.
    static constexpr std::uint32_t kLeadBoost = 13;
    /// Weight of a term by how often it occurs, in tenths: 1 + ln(count), and no more for still more.
    static constexpr std::array<std::uint32_t, 9> kCountWeights = {0, 10, 17, 21, 24, 26, 28, 29, 31};
    /// A word that more than every third article has says nothing.
    static constexpr std::uint8_t kRarityMin = 2;
    /// Words that no table knows and that are no names: made-up ones must not crowd out what others can
    /// share.
    static constexpr std::size_t kUnknownMax = 8;
    /// Part of a text's distinct words that the tables of its language know: of English .8 and more, of a
    /// language with a short table .3.
    static constexpr double kKnownPart = 0.55;
    /// A headline stands apart from its text where that has less than a fourth of its words, the commonest
    /// left out: of re-sent notes of a wire one in sixteen, for it was abbreviated. Of fewer words than
    /// these, and where characters are tokens, nothing is said.
    static constexpr std::uint32_t kHeadlineWords = 3;
    static constexpr std::uint32_t kHeadlinePart = 4;
    /// A word that more than every thirtieth article has is not worth a mention.
    static constexpr std::uint8_t kMentionRarityMin = 6;
};

}  // namespace wirefold
