#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/decide/common_subsequence.hpp"
#include "daemon/model/verdict.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// What happened between two texts with much wording in common.
struct Alignment {
    std::uint32_t own_tokens = 0;
    std::uint32_t other_tokens = 0;
    std::uint32_t kept_tokens = 0;   ///< Stand in both, in the same order.
    std::uint32_t equal_tokens = 0;  ///< Of these, those in sentences that are equal as a whole.
    std::uint32_t equal_sentences = 0;
    std::uint32_t compared_tokens = 0;  ///< So many words of one text were held against those of the other.
    bool covers_all = true;             ///< Both texts were told whole; else later facts were not compared.
    std::uint32_t added_sentences = 0;
    std::uint32_t added_tokens = 0;  ///< Of whole sentences that only the new text has.
    /// Of these, those where words are not known and both texts have sentences: they may have been edited.
    std::uint32_t maybe_added_tokens = 0;
    std::uint32_t dropped_sentences = 0;
    std::uint32_t dropped_tokens = 0;    ///< Of whole sentences that only the other text has.
    std::uint32_t edits = 0;             ///< Places inside kept sentences that differ.
    std::uint32_t unseen_edits = 0;      ///< Of these, sentences of which only the figures are known.
    std::uint32_t changed_numbers = 0;   ///< Edits that put a number for another …
    std::uint32_t changed_units = 0;     ///< … a unit of measure for another …
    std::uint32_t changed_names = 0;     ///< … a name for another …
    std::uint32_t changed_polarity = 0;  ///< … or put in or left out a word that turns the statement around.
    std::uint32_t changed_opposites = 0;  ///< Edits that put "fell" for "rose", "Friday" for "Monday".
    std::uint32_t touched_numbers = 0;    ///< Edits that put in or left out a number; the changed ones too.
    bool changed_lead_name = false;       ///< A name among the first words: who the text is about.
    /// Of the changed names, those among the first or the last words, where every outlet puts its own
    /// dateline, byline and credit.
    std::uint32_t changed_edge_names = 0;
    bool changed_spelled_name = false;  ///< For a name stands one that is no other spelling of it.
    bool changed_inside_name = false;   ///< Likewise, and not at an edge.
    bool is_cut = false;                ///< The new text ends inside a sentence of the other.
    /// Numbers and names by value, as far as the wordings know them, units in English, words like "not" and
    /// "rose"; empty is what only one side has.
    std::vector<Change> changed;
    std::uint32_t changed_figures = 0;  ///< Of these, numbers in digits.

    /// Texts that differ somewhere do so where their words are not known, or nothing is.
    [[nodiscard]] bool differs_unseen() const {
        return unseen_edits > 0 || (!covers_all && edits + added_tokens + dropped_tokens == 0);
    }
    /// Those that no edit can account for.
    [[nodiscard]] std::uint32_t surely_added_tokens() const { return added_tokens - maybe_added_tokens; }
    [[nodiscard]] double kept_own() const { return part(own_tokens); }
    [[nodiscard]] double kept_other() const { return part(other_tokens); }
    /// So many edits that the text was reworded.
    [[nodiscard]] bool is_reworded() const {
        return (edits - unseen_edits) * kRewordedTokens > std::min(kept_tokens, compared_tokens);
    }
    /// In a long text that was reworded only figures are facts.
    [[nodiscard]] std::uint32_t facts_changed(bool same_source) const {
        if (is_reworded() && std::min(own_tokens, other_tokens) >= kLongTokens) return changed_figures;
        return changed_numbers + changed_units + changed_polarity + changed_opposites +
               other_names(same_source);
    }

private:
    /// One name may be spelled anew; two, or the one the text is about, or one whose spellings are known and
    /// unlike, are other names. What another source changes at the edges of a text is its own name.
    [[nodiscard]] std::uint32_t other_names(bool same_source) const {
        if (same_source)
            return changed_lead_name || changed_spelled_name || changed_names >= 2 ? changed_names : 0;
        const std::uint32_t inside = changed_names - changed_edge_names;
        return changed_inside_name || inside >= 2 ? inside : 0;
    }
    static constexpr std::uint32_t kRewordedTokens = 12;  ///< An edit in fewer kept words than these.
    static constexpr std::uint32_t kLongTokens = 120;     ///< A note has fewer.
    [[nodiscard]] double part(std::uint32_t tokens) const {
        return tokens == 0 ? 0.0 : static_cast<double>(kept_tokens) / static_cast<double>(tokens);
    }
};

/// Aligns a new text with an older one: equal sentences first, then the words inside what lies between them.
///
/// Sentences are matched by their longest common subsequence; inside a gap that has words on both sides the
/// words are, as far as the wordings reach. (Hunt, McIlroy: "An algorithm for differential file comparison",
/// 1976, applied twice.)
/// Threads: one aligner per thread; it owns scratch.
/// Cost:    some three microseconds where all words are looked at.
class Aligner {
public:
    /// Both steps.
    [[nodiscard]] const Alignment& align(const WordingView& own, const WordingView& other) {
        begin(own, other);
        return finish();
    }
    /// The first step: which sentences are equal. Cheap; what it finds stands in so_far().
    void begin(const WordingView& own, const WordingView& other);
    [[nodiscard]] const Alignment& so_far() const { return out_; }
    /// The second: what lies between them.
    [[nodiscard]] const Alignment& finish();

private:
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
        [[nodiscard]] std::size_t size() const { return end - begin; }
    };
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
    [[nodiscard]] const CommonElement* kept_at(std::size_t token) const;
    void compare_kept_numbers(Range own);
    void compare_kept_names(Range own, Range other);
    void tell_change(std::string_view from, std::string_view to);
    void tell_figures(std::string_view from, std::string_view to);
    void tell_words(const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to);
    void change_names(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to);
    void edit(Range own, Range other);
    void edit_unseen(Range own, Range other);
    void compare_facts(Range own_range, Range other_range);
    bool compare_figures(Range own, Range other);
    void compare_ends(Range own, Range other);
    void add_whole(std::size_t own_tokens, std::size_t other_tokens, std::size_t own_sentences,
                   std::size_t other_sentences);

    Text own_;
    Text other_;
    Alignment out_;
    std::size_t own_compared_ = 0;    ///< Up to this token the figures were compared.
    std::size_t other_compared_ = 0;  ///< Likewise.
    CommonSubsequence subsequence_;
    std::vector<CommonElement> sentences_;  ///< Scratch.
    std::vector<CommonElement> words_;      ///< Scratch.
};

}  // namespace wirefold
