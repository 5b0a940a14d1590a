#include "daemon/decide/alignment.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

#include "daemon/decide/spellings.hpp"
#include "daemon/model/quantity_words.hpp"

namespace wirefold {

namespace {

/// An inserted or dropped run of that many words is a sentence, or as good as one.
constexpr std::size_t kSentenceTokens = 8;
/// Two gaps of which less than this part of the words match are not versions of one another.
constexpr double kSameGap = 0.4;
/// So short lines between equal ones ("1977") are versions of one another, though they have no word in
/// common.
constexpr std::size_t kHeadingTokens = 2;
/// Names among the first words say who the text is about, or with those among the last, who prints it.
constexpr std::size_t kLeadTokens = 16;
/// Of a short text the edges are this part of it, but a dateline at least.
constexpr std::size_t kEdgePart = 6;
constexpr std::size_t kEdgeTokensMin = 5;
/// A replaced run longer than this is reworded, and its names prove nothing.
constexpr std::size_t kNameRunTokens = 8;
constexpr std::size_t kChangesMax = 16;
/// Lengths of sentences that were edited in place differ by less than this part of their sum.
constexpr double kLengthsApart = 0.1;

/// The canonical texts of the figures that begin in [begin, end).
[[nodiscard]] std::vector<std::string_view> figures_in(const WordingView& wording, std::size_t begin,
                                                       std::size_t end) {
    std::vector<std::string_view> found;
    std::size_t at = 0;
    for (const Figure& figure : wording.figures) {
        if (figure.token >= begin && figure.token < end)
            found.push_back(wording.figure_text.substr(at, figure.bytes));
        at += figure.bytes;
    }
    return found;
}

/// The number that a run says in one word, in digits. None where it says none or several, or where what
/// stands beside makes it another ("three hundred", "twenty-one", "two million").
[[nodiscard]] std::vector<std::string_view> number_word_in(const WordingView& wording, std::size_t begin,
                                                           std::size_t end) {
    const auto goes_with = [&](std::size_t at) {
        return at < wording.tokens.size() && (WordingView::is_number(wording.tokens[at]) ||
                                              quantity_words::is_multiplier(wording.tokens[at]));
    };
    std::vector<std::string_view> found;
    for (std::size_t i = begin; i < std::min(end, wording.tokens.size()); ++i) {
        if (!WordingView::is_number(wording.tokens[i])) continue;
        const std::string_view word = quantity_words::word_of(wording.tokens[i]);
        const bool is_digits = !word.empty() && word.front() >= '0' && word.front() <= '9';
        if (!found.empty() || !is_digits || (i > 0 && goes_with(i - 1)) || goes_with(i + 1)) return {};
        found = {word};
    }
    return found;
}

/// Where the number begins that may go on at `begin`: "9,200" is two tokens, and the edit may be in the
/// second.
[[nodiscard]] std::size_t number_begin(const WordingView& wording, std::size_t begin) {
    while (begin > 0 && begin <= wording.tokens.size() && WordingView::is_number(wording.tokens[begin - 1]))
        --begin;
    return begin;
}

/// The words of a run that say what is so, by kind.
struct Facts {
    Facts(const WordingView& wording, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint8_t token = wording.tokens[i];
            if (WordingView::is_number(token)) {
                numbers.push_back(token);
            } else if (WordingView::is_unit(token)) {
                units.push_back(token);
            } else if (WordingView::is_polarity(token)) {
                polarity.push_back(token);
            } else if (WordingView::is_opposite(token)) {
                opposites.push_back(token);
            } else if (wording.is_name(i)) {
                names.push_back(i);
            }
        }
    }
    std::vector<std::uint8_t> numbers;
    std::vector<std::uint8_t> units;
    std::vector<std::uint8_t> polarity;
    std::vector<std::uint8_t> opposites;
    std::vector<std::size_t> names;  ///< Their tokens.
};

/// Whether one pair stands right behind the other on both sides.
[[nodiscard]] bool follows(const CommonElement& before, const CommonElement& after) {
    return before.own + 1 == after.own && before.other + 1 == after.other;
}

/// Whether as many words stand between two pairs on both sides, and few.
[[nodiscard]] bool are_as_far(const CommonElement& before, const CommonElement& after) {
    constexpr std::size_t kFar = 3;
    return after.own - before.own == after.other - before.other && after.own - before.own <= kFar;
}

/// Names as they are written, one behind the other.
[[nodiscard]] std::string spelled(const WordingView& wording, const std::vector<std::size_t>& names) {
    std::string all;
    for (const std::size_t name : names) {
        if (!all.empty()) all += ' ';
        all += wording.spelling_of(name);
    }
    return all;
}

/// One of each stands for the other's opposite.
[[nodiscard]] bool are_opposed(const std::vector<std::uint8_t>& own, const std::vector<std::uint8_t>& other) {
    return std::any_of(own.begin(), own.end(), [&](std::uint8_t a) {
        return std::any_of(other.begin(), other.end(),
                           [a](std::uint8_t b) { return quantity_words::are_of_one_kind(a, b); });
    });
}

/// Removes what both have.
template <class T, class Same = std::equal_to<>>
void cancel_common(std::vector<T>& own, std::vector<T>& other, Same same = {}) {
    for (auto place = own.begin(); place != own.end();) {
        const auto twin =
            std::find_if(other.begin(), other.end(), [&](const T& value) { return same(*place, value); });
        if (twin == other.end()) {
            ++place;
            continue;
        }
        other.erase(twin);
        place = own.erase(place);
    }
}

}  // namespace

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

void Aligner::begin(const WordingView& own, const WordingView& other) {
    own_.read(own);
    other_.read(other);
    leave_alike();
    out_ = {};
    own_compared_ = 0;
    other_compared_ = 0;
    out_.own_tokens = static_cast<std::uint32_t>(own_.tokens());
    out_.other_tokens = static_cast<std::uint32_t>(other_.tokens());
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

void Aligner::add_whole(std::size_t own_tokens, std::size_t other_tokens, std::size_t own_sentences,
                        std::size_t other_sentences) {
    out_.added_tokens += static_cast<std::uint32_t>(own_tokens);
    out_.added_sentences += static_cast<std::uint32_t>(own_sentences);
    out_.dropped_tokens += static_cast<std::uint32_t>(other_tokens);
    out_.dropped_sentences += static_cast<std::uint32_t>(other_sentences);
}

/// Sentences that stand between the same equal ones, and are not equal.
void Aligner::gap(Range own, Range other) {
    if (own.size() == 0 && other.size() == 0) return;
    const Range own_tokens = own_.tokens(own);
    const Range other_tokens = other_.tokens(other);
    if (own.size() == 0 || other.size() == 0)
        return add_whole(own_tokens.size(), other_tokens.size(), own.size(), other.size());
    if (own_.known(own_tokens) > 0 && other_.known(other_tokens) > 0)
        return words_and_rest(own_tokens, other_tokens);
    // Beyond what the wordings tell word by word: sentences that are as long one by one are versions.
    if (!are_as_long(own, other)) {
        out_.maybe_added_tokens += static_cast<std::uint32_t>(own_tokens.size());
        return add_whole(own_tokens.size(), other_tokens.size(), own.size(), other.size());
    }
    out_.kept_tokens += static_cast<std::uint32_t>(std::min(own_tokens.size(), other_tokens.size()) * 3 / 4);
    edit_unseen(own_tokens, other_tokens);
}

void Aligner::edit_unseen(Range own, Range other) {
    ++out_.edits;
    ++out_.unseen_edits;
    static_cast<void>(compare_figures(own, other));
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
    if (kept == 0) return add_whole(own_rest.size(), other_rest.size(), 0, 0);
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
    return static_cast<double>(apart) <= kLengthsApart * static_cast<double>(all);
}

/// Part of the shorter side's words that are kept; 0 where the two are not versions of one another.
/// A run of one side at the end of the words has its like behind those of the other, where that goes on.
double Aligner::words_gap(Range own, Range other, GoesOn goes_on) {
    match_words(own, other);
    const double kept =
        static_cast<double>(words_.size() - 1) / static_cast<double>(std::min(own.size(), other.size()));
    if (kept < kSameGap) {
        const bool is_heading = own.size() == other.size() && own.size() <= kHeadingTokens;
        is_heading ? edit(own, other) : add_whole(own.size(), other.size(), 1, 1);
        return 0;
    }
    out_.kept_tokens += static_cast<std::uint32_t>(words_.size() - 1);
    compare_kept_numbers(own);
    compare_kept_names(own, other);
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

/// The kept word at a place of the new text; null where it is none.
const CommonElement* Aligner::kept_at(std::size_t token) const {
    const auto end = words_.end() - 1;
    const auto pair =
        std::lower_bound(words_.begin(), end, token,
                         [](const CommonElement& element, std::size_t at) { return element.own < at; });
    return pair != end && pair->own == token ? &*pair : nullptr;
}

/// Two large numbers are one byte once in 16 times: those that seem kept are compared by value.
void Aligner::compare_kept_numbers(Range own_range) {
    std::size_t at = 0;
    for (const Figure& figure : own_.wording.figures) {
        if (figure.token >= own_range.end) return;
        const std::string_view own = own_.wording.figure_text.substr(at, figure.bytes);
        at += figure.bytes;
        const CommonElement* const pair = kept_at(figure.token);
        if (pair == nullptr) continue;
        const std::vector<std::string_view> other = figures_in(other_.wording, pair->other, pair->other + 1);
        if (other.empty() || other.front() == own || is_restated(own, other.front())) continue;
        // One whose later part was edited is compared with that edit.
        if (pair + 1 != &words_.back() && !follows(pair[0], pair[1])) continue;
        ++out_.changed_numbers;
        tell_figures(other.front(), own);
    }
}

/// Two names are one byte once in 76 times: those that seem kept are compared as they are spelled.
/// Only where as many words stand on both sides between it and the next kept ones: else such two are no pair,
/// but a name that came or went.
void Aligner::compare_kept_names(Range own, Range other) {
    const auto stands_alike = [&](const CommonElement& pair) {
        const bool is_first = &pair == words_.data();
        const CommonElement before = is_first ? CommonElement{own.begin - 1, other.begin - 1} : *(&pair - 1);
        return are_as_far(before, pair) && are_as_far(pair, *(&pair + 1));
    };
    for (const Spelling& spelling : own_.wording.spellings) {
        if (spelling.token >= own.end) return;
        if (spelling.token < own.begin) continue;
        const CommonElement* const pair = kept_at(spelling.token);
        if (pair == nullptr || !other_.wording.is_name(pair->other) || !stands_alike(*pair)) continue;
        if (own_.wording.tokens[pair->own] < WordingView::kWords) continue;  // "Mln" for "Million"
        if (are_other_names(own_.wording.spelling_of(pair->own), other_.wording.spelling_of(pair->other)))
            change_names({pair->other}, {pair->own});
    }
}

void Aligner::tell_change(std::string_view from, std::string_view to) {
    if (out_.changed.size() < kChangesMax)
        out_.changed.push_back({.from = std::string{from}, .to = std::string{to}});
}

void Aligner::tell_figures(std::string_view from, std::string_view to) {
    ++out_.changed_figures;
    tell_change(from, to);
}

/// Side by side, as far as words are known for their bytes.
void Aligner::tell_words(const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to) {
    const auto word_at = [](const std::vector<std::uint8_t>& tokens, std::size_t i) {
        return i < tokens.size() ? quantity_words::word_of(tokens[i]) : std::string_view{};
    };
    for (std::size_t i = 0; i < std::max(from.size(), to.size()); ++i) {
        if (!word_at(from, i).empty() || !word_at(to, i).empty())
            tell_change(word_at(from, i), word_at(to, i));
    }
}

/// Every name at `from` was replaced by those at `to`: all of one place together, "Maren Oldacre" for
/// "Mary Oldfield". Initials for a name change nothing.
void Aligner::change_names(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to) {
    const std::string before = spelled(other_.wording, from);
    const std::string after = spelled(own_.wording, to);
    if (are_initials_of(before, after) || are_initials_of(after, before)) return;
    const auto names = static_cast<std::uint32_t>(std::min(from.size(), to.size()));
    const bool is_lead = to.front() < kLeadTokens;
    const std::size_t edge = std::clamp(own_.tokens() / kEdgePart, kEdgeTokensMin, kLeadTokens);
    const bool is_edge = to.front() < edge || to.back() + edge >= own_.tokens();
    out_.changed_names += names;
    out_.changed_edge_names += is_edge ? names : 0;
    out_.changed_lead_name |= is_lead;
    if (before.empty() || after.empty()) return;
    tell_change(before, after);
    const bool is_other = !are_spellings_of_one(before, after);
    out_.changed_spelled_name |= is_other;
    out_.changed_inside_name |= is_other && !is_edge;
}

void Aligner::edit(Range own, Range other) {
    if (own.size() == 0 && other.size() == 0) return;
    const bool is_addition = other.size() == 0 || other.size() * 4 < own.size();
    const bool is_drop = own.size() == 0 || own.size() * 4 < other.size();
    const bool is_whole =
        (is_addition && own.size() >= kSentenceTokens) || (is_drop && other.size() >= kSentenceTokens);
    if (!is_whole) {
        ++out_.edits;
        compare_facts(own, other);
        return;
    }
    add_whole(own.size(), other.size(), is_addition ? 1 : 0, is_addition ? 0 : 1);
    if (own.size() > 0 && other.size() > 0) compare_ends(own, other);
    out_.is_cut |= own.size() == 0 && own.begin == own_.tokens();
}

/// A sentence came in or went out beside words that were edited: those stand at one end of the longer run.
void Aligner::compare_ends(Range own, Range other) {
    const std::size_t shorter = std::min(own.size(), other.size());
    const std::uint32_t before = out_.facts_changed(true);
    compare_facts({own.begin, own.begin + shorter}, {other.begin, other.begin + shorter});
    if (out_.facts_changed(true) == before)
        compare_facts({own.end - shorter, own.end}, {other.end - shorter, other.end});
}

void Aligner::compare_facts(Range own_range, Range other_range) {
    Facts own{own_.wording, own_range.begin, own_range.end};
    Facts other{other_.wording, other_range.begin, other_range.end};
    const std::size_t names = std::min(own.names.size(), other.names.size());
    cancel_common(own.numbers, other.numbers);
    cancel_common(own.units, other.units);
    cancel_common(own.polarity, other.polarity);
    cancel_common(own.opposites, other.opposites);
    cancel_common(own.names, other.names, [&](std::size_t a, std::size_t b) {
        return own_.wording.tokens[a] == other_.wording.tokens[b] &&
               !are_other_names(own_.wording.spelling_of(a), other_.wording.spelling_of(b));
    });
    if (!own.polarity.empty() || !other.polarity.empty()) {
        ++out_.changed_polarity;
        tell_words(other.polarity, own.polarity);
    }
    const bool both_numbers = !own.numbers.empty() && !other.numbers.empty();
    if (!own.numbers.empty() || !other.numbers.empty()) {
        ++out_.touched_numbers;
        if (!compare_figures(own_range, other_range) && both_numbers) {
            ++out_.changed_numbers;
            tell_words(other.numbers, own.numbers);
        }
    }
    if (!both_numbers && !own.units.empty() && !other.units.empty()) {
        ++out_.changed_units;
        tell_words(other.units, own.units);
    }
    const bool is_short = own_range.size() <= kNameRunTokens && other_range.size() <= kNameRunTokens;
    if (is_short && are_opposed(own.opposites, other.opposites)) {
        ++out_.changed_opposites;
        tell_words(other.opposites, own.opposites);
    }
    // Every name of the shorter side was replaced.
    if (is_short && names > 0 && std::min(own.names.size(), other.names.size()) == names)
        change_names(other.names, own.names);
}

/// A figure is compared with a number word too, where that is all there is. False where nothing was compared.
bool Aligner::compare_figures(Range own, Range other) {
    const Range own_edit = own;
    const Range other_edit = other;
    own.begin = number_begin(own_.wording, own.begin);
    other.begin = number_begin(other_.wording, other.begin);
    // A number of which several parts were edited is compared at the first.
    const bool goes_on = own.begin < own_compared_ && other.begin < other_compared_;
    own.begin = std::max(own.begin, own_compared_);
    other.begin = std::max(other.begin, other_compared_);
    own_compared_ = own.end;
    other_compared_ = other.end;
    std::vector<std::string_view> own_figures = figures_in(own_.wording, own.begin, own.end);
    std::vector<std::string_view> other_figures = figures_in(other_.wording, other.begin, other.end);
    if (own_figures.empty() && !other_figures.empty())
        own_figures = number_word_in(own_.wording, own_edit.begin, own_edit.end);
    else if (other_figures.empty() && !own_figures.empty())
        other_figures = number_word_in(other_.wording, other_edit.begin, other_edit.end);
    const bool both_figures = !own_figures.empty() && !other_figures.empty();
    cancel_common(own_figures, other_figures);
    const std::size_t pairs = std::min(own_figures.size(), other_figures.size());
    bool is_changed = false;
    for (std::size_t i = 0; i < pairs; ++i) {
        if (is_restated(own_figures[i], other_figures[i])) continue;
        is_changed = true;
        tell_figures(other_figures[i], own_figures[i]);
    }
    if (is_changed) ++out_.changed_numbers;
    return both_figures || goes_on;
}

}  // namespace wirefold
