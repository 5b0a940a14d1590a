#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "daemon/decide/aligner.hpp"
#include "daemon/decide/fact_rules.hpp"
#include "tests/support/texts.hpp"
#include "tests/unit/decide/prints.hpp"
#include "tests/unit/decide/sample_article.hpp"

namespace wirefold::test {

/// What happened on the way from `other` to `own`.
[[nodiscard]] inline Alignment aligned(const std::string& own, const std::string& other) {
    const Wording own_wording = wording_of(own);
    const Wording other_wording = wording_of(other);
    Aligner aligner;
    return aligner.align(own_wording.view(), other_wording.view());
}

/// The sample with `from` replaced by `to`, against the sample.
[[nodiscard]] inline Alignment edited(std::string_view from, std::string_view to) {
    return aligned(replaced(sample_text(), from, to), sample_text());
}

/// What was put for what: "14>16 1931>1936".
[[nodiscard]] inline std::string changes(const Alignment& alignment) {
    std::string told;
    for (const Change& change : alignment.changed)
        told.append(told.empty() ? "" : " ").append(change.from).append(">").append(change.to);
    return told;
}

/// No fact differs and no sentence came or went.
inline void check_harmless(const Alignment& alignment) {
    CHECK(facts_changed(alignment, true) == 0);
    CHECK(alignment.changed.empty());
    CHECK(alignment.added_tokens == 0);
    CHECK(alignment.dropped_tokens == 0);
}

/// The other one as the window knows it after a day.
[[nodiscard]] inline Alignment aligned_with_kept(const std::string& own, const std::string& other) {
    const Wording own_wording = wording_of(own);
    const Wording other_wording = wording_of(other);
    Aligner aligner;
    return aligner.align(own_wording.view(), Wording::kept_of(other_wording.view()));
}

/// Filler, so that what comes next stands behind the words that are kept of all texts.
[[nodiscard]] inline std::string long_beginning() {
    std::string text;
    for (int i = 0; i < 30; ++i) text += filler_sentence(i) + ' ';
    return text;
}

}  // namespace wirefold::test
