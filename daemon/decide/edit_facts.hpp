#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/decide/alignment.hpp"
#include "daemon/decide/common_subsequence.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// Tokens, or sentences, [begin, end).
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Tells which facts the edits between two texts change, and adds them up in an Alignment.
///
/// Threads: one; of one pair of texts at a time, whose edits come in order.
class EditFacts {
public:
    /// The views and the alignment must stay. `own_tokens`: of the whole new text; `is_unspaced`: they are
    /// characters.
    void begin(const WordingView& own, std::size_t own_tokens, const WordingView& other, bool is_unspaced,
               Alignment& out);

    /// One run was put for another; either may be empty.
    void compare(Range own, Range other);
    /// Likewise, of sentences whose words are not known.
    void compare_unseen(Range own, Range other);
    /// A sentence came in or went out beside words that were edited: those stand at one end of the longer
    /// run.
    void compare_ends(Range own, Range other);
    /// The numbers and names between the edits that seem kept, by value. `pairs`: all that are kept in the
    /// runs, and the ends of both.
    void compare_kept(Range own, Range other, std::span<const CommonElement> pairs);
    /// Runs of the very same words, in another order.
    void compare_order(Range own, Range other);

private:
    struct Facts;
    void cancel(Facts& own, Facts& other) const;
    void compare_quantities(const Facts& own, Range own_run, const Facts& other, Range other_run);
    void compare_kept_numbers(Range own, std::span<const CommonElement> pairs);
    void compare_kept_names(Range own, Range other, std::span<const CommonElement> pairs);
    bool compare_figures(Range own, Range other);
    void compare_words(Range own, Range other);
    void note_exchange(Range own);
    [[nodiscard]] bool are_exchanged(std::size_t own, std::size_t other) const;
    [[nodiscard]] bool are_one_name(std::size_t own, std::size_t other) const;
    [[nodiscard]] bool stands_at_edge(Range own) const;
    void change_names(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to,
                      std::size_t run_begin);
    void tell_change(std::string_view from, std::string_view to);
    void tell_figures(std::string_view from, std::string_view to);
    void tell_words(const std::vector<std::uint8_t>& from, const std::vector<std::uint8_t>& to);

    WordingView own_;
    WordingView other_;
    std::size_t own_tokens_ = 0;
    bool is_unspaced_ = false;
    Alignment* out_ = nullptr;
    std::size_t own_compared_ = 0;    ///< Up to this token the figures were compared.
    std::size_t other_compared_ = 0;  ///< Likewise.
};

}  // namespace wirefold
