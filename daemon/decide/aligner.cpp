#include "daemon/decide/aligner.hpp"

#include <algorithm>
#include <cstdlib>

#include "daemon/decide/thresholds.hpp"

namespace wirefold {

void Aligner::Text::read(const WordingView& view) {
    wording = view;
    starts.assign(1, 0);
    for (const std::uint8_t length : view.lengths) starts.push_back(starts.back() + length);
}

/// Where the words of the one are not known beyond some place, those of the other are not looked at there.
void Aligner::leave_alike() {
    const std::size_t own = own_.wording.tokens.size();
    const std::size_t other = other_.wording.tokens.size();
    if (other_.is_cut() && own > other) own_.wording.tokens = own_.wording.tokens.first(other);
    if (own_.is_cut() && other > own) other_.wording.tokens = other_.wording.tokens.first(own);
}

bool Aligner::is_moved(const Text& from, std::size_t sentence, const Text& to) {
    const auto& sentences = to.wording.sentences;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (sentences[i] == from.wording.sentences[sentence] &&
            to.wording.lengths[i] == from.wording.lengths[sentence])
            return true;
    }
    return false;
}

void Aligner::begin(const WordingView& own, const WordingView& other, bool is_unspaced) {
    own_.read(own);
    other_.read(other);
    leave_alike();
    out_ = {};
    out_.own_tokens = static_cast<std::uint32_t>(own_.tokens());
    out_.other_tokens = static_cast<std::uint32_t>(other_.tokens());
    facts_.begin(own_.wording, own_.tokens(), other_.wording, is_unspaced, out_);
    out_.covers_all = Wording::has_all_facts(own) && Wording::has_all_facts(other);
    sentences_.clear();
    subsequence_.find(own.sentences, other.sentences, sentences_);
    for (const CommonElement& pair : sentences_) {
        out_.equal_tokens += own.lengths[pair.own];
        ++out_.equal_sentences;
        out_.compared_tokens += static_cast<std::uint32_t>(own_.known(own_.tokens({pair.own, pair.own + 1})));
    }
    out_.kept_tokens = out_.equal_tokens;
}

const Alignment& Aligner::finish() {
    tail_ = sentences_.empty() ? own_.tokens() : own_.starts[sentences_.back().own + 1];
    sentences_.push_back({own_.wording.sentences.size(), other_.wording.sentences.size()});
    std::size_t own = 0;
    std::size_t other = 0;
    for (const CommonElement& pair : sentences_) {
        gap({own, pair.own}, {other, pair.other});
        own = pair.own + 1;
        other = pair.other + 1;
    }
    return out_;
}

/// Whole sentences came in at `own`, and went out at `other`.
void Aligner::add_whole(Range own, Range other, std::size_t report_tokens) {
    out_.added_tokens += static_cast<std::uint32_t>(own.size());
    out_.dropped_tokens += static_cast<std::uint32_t>(other.size());
    if (own.size() >= report_tokens && own.begin < tail_)
        out_.inner_tokens += static_cast<std::uint32_t>(own.size());
}

/// A sentence that the other text has elsewhere was only moved.
void Aligner::add_sentences(Range own) {
    for (std::size_t sentence = own.begin; sentence < own.end; ++sentence) {
        const Range tokens = own_.tokens({sentence, sentence + 1});
        if (!is_moved(own_, sentence, other_)) {
            add_whole(tokens, {});
            continue;
        }
        out_.kept_tokens += static_cast<std::uint32_t>(tokens.size());
        out_.equal_tokens += static_cast<std::uint32_t>(tokens.size());
    }
}

void Aligner::drop_sentences(Range other) {
    for (std::size_t sentence = other.begin; sentence < other.end; ++sentence) {
        if (!is_moved(other_, sentence, own_)) add_whole({}, other_.tokens({sentence, sentence + 1}));
    }
}

/// Sentences that stand between the same equal ones, and are not equal.
void Aligner::gap(Range own, Range other) {
    if (own.size() == 0) return drop_sentences(other);
    if (other.size() == 0) return add_sentences(own);
    const Range own_tokens = own_.tokens(own);
    const Range other_tokens = other_.tokens(other);
    if (own_.known(own_tokens) > 0 && other_.known(other_tokens) > 0)
        return words_and_rest(own_tokens, other_tokens);
    // Beyond what the wordings tell word by word: sentences that are as long one by one are versions.
    if (!are_as_long(own, other)) {
        out_.maybe_added_tokens += static_cast<std::uint32_t>(own_tokens.size());
        return add_whole(own_tokens, other_tokens);
    }
    out_.kept_tokens += static_cast<std::uint32_t>(std::min(own_tokens.size(), other_tokens.size()) * 3 / 4);
    edit_unseen(own_tokens, other_tokens);
}

void Aligner::edit_unseen(Range own, Range other) {
    ++out_.edits;
    ++out_.unseen_edits;
    facts_.compare_unseen(own, other);
}

/// A gap of which some words are known on both sides: what goes on behind them goes on alike.
void Aligner::words_and_rest(Range own, Range other) {
    const Range own_words = own_.words(own);
    const Range other_words = other_.words(other);
    const Range own_rest{own_words.end, own.end};
    const Range other_rest{other_words.end, other.end};
    const double kept =
        words_gap(own_words, other_words, {.own = own_rest.size() > 0, .other = other_rest.size() > 0});
    out_.compared_tokens += static_cast<std::uint32_t>(std::min(own_words.size(), other_words.size()));
    if (kept == 0) return add_whole(own_rest, other_rest);
    const std::size_t rest = std::min(own_rest.size(), other_rest.size());
    if (rest == 0) return;
    out_.kept_tokens += static_cast<std::uint32_t>(kept * static_cast<double>(rest));
    edit_unseen(own_rest, other_rest);
}

bool Aligner::are_as_long(Range own, Range other) const {
    if (own.size() != other.size()) return false;
    std::size_t all = 0;
    std::size_t apart = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const int a = own_.wording.lengths[own.begin + i];
        const int b = other_.wording.lengths[other.begin + i];
        all += static_cast<std::size_t>(a + b);
        apart += static_cast<std::size_t>(std::abs(a - b));
    }
    return static_cast<double>(apart) <= thresholds::kLengthsApart * static_cast<double>(all);
}

/// Part of the shorter side's words that are kept; 0 where the two are not versions of one another.
/// A run of one side at the end of the words has its like behind those of the other, where that goes on.
double Aligner::words_gap(Range own, Range other, GoesOn goes_on) {
    match_words(own, other);
    const double kept =
        static_cast<double>(words_.size() - 1) / static_cast<double>(std::min(own.size(), other.size()));
    if (kept < thresholds::kSameGap) {
        const bool is_heading = own.size() == other.size() && own.size() <= thresholds::kHeadingTokens;
        // Its like may stand among the words of the other text that are not looked at.
        const std::size_t report_tokens = goes_on.other ? own.size() + 1 : thresholds::kReportTokens;
        is_heading ? edit(own, other) : add_whole(own, other, report_tokens);
        return 0;
    }
    out_.kept_tokens += static_cast<std::uint32_t>(words_.size() - 1);
    facts_.compare_kept(own, other, words_);
    std::size_t own_at = own.begin;
    std::size_t other_at = other.begin;
    for (const CommonElement& match : words_) {
        const bool is_end = &match == &words_.back();
        const bool is_open = (other_at == other.end && goes_on.other) || (own_at == own.end && goes_on.own);
        if (is_end && is_open) break;
        edit({own_at, match.own}, {other_at, match.other});
        own_at = match.own + 1;
        other_at = match.other + 1;
    }
    facts_.compare_order(own, other);
    return kept;
}

/// Fills words_ with the words both have, and the two ends.
void Aligner::match_words(Range own, Range other) {
    words_.clear();
    subsequence_.find(own_.wording.tokens.subspan(own.begin, own.size()),
                      other_.wording.tokens.subspan(other.begin, other.size()), words_);
    for (CommonElement& pair : words_) {
        pair.own += own.begin;
        pair.other += other.begin;
    }
    words_.push_back({own.end, other.end});
}

void Aligner::edit(Range own, Range other) {
    if (own.size() == 0 && other.size() == 0) return;
    const bool is_addition = other.size() == 0 || other.size() * 4 < own.size();
    const bool is_drop = own.size() == 0 || own.size() * 4 < other.size();
    const bool is_whole = (is_addition && own.size() >= thresholds::kSentenceTokens) ||
                          (is_drop && other.size() >= thresholds::kSentenceTokens);
    if (!is_whole) {
        ++out_.edits;
        facts_.compare(own, other);
        return;
    }
    add_whole(own, other, own.begin == 0 ? thresholds::kReportTokensAbove : thresholds::kReportTokens);
    if (own.size() > 0 && other.size() > 0) facts_.compare_ends(own, other);
    out_.is_cut |= own.size() == 0 && own.begin == own_.tokens();
}

}  // namespace wirefold
