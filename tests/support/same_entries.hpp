#pragma once

#include <algorithm>

#include "daemon/model/log_entry.hpp"

namespace wirefold::test {

// Whether two entries, or parts of them, are equal field by field.

[[nodiscard]] inline bool same(const Term& a, const Term& b) {
    return a.key == b.key && a.count == b.count && a.rarity == b.rarity && a.position == b.position &&
           a.flags == b.flags;
}

[[nodiscard]] inline bool same(const Salience& a, const Salience& b) {
    return a.term_count == b.term_count && a.quote_count == b.quote_count && a.quotes == b.quotes &&
           a.mention_count == b.mention_count && a.mentions == b.mentions &&
           std::equal(a.terms.begin(), a.terms.end(), b.terms.begin(),
                      [](const Term& x, const Term& y) { return same(x, y); });
}

[[nodiscard]] inline bool same(const Wording& a, const Wording& b) {
    const auto same_piece = [](const auto& x, const auto& y) {
        return x.token == y.token && x.bytes == y.bytes;
    };
    return a.tokens == b.tokens && a.names == b.names && a.sentences == b.sentences &&
           a.lengths == b.lengths && a.figure_text == b.figure_text && a.spelling_text == b.spelling_text &&
           std::equal(a.figures.begin(), a.figures.end(), b.figures.begin(), b.figures.end(), same_piece) &&
           std::equal(a.spellings.begin(), a.spellings.end(), b.spellings.begin(), b.spellings.end(),
                      same_piece);
}

[[nodiscard]] inline bool same(const Fingerprint& a, const Fingerprint& b) {
    return a.content == b.content && a.title_hash == b.title_hash && a.tokens == b.tokens &&
           a.shingles == b.shingles && a.window == b.window && a.number_count == b.number_count &&
           a.numbers_truncated == b.numbers_truncated && a.keys == b.keys && a.positions == b.positions &&
           a.numbers == b.numbers && a.signals == b.signals && a.language == b.language &&
           same(a.salience, b.salience) && same(a.wording, b.wording);
}

[[nodiscard]] inline bool same(const LogEntry& a, const LogEntry& b) {
    return a.coordinate == b.coordinate && a.event_time == b.event_time &&
           a.has_event_time == b.has_event_time && a.status == b.status && a.source_hash == b.source_hash &&
           a.public_from == b.public_from && a.item_id == b.item_id && a.version == b.version &&
           a.evolved_from == b.evolved_from && same(a.fingerprint, b.fingerprint);
}

}  // namespace wirefold::test
