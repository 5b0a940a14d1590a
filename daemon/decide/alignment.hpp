#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/model/verdict.hpp"

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
    std::uint32_t added_tokens = 0;     ///< Of whole sentences that only the new text has.
    /// Of these, those where words are not known and both texts have sentences: they may have been edited.
    std::uint32_t maybe_added_tokens = 0;
    std::uint32_t inner_tokens = 0;  ///< Of the added ones, whole sentences before and between what is kept.
    std::uint32_t dropped_tokens = 0;    ///< Of whole sentences that only the other text has.
    std::uint32_t edits = 0;             ///< Places inside kept sentences that differ.
    std::uint32_t unseen_edits = 0;      ///< Of these, sentences of which only the figures are known.
    std::uint32_t changed_numbers = 0;   ///< Edits that put a number for another …
    std::uint32_t changed_units = 0;     ///< … a unit of measure for another …
    std::uint32_t changed_names = 0;     ///< … a name for another …
    std::uint32_t changed_polarity = 0;  ///< … or put in or left out a word that turns the statement around.
    std::uint32_t changed_opposites = 0;     ///< Edits that put "fell" for "rose", "Friday" for "Monday".
    std::uint32_t respelled_names = 0;       ///< Edits that put another spelling of a name, or a slip.
    std::uint32_t exchanged_words = 0;       ///< Edits that put telling words for others, one for one.
    std::uint32_t exchanged_edge_words = 0;  ///< Of these, those at the edges; see changed_edge_names.
    std::uint32_t reworded_edits = 0;        ///< Edits that change no fact, and are no exchange.
    std::uint32_t touched_numbers = 0;  ///< Edits that put in or left out a number; the changed ones too.
    bool changed_lead_name = false;     ///< A name among the first words: who the text is about.
    /// Of the changed names, those among the first or the last words, where every outlet puts its own
    /// dateline, byline and credit.
    std::uint32_t changed_edge_names = 0;
    bool changed_spelled_name = false;  ///< For a name stands one that is no other spelling of it.
    bool changed_inside_name = false;   ///< For one that is not at an edge stands another name.
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
    /// What edits changed, whoever prints it.
    [[nodiscard]] std::uint32_t all_facts() const {
        return changed_numbers + changed_units + changed_names + changed_polarity + changed_opposites;
    }

private:
    [[nodiscard]] double part(std::uint32_t tokens) const {
        return tokens == 0 ? 0.0 : static_cast<double>(kept_tokens) / static_cast<double>(tokens);
    }
};

}  // namespace wirefold
