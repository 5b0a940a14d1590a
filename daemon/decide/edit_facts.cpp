#include "daemon/decide/edit_facts.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "daemon/decide/spellings.hpp"
#include "daemon/decide/thresholds.hpp"
#include "daemon/model/fact_words.hpp"
#include "daemon/model/initials.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kChangesMax = 16;

[[nodiscard]] bool is_number_at(const WordingView& wording, std::size_t token) {
    return token < wording.tokens.size() && WordingView::is_number(wording.tokens[token]);
}

/// The zeros of a word behind the number that begins at a token: "58 million".
[[nodiscard]] unsigned zeros_behind(const WordingView& wording, std::size_t token) {
    do ++token;
    while (is_number_at(wording, token));
    return token < wording.tokens.size() ? fact_words::zeros_of(wording.tokens[token]) : 0;
}

/// The figures that begin in [begin, end).
[[nodiscard]] std::vector<StatedFigure> figures_in(const WordingView& wording, Range tokens) {
    std::vector<StatedFigure> found;
    std::size_t at = 0;
    for (const Figure& figure : wording.figures) {
        if (figure.token >= tokens.begin && figure.token < tokens.end)
            found.push_back(
                {wording.figure_text.substr(at, figure.bytes), zeros_behind(wording, figure.token)});
        at += figure.bytes;
    }
    return found;
}

/// "24" of "twenty-four".
[[nodiscard]] std::string_view digits_of_words(std::uint8_t tens, std::uint8_t digit) {
    static const std::vector<std::string> numbers = [] {
        std::vector<std::string> digits(100);
        for (std::size_t i = 0; i < digits.size(); ++i) digits[i] = std::to_string(i);
        return digits;
    }();
    return numbers[fact_words::large_value_of(tens) + fact_words::digit_of(digit)];
}

/// The number that a run says in words, in digits. None where it says none or several, or where what stands
/// beside makes it another ("three hundred", "two million").
[[nodiscard]] std::vector<StatedFigure> number_word_in(const WordingView& wording, Range tokens) {
    const auto goes_with = [&](std::size_t at) {
        return at < wording.tokens.size() && fact_words::counts(wording.tokens[at]);
    };
    std::vector<StatedFigure> found;
    const std::size_t end = std::min(tokens.end, wording.tokens.size());
    for (std::size_t i = tokens.begin; i < end; ++i) {
        const std::uint8_t token = wording.tokens[i];
        if (!WordingView::is_number(token)) continue;
        if (!found.empty() || (i > 0 && goes_with(i - 1))) return {};
        const bool is_tens =
            fact_words::large_value_of(token) % 10 == 0 && fact_words::large_value_of(token) > 0;
        std::string_view word = fact_words::word_of(token);
        if (is_tens && i + 1 < end && fact_words::digit_of(wording.tokens[i + 1]) > 0)
            word = digits_of_words(token, wording.tokens[++i]);
        const bool is_digits = !word.empty() && word.front() >= '0' && word.front() <= '9';
        if (!is_digits || goes_with(i + 1)) return {};
        found = {{word, 0}};
    }
    return found;
}

/// Where the number begins that may go on at `begin`: "9,200" is two tokens, and the edit may be in the
/// second.
[[nodiscard]] std::size_t number_begin(const WordingView& wording, std::size_t begin) {
    while (begin > 0 && is_number_at(wording, begin - 1)) --begin;
    return begin;
}

/// The kept word at a place of the new text; null where it is none. `pairs`: those that are kept, and the
/// ends.
[[nodiscard]] const CommonElement* kept_at(std::span<const CommonElement> pairs, std::size_t token) {
    const auto end = pairs.end() - 1;
    const auto pair =
        std::lower_bound(pairs.begin(), end, token,
                         [](const CommonElement& element, std::size_t at) { return element.own < at; });
    return pair != end && pair->own == token ? &*pair : nullptr;
}

/// Whether one pair stands right behind the other on both sides.
[[nodiscard]] bool follows(const CommonElement& before, const CommonElement& after) {
    return before.own + 1 == after.own && before.other + 1 == after.other;
}

/// Whether as many words stand between two pairs on both sides, and few.
[[nodiscard]] bool are_as_far(const CommonElement& before, const CommonElement& after) {
    return after.own - before.own == after.other - before.other && after.own - before.own <= thresholds::kFar;
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
                           [a](std::uint8_t b) { return fact_words::are_of_one_kind(a, b); });
    });
}

[[nodiscard]] std::vector<std::uint8_t> bytes_of(const WordingView& text, Range run) {
    const auto tokens = text.tokens.subspan(run.begin, run.size());
    return {tokens.begin(), tokens.end()};
}
[[nodiscard]] std::vector<std::uint8_t> bytes_of(const WordingView& text,
                                                 const std::vector<std::size_t>& places) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(places.size());
    for (const std::size_t place : places) bytes.push_back(text.tokens[place]);
    return bytes;
}

/// The same, in another order.
[[nodiscard]] bool are_reordered(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    return a != b && std::is_permutation(a.begin(), a.end(), b.begin(), b.end());
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

/// The words of a run that say what is so, by kind.
struct EditFacts::Facts {
    Facts(const WordingView& wording, Range run) {
        for (std::size_t i = run.begin; i < run.end; ++i) {
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
    [[nodiscard]] std::size_t quantities() const { return numbers.size() + units.size(); }

    std::vector<std::uint8_t> numbers;
    std::vector<std::uint8_t> units;
    std::vector<std::uint8_t> polarity;
    std::vector<std::uint8_t> opposites;
    std::vector<std::size_t> names;  ///< Their tokens.
};

void EditFacts::begin(const WordingView& own, std::size_t own_tokens, const WordingView& other,
                      bool is_unspaced, Alignment& out) {
    is_unspaced_ = is_unspaced;
    own_ = own;
    other_ = other;
    own_tokens_ = own_tokens;
    out_ = &out;
    own_compared_ = 0;
    other_compared_ = 0;
}

void EditFacts::compare_kept(Range own, Range other, std::span<const CommonElement> pairs) {
    compare_kept_numbers(own, pairs);
    compare_kept_names(own, other, pairs);
}

/// Two large numbers are one byte once in 16 times, and a sign is in none: those that seem kept are compared
/// by value. Another word that multiplies is a unit put for another.
void EditFacts::compare_kept_numbers(Range own_range, std::span<const CommonElement> pairs) {
    std::size_t at = 0;
    for (const Figure& figure : own_.figures) {
        if (figure.token >= own_range.end) return;
        const StatedFigure own{own_.figure_text.substr(at, figure.bytes)};
        at += figure.bytes;
        const CommonElement* const pair = kept_at(pairs, figure.token);
        if (pair == nullptr) continue;
        const std::vector<StatedFigure> other = figures_in(other_, {pair->other, pair->other + 1});
        if (other.empty() || are_one_figure(own, {other.front().text})) continue;
        // One whose later part was edited is compared with that edit.
        const bool goes_on = is_number_at(own_, pair->own + 1) || is_number_at(other_, pair->other + 1);
        if (goes_on && pair + 1 != &pairs.back() && !follows(pair[0], pair[1])) continue;
        ++out_->changed_numbers;
        tell_figures(other.front().text, own.text);
    }
}

/// Two names are one byte once in fifty times: those that seem kept are compared as they are spelled.
/// Only where as many words stand on both sides between it and the next kept ones: else such two are no pair,
/// but a name that came or went.
void EditFacts::compare_kept_names(Range own, Range other, std::span<const CommonElement> pairs) {
    const auto stands_alike = [&](const CommonElement& pair) {
        const bool is_first = &pair == pairs.data();
        const CommonElement before = is_first ? CommonElement{own.begin - 1, other.begin - 1} : *(&pair - 1);
        return are_as_far(before, pair) && are_as_far(pair, *(&pair + 1));
    };
    for (const Spelling& spelling : own_.spellings) {
        if (spelling.token >= own.end) return;
        if (spelling.token < own.begin) continue;
        const CommonElement* const pair = kept_at(pairs, spelling.token);
        if (pair == nullptr || !other_.is_name(pair->other) || !stands_alike(*pair)) continue;
        if (own_.tokens[pair->own] < WordingView::kWords) continue;  // "Mln" for "Million"
        const NameLikeness likeness =
            likeness_of_names(own_.spelling_of(pair->own), other_.spelling_of(pair->other));
        if (likeness == NameLikeness::Alike || likeness == NameLikeness::Other)
            change_names({pair->other}, {pair->own}, pair->own);
    }
}

void EditFacts::tell_change(std::string_view from, std::string_view to) {
    if (out_->changed.size() < kChangesMax)
        out_->changed.push_back({.from = std::string{from}, .to = std::string{to}});
}

void EditFacts::tell_figures(std::string_view from, std::string_view to) {
    ++out_->changed_figures;
    tell_change(from, to);
}

/// Side by side, as far as words are known for their bytes.
void EditFacts::tell_words(const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to) {
    const auto word_at = [](const std::vector<std::uint8_t>& tokens, std::size_t i) {
        return i < tokens.size() ? fact_words::word_of(tokens[i]) : std::string_view{};
    };
    for (std::size_t i = 0; i < std::max(from.size(), to.size()); ++i) {
        if (!word_at(from, i).empty() || !word_at(to, i).empty())
            tell_change(word_at(from, i), word_at(to, i));
    }
}

/// Every name at `from` was replaced by those at `to`: all of one place together, "Maren Oldacre" for
/// "Mary Oldfield". Initials for a name change nothing.
void EditFacts::change_names(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to,
                             std::size_t run_begin) {
    const std::string before = spelled(other_, from);
    const std::string after = spelled(own_, to);
    if (are_initials_of(before, after) || are_initials_of(after, before)) return;
    const NameLikeness likeness = likeness_of_names(before, after);
    if (likeness == NameLikeness::Same) return;
    if (likeness == NameLikeness::Alike) {
        ++out_->respelled_names;
        return tell_change(before, after);
    }
    const auto names = static_cast<std::uint32_t>(std::min(from.size(), to.size()));
    const bool is_edge =
        stands_at_edge({run_begin, to.back() + 1}) || (is_agency(before) && is_agency(after));
    out_->changed_names += names;
    out_->changed_edge_names += is_edge ? names : 0;
    out_->changed_lead_name |= to.front() < thresholds::kLeadTokens;
    if (likeness == NameLikeness::Unknown) return;
    tell_change(before, after);
    out_->changed_spelled_name = true;
    out_->changed_inside_name |= !is_edge;
}

/// Where every outlet puts its own dateline, byline and credit: among the last words, or among the first
/// where a line begins, or in a line of its own.
bool EditFacts::stands_at_edge(Range own) const {
    const std::size_t edge =
        std::clamp(own_tokens_ / thresholds::kEdgePart, thresholds::kEdgeTokensMin, thresholds::kLeadTokens);
    if (own.end + edge > own_tokens_) return true;
    if (own.begin < thresholds::kDatelineTokens) return true;
    if (own.begin >= edge) return false;
    std::size_t line = 0;
    for (const std::uint8_t length : own_.lengths) {
        if (own.begin < line + length) return own.begin == line || length <= thresholds::kLineTokens;
        line += length;
    }
    return false;
}

void EditFacts::compare_ends(Range own, Range other) {
    const std::size_t shorter = std::min(own.size(), other.size());
    const std::uint32_t before = out_->all_facts();
    compare({own.begin, own.begin + shorter}, {other.begin, other.begin + shorter});
    if (out_->all_facts() == before) compare({own.end - shorter, own.end}, {other.end - shorter, other.end});
}

void EditFacts::compare(Range own_run, Range other_run) {
    Facts own{own_, own_run};
    Facts other{other_, other_run};
    const std::uint32_t before = out_->all_facts();
    const std::size_t names = std::min(own.names.size(), other.names.size());
    const bool is_restyled = own.quantities() > 0 && other.quantities() > 0;
    cancel(own, other);
    if (!own.polarity.empty() || !other.polarity.empty()) {
        ++out_->changed_polarity;
        tell_words(other.polarity, own.polarity);
    }
    compare_quantities(own, own_run, other, other_run);
    const bool is_short =
        own_run.size() <= thresholds::kRunTokens && other_run.size() <= thresholds::kRunTokens;
    if (is_short && are_opposed(own.opposites, other.opposites)) {
        ++out_->changed_opposites;
        tell_words(other.opposites, own.opposites);
    }
    // Every name of the shorter side was replaced.
    const bool names_differ =
        is_short && names > 0 && std::min(own.names.size(), other.names.size()) == names;
    if (names_differ) change_names(other.names, own.names, own_run.begin);
    if (out_->all_facts() == before && !is_restyled && !names_differ) compare_words(own_run, other_run);
}

/// Leaves what only one side has.
void EditFacts::cancel(Facts& own, Facts& other) const {
    cancel_common(own.numbers, other.numbers);
    cancel_common(own.units, other.units);
    cancel_common(own.polarity, other.polarity);
    cancel_common(own.opposites, other.opposites);
    cancel_common(own.names, other.names, [&](std::size_t a, std::size_t b) { return are_one_name(a, b); });
}

void EditFacts::compare_quantities(const Facts& own, Range own_run, const Facts& other, Range other_run) {
    const bool both_numbers = !own.numbers.empty() && !other.numbers.empty();
    if (!own.numbers.empty() || !other.numbers.empty()) {
        ++out_->touched_numbers;
        if (!compare_figures(own_run, other_run) && both_numbers) {
            ++out_->changed_numbers;
            tell_words(other.numbers, own.numbers);
        }
    }
    if (!both_numbers && !own.units.empty() && !other.units.empty()) {
        ++out_->changed_units;
        tell_words(other.units, own.units);
    }
}

bool EditFacts::are_one_name(std::size_t own, std::size_t other) const {
    if (own_.tokens[own] != other_.tokens[other]) return false;
    const NameLikeness likeness = likeness_of_names(own_.spelling_of(own), other_.spelling_of(other));
    return likeness == NameLikeness::Same || likeness == NameLikeness::Unknown;
}

/// Words that no list knows: one for one they are other things, "burglary" for "robbery"; else the clause was
/// reworded.
void EditFacts::compare_words(Range own, Range other) {
    bool is_exchange = own.size() == other.size() && own.size() <= thresholds::kExchangedTokens;
    bool tells = !is_unspaced_;
    for (std::size_t i = 0; is_exchange && i < own.size(); ++i) {
        is_exchange = are_exchanged(own.begin + i, other.begin + i);
        tells |= WordingView::is_telling(own_.tokens[own.begin + i]) ||
                 WordingView::is_telling(other_.tokens[other.begin + i]);
    }
    if (is_exchange && tells) {
        note_exchange(own);
    } else {
        ++out_->reworded_edits;
    }
}

/// A name may stand for a word that is listed, "North", "Eight", and a unit for one that is not. Of
/// characters any is part of another word.
bool EditFacts::are_exchanged(std::size_t own, std::size_t other) const {
    const std::uint8_t a = own_.tokens[own];
    const std::uint8_t b = other_.tokens[other];
    if (is_unspaced_) return a != b && a >= WordingView::kWords && b >= WordingView::kWords;
    const bool a_tells = WordingView::is_telling(a);
    const bool b_tells = WordingView::is_telling(b);
    if (a_tells && b_tells) return initials::are_other_words(a, b);
    if ((a_tells && WordingView::is_unit(b)) || (b_tells && WordingView::is_unit(a))) return true;
    return a != b && own_.is_name(own) && other_.is_name(other);
}

void EditFacts::note_exchange(Range own) {
    ++out_->exchanged_words;
    if (stands_at_edge(own)) ++out_->exchanged_edge_words;
}

/// Sentences as long as the ones before, and not equal, had words exchanged, as far as their numbers are the
/// same.
void EditFacts::compare_unseen(Range own, Range other) {
    const std::uint32_t before = out_->all_facts();
    static_cast<void>(compare_figures(own, other));
    if (out_->all_facts() == before && own.size() == other.size()) note_exchange(own);
}

/// "Two beat one" and "one beat two": the words are the same, and say something else.
void EditFacts::compare_order(Range own_run, Range other_run) {
    if (own_run.size() != other_run.size() || own_run.size() > thresholds::kReorderedTokens) return;
    if (!are_reordered(bytes_of(own_, own_run), bytes_of(other_, other_run))) return;
    const Facts own{own_, own_run};
    const Facts other{other_, other_run};
    if (are_reordered(own.numbers, other.numbers)) {
        ++out_->changed_numbers;
        tell_words(other.numbers, own.numbers);
    } else if (are_reordered(bytes_of(own_, own.names), bytes_of(other_, other.names))) {
        change_names(other.names, own.names, own_run.begin);
    }
}

/// A figure is compared with a number word too, where that is all there is. False where nothing was compared.
bool EditFacts::compare_figures(Range own, Range other) {
    const Range own_edit = own;
    const Range other_edit = other;
    own.begin = number_begin(own_, own.begin);
    other.begin = number_begin(other_, other.begin);
    // A number of which several parts were edited is compared at the first.
    const bool goes_on = own.begin < own_compared_ && other.begin < other_compared_;
    own.begin = std::max(own.begin, own_compared_);
    other.begin = std::max(other.begin, other_compared_);
    own_compared_ = own.end;
    other_compared_ = other.end;
    std::vector<StatedFigure> own_figures = figures_in(own_, own);
    std::vector<StatedFigure> other_figures = figures_in(other_, other);
    if (own_figures.empty() && !other_figures.empty())
        own_figures = number_word_in(own_, own_edit);
    else if (other_figures.empty() && !own_figures.empty())
        other_figures = number_word_in(other_, other_edit);
    const bool both_figures = !own_figures.empty() && !other_figures.empty();
    cancel_common(own_figures, other_figures);
    const std::size_t pairs = std::min(own_figures.size(), other_figures.size());
    bool is_changed = false;
    for (std::size_t i = 0; i < pairs; ++i) {
        if (are_one_figure(own_figures[i], other_figures[i])) continue;
        is_changed = true;
        tell_figures(other_figures[i].text, own_figures[i].text);
    }
    if (is_changed) ++out_->changed_numbers;
    return both_figures || goes_on;
}

}  // namespace wirefold
