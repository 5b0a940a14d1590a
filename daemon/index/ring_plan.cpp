#include "daemon/index/ring_plan.hpp"

#include <algorithm>
#include <chrono>

#include "daemon/index/article_store.hpp"
#include "daemon/index/compared_texts.hpp"
#include "daemon/index/recent_mentions.hpp"
#include "daemon/index/recent_words.hpp"
#include "daemon/index/related_texts.hpp"
#include "daemon/index/term_frequencies.hpp"

namespace wirefold {

namespace {

// Of one article.
constexpr std::size_t kTextBytes = 64;
constexpr std::size_t kPostings = 28;
constexpr std::size_t kWordingBytes = 364;
constexpr std::size_t kTerms = 38;  // with quotations
/// All words and names by value of compared texts, for as long as corrections come.
constexpr std::chrono::hours kWindowWords{16};
/// Mentions of compared texts, for as long as rewrites come.
constexpr std::chrono::hours kWindowMentions{72};
constexpr std::size_t kHeadBytes = sizeof(std::uint32_t);
constexpr std::size_t kExactBytes =
    sizeof(StoredArticle) + 3 * kHeadBytes / ArticleStore::kArticlesPerHead + 1 + kTextBytes;
constexpr std::size_t kCopyBytes = sizeof(ComparedText) + kPostings * sizeof(ComparedTexts::Chains::Entry) +
                                   kPostings * kHeadBytes / ComparedTexts::kPostingsPerHead + 8 +
                                   kWordingBytes;
constexpr std::size_t kStoryBytes =
    sizeof(RelatedText) +
    kTerms * (sizeof(RelatedTexts::Chains::Entry) + sizeof(RelatedTexts::Chains::Mark) + kHeadBytes);

constexpr double kArticlesMin = 512;  // below this one article's pieces might not fit their rings
constexpr double kRecentMin = 16;     // likewise
constexpr double kArticlesMax = 1U << 29U;

/// Of the table of term frequencies: one part in so many, as long as more of them are of use.
[[nodiscard]] std::size_t frequency_bytes(const IndexOptions& options) {
    constexpr std::size_t kPart = 32;
    constexpr std::size_t kMost = std::size_t{64} << 20U;
    return std::min(options.bytes_max / kPart, kMost);
}

/// Windows as parts of the longest.
struct Parts {
    double copy = 0;
    double story = 0;
    double words = 0;
    double mentions = 0;
};

[[nodiscard]] Parts parts_of(const IndexOptions& options) {
    const auto part = [&](std::chrono::hours window) {
        return static_cast<double>(window.count()) / static_cast<double>(options.window_exact.count());
    };
    return {.copy = part(options.window_copy),
            .story = part(options.window_story),
            .words = part(std::min(options.window_copy, kWindowWords)),
            .mentions = part(std::min(options.window_copy, kWindowMentions))};
}

/// Articles that fit beside the least that every ring holds.
[[nodiscard]] double articles_for(std::size_t bytes, const Parts& parts) {
    constexpr double kMargins = 4 * ByteRing::kPieceMax;
    constexpr std::size_t kRecentBytes = RecentWords::kBytesPlanned + RecentMentions::kBytesPlanned;
    constexpr double kLeast =
        kArticlesMin * (kExactBytes + kCopyBytes + kStoryBytes) + kRecentMin * kRecentBytes + kMargins;
    const double each = kExactBytes + parts.copy * kCopyBytes + parts.story * kStoryBytes +
                        parts.words * RecentWords::kBytesPlanned +
                        parts.mentions * RecentMentions::kBytesPlanned;
    return std::max(static_cast<double>(bytes) - kLeast, 0.0) / each;
}

/// Numbers of postings must stay apart in 32 bits.
[[nodiscard]] std::uint32_t postings_for(std::uint64_t articles, std::size_t postings, std::uint32_t most) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(articles * postings, most));
}

}  // namespace

RingPlan plan_rings(const IndexOptions& options) {
    const Parts parts = parts_of(options);
    const double all = articles_for(options.bytes_max - frequency_bytes(options), parts);
    const auto planned = [all](double part, double least) {
        return static_cast<std::uint32_t>(std::min(least + all * std::min(part, 1.0), kArticlesMax));
    };
    const std::uint32_t articles = planned(1, kArticlesMin);
    const std::uint32_t compared = planned(parts.copy, kArticlesMin);
    const std::uint32_t related = planned(parts.story, kArticlesMin);
    return {.articles = articles,
            .text_bytes = articles * kTextBytes,
            .compared = compared,
            .wording_bytes = compared * kWordingBytes,
            .compared_postings = postings_for(compared, kPostings, ComparedTexts::kPostingsMax),
            .related = related,
            .related_postings = postings_for(related, kTerms, RelatedTexts::kPostingsMax),
            .words = planned(parts.words, kRecentMin),
            .mentions = planned(parts.mentions, kRecentMin),
            .frequency_slots = frequency_bytes(options) / TermFrequencies::kSlotBytes};
}

}  // namespace wirefold
