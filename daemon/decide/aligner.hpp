#pragma once

#include <cstdint>
#include <vector>

#include "daemon/decide/alignment.hpp"
#include "daemon/decide/common_subsequence.hpp"
#include "daemon/decide/edit_facts.hpp"
#include "daemon/decide/thresholds.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// Aligns a new text with an older one: equal sentences first, then the words inside what lies between them.
///
/// Sentences are matched by their longest common subsequence; inside a gap that has words on both sides the
/// words are, as far as the wordings reach. (Hunt, McIlroy: "An algorithm for differential file comparison",
/// 1976, applied twice.)
/// Threads: one aligner per thread; it owns scratch.
/// Cost:    some three microseconds where all words are looked at.
class Aligner {
public:
    /// Both steps. `is_unspaced`: the tokens are characters.
    [[nodiscard]] const Alignment& align(const WordingView& own, const WordingView& other,
                                         bool is_unspaced = false) {
        begin(own, other, is_unspaced);
        return finish();
    }
    /// The first step: which sentences are equal. Cheap; what it finds stands in so_far().
    void begin(const WordingView& own, const WordingView& other, bool is_unspaced = false);
    [[nodiscard]] const Alignment& so_far() const { return out_; }
    /// The second: what lies between them.
    [[nodiscard]] const Alignment& finish();

private:
    struct Text {
        WordingView wording;
        std::vector<std::size_t> starts;  ///< First token of each sentence, and the end.
        void read(const WordingView& view);
        [[nodiscard]] std::size_t tokens() const { return starts.back(); }
        /// Of these tokens, how many are known.
        [[nodiscard]] std::size_t known(Range tokens) const {
            const std::size_t all = wording.tokens.size();
            return std::min(tokens.end, all) - std::min(tokens.begin, all);
        }
        [[nodiscard]] bool is_cut() const { return wording.tokens.size() < tokens(); }
        [[nodiscard]] Range tokens(Range sentences) const {
            return {starts[sentences.begin], starts[sentences.end]};
        }
        /// Of them those that are known, as many as are compared in one gap.
        [[nodiscard]] Range words(Range tokens) const {
            const std::size_t end = std::min(tokens.begin + CommonSubsequence::kElementsMax, tokens.end);
            return {tokens.begin, std::min(end, wording.tokens.size())};
        }
    };
    void leave_alike();
    void gap(Range own, Range other);
    [[nodiscard]] bool are_as_long(Range own, Range other) const;
    /// Behind the words of a gap that are looked at stand others.
    struct GoesOn {
        bool own = false;
        bool other = false;
    };
    void words_and_rest(Range own, Range other);
    double words_gap(Range own, Range other, GoesOn goes_on);
    void match_words(Range own, Range other);
    void edit(Range own, Range other);
    void edit_unseen(Range own, Range other);
    void add_sentences(Range own);
    void drop_sentences(Range other);
    [[nodiscard]] static bool is_moved(const Text& from, std::size_t sentence, const Text& to);
    void add_whole(Range own, Range other, std::size_t report_tokens = thresholds::kReportTokens);

    Text own_;
    Text other_;
    Alignment out_;
    EditFacts facts_;
    std::size_t tail_ = 0;  ///< First token of the new text behind the last equal sentence.
    CommonSubsequence subsequence_;
    std::vector<CommonElement> sentences_;  ///< Scratch.
    std::vector<CommonElement> words_;      ///< Scratch.
};

}  // namespace wirefold
