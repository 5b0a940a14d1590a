#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "daemon/index/article_store.hpp"
#include "daemon/index/article_tally.hpp"
#include "daemon/index/compared_texts.hpp"
#include "daemon/index/key_set.hpp"
#include "daemon/index/visibility.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// Finds the articles that share wording with a new one (channel W), and measures how much.
///
/// Keys that three or more unrelated articles of the new one's source had within a week are template for that
/// source: they are left out of both texts, so that furniture makes no copies.
/// Cost:    at most kStepsPerKeyMax postings a key and kVerifiedMax measurements.
/// Threads: one; owns scratch.
class OverlapProbe {
public:
    static constexpr unsigned kStepsPerKeyMax = 64;
    static constexpr std::size_t kVerifiedMax = 6;
    static constexpr std::size_t kFoundMax = 6;
    static constexpr unsigned kTemplateArticles = 3;
    /// Two texts that are longer than a brief, are both worth so many keys, and share one: that is a phrase,
    /// unless sentences of so many tokens are equal too.
    static constexpr std::uint32_t kPhraseShingles = 160;
    static constexpr std::uint32_t kPhraseKeys = 11;
    static constexpr std::uint32_t kPhraseTokens = 20;
    static constexpr Duration kTemplateWindow = std::chrono::hours{24 * 7};

    struct Found {
        ArticleNumber article;
        Overlap overlap;
        std::uint32_t template_keys;
        bool is_phrase = false;  ///< What they share is one key, and too little to be looked at.
    };

    OverlapProbe(const ArticleStore& articles, const ComparedTexts& texts)
        : articles_(articles), texts_(texts) {}

    /// Best overlap first, older before newer. Those that share a mere phrase are left out.
    [[nodiscard]] const std::vector<Found>& find(const LogEntry& entry, Timestamp log_time,
                                                 const Visibility& visibility);
    /// What an article shares that the last find() left out, if it is one that shares a phrase.
    [[nodiscard]] std::optional<Found> find_phrase(ArticleNumber article) const;
    /// One article against another one that may be in no window. Spoils what find() gave.
    [[nodiscard]] Found measure_directly(const LogEntry& entry, Timestamp log_time, const Fingerprint& other);
    /// Postings looked at by the last find().
    [[nodiscard]] unsigned steps() const { return steps_; }
    /// Articles looked at by the last find().
    [[nodiscard]] std::size_t verified() const { return hits_.size(); }

private:
    /// What walks came to: it tells who is worth measuring.
    struct Hits {
        PostedNumber text;
        std::uint16_t keys;
        std::uint16_t template_keys;
    };
    struct Shared {
        std::uint16_t keys = 0;
        std::uint16_t template_keys = 0;
    };
    void begin_walks(const Fingerprint& fingerprint);
    void walk_all();
    void count_hits(const LogEntry& entry, Timestamp log_time);
    void keep_best_hits(const Visibility& visibility);
    [[nodiscard]] std::span<const std::uint64_t> matches_of(std::size_t key) const {
        return {matches_.data() + key * kStepsPerKeyMax, match_counts_[key]};
    }
    [[nodiscard]] bool is_template(const LogEntry& entry, Timestamp log_time) const;
    /// The other text, as far as measuring needs it.
    struct OtherText {
        std::span<const std::uint32_t> keys;
        std::span<const std::uint32_t> positions;
        std::uint32_t shingles;
        std::uint32_t window;
        WordingView wording;
    };
    void note_sentences(const WordingView& own);
    [[nodiscard]] bool is_phrase(const Fingerprint& own, const OtherText& other) const;
    [[nodiscard]] const KeySet& own_at(const Fingerprint& fingerprint, std::uint32_t window);
    [[nodiscard]] Found measure(const Fingerprint& fingerprint, PostedNumber number);
    [[nodiscard]] Found measure(const Fingerprint& fingerprint, const OtherText& text);
    [[nodiscard]] Overlap overlap_of(const KeySet& own, const KeySet& other,
                                     const KeySet::Shared& shared) const;

    const ArticleStore& articles_;
    const ComparedTexts& texts_;
    std::vector<std::uint32_t> keys_;                   ///< Distinct.
    std::vector<ComparedTexts::Chains::Cursor> walks_;  ///< Of each of keys_.
    std::vector<std::uint32_t> alive_;                  ///< Of walks_.
    std::vector<std::uint64_t>
        matches_;  ///< kStepsPerKeyMax places for each of keys_: postings, newest first.
    std::vector<std::uint32_t> match_counts_;  ///< Of each of keys_.
    std::vector<PostedNumber> holders_;        ///< Of the key at hand.
    ArticleTally<Shared, kStepsPerKeyMax * Fingerprint::kKeysMax> tally_;
    std::vector<Hits> hits_;
    std::vector<Found> phrases_;
    std::bitset<4096> sentences_;  ///< Of the new article: a bit each, by the last bits of their hashes.
    std::vector<std::uint32_t> template_keys_;
    std::vector<Found> found_;
    struct OwnSet {
        std::uint32_t window;
        KeySet keys;
    };
    std::vector<OwnSet> own_;  ///< The new article's keys at the windows asked for so far.
    unsigned steps_ = 0;
};

}  // namespace wirefold
