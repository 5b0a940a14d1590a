// Any text has the fingerprint, salience and wording the references say, and a coarser selection follows from
// a finer one.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/invariant.hpp"
#include "daemon/fingerprint/fingerprint_reference.hpp"
#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/model/winnow.hpp"
#include "daemon/normalize/normalizer.hpp"
#include "tests/fuzz/utf8_text.hpp"
#include "tests/support/reference/marks_reference.hpp"
#include "tests/support/reference/salience_reference.hpp"
#include "tests/support/reference/wording_reference.hpp"
#include "tests/support/same_entries.hpp"

using namespace wirefold;

namespace {

constexpr FingerprintOptions kOptions{.seed = 0x5eed};

/// Beside salience and wording, which have references of their own.
[[nodiscard]] bool same_hashes(const Fingerprint& a, const Fingerprint& b) {
    return a.content == b.content && a.title_hash == b.title_hash && a.tokens == b.tokens &&
           a.shingles == b.shingles && a.window == b.window && a.keys == b.keys &&
           a.positions == b.positions && a.number_count == b.number_count && a.numbers == b.numbers &&
           a.numbers_truncated == b.numbers_truncated;
}

void check_marks(const TextMarks& marks, const NormalizedText& text) {
    if (text.tokens.empty()) return;
    const test::MarksReference plain{text};
    WIREFOLD_INVARIANT(marks.sentences == plain.sentences && marks.has_open_end == plain.has_open_end,
                       "fast and plain sentences agree");
    const auto same_span = [](const QuotedSpan& a, const QuotedSpan& b) {
        return a.begin == b.begin && a.end == b.end;
    };
    WIREFOLD_INVARIANT(std::equal(marks.quotes.begin(), marks.quotes.end(), plain.quotes.begin(),
                                  plain.quotes.end(), same_span),
                       "fast and plain quotations agree");
}

/// Short inputs say little of long texts, so the input is said several times over with changes.
[[nodiscard]] std::string grown(const std::string& text, unsigned times) {
    std::string out;
    for (unsigned i = 0; i < times; ++i) out.append(text).append(i % 3 == 0 ? " " : std::to_string(i));
    return out;
}

/// Whether some window of `window` keys has its smallest at `at`, told from all keys.
[[nodiscard]] bool is_minimum(const std::vector<std::uint32_t>& keys, std::uint32_t at,
                              std::uint32_t window) {
    for (std::uint32_t begin = at >= window ? at - window + 1 : 0;
         begin <= at && begin + window <= keys.size(); ++begin) {
        bool is_smallest = true;
        for (std::uint32_t i = begin; i < begin + window; ++i) {
            if (winnow_order(keys[i], i) < winnow_order(keys[at], at)) is_smallest = false;
        }
        if (is_smallest) return true;
    }
    return false;
}

void check_rewinnowing(std::string_view bytes) {
    if (bytes.size() < 3) return;
    const std::uint32_t fine = 1 + static_cast<unsigned char>(bytes[0]) % 20U;
    const std::uint32_t coarse = fine + static_cast<unsigned char>(bytes[1]) % 20U;
    std::vector<std::uint32_t> keys;
    for (const char byte : bytes.substr(2, 64)) keys.push_back(static_cast<unsigned char>(byte));
    const auto shingles = static_cast<std::uint32_t>(keys.size());
    if (coarse > shingles) return;
    std::vector<std::uint32_t> fine_keys;
    std::vector<std::uint32_t> positions;
    for (std::uint32_t i = 0; i < shingles; ++i) {
        if (!is_minimum(keys, i, fine)) continue;
        fine_keys.push_back(keys[i]);
        positions.push_back(i);
    }
    std::vector<std::uint32_t> reaches(fine_keys.size());
    winnow_reaches(fine_keys, positions, shingles, reaches);
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < shingles; ++i) {
        const bool is_fine = next < positions.size() && positions[next] == i;
        const bool is_selected = is_fine && reaches[next] >= winnow_reach_min(coarse, shingles);
        WIREFOLD_INVARIANT(is_selected == is_minimum(keys, i, coarse),
                           "the coarser selection is as if made anew");
        if (is_fine) ++next;
    }
}

}  // namespace

/// Makes the table, which takes seconds under sanitizers, outside of what is timed.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
    static_cast<void>(CharacterTable::instance());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Normalizer normalizer{{}};
    static Fingerprinter fingerprinter{kOptions};
    const std::string_view raw{reinterpret_cast<const char*>(data), size};
    const std::string text = fuzz::as_utf8(raw);
    const std::string body = grown(text, size == 0 ? 0 : data[0] % 16U);
    Document document;
    document.body = body;
    const NormalizedText& normalized = normalizer.normalize(document);
    const NormalizedText& title = normalizer.normalize_title(text);
    const Fingerprint fast = fingerprinter.fingerprint(normalized, title);
    WIREFOLD_INVARIANT(same_hashes(fast, fingerprint_reference(normalized, title, kOptions)),
                       "fast and plain fingerprints agree");
    WIREFOLD_INVARIANT(fast.keys.size() <= Fingerprint::kKeysMax, "keys fit");
    static const TokenHash kTokenHash{FingerprintSeeds{kOptions.seed}.token};
    static const FactWordTable kFactWords{kTokenHash};
    static const Prior kPrior{kTokenHash};
    static TextMarks marks;
    marks.read(normalized);
    check_marks(marks, normalized);
    WIREFOLD_INVARIANT(
        test::same(fast.salience, test::salience_reference(normalized, title, marks, kTokenHash)),
        "fast and plain salience agree");
    WIREFOLD_INVARIANT(
        test::same(fast.wording, test::wording_reference(normalized, marks, kFactWords, kTokenHash, kPrior)),
        "fast and plain wordings agree");
    check_rewinnowing(raw);
    return 0;
}
