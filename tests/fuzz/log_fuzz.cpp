// Any bytes are a log entry or an error; what decodes has one encoding, and may be compared with anything and
// judged.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/core/invariant.hpp"
#include "daemon/core/units.hpp"
#include "daemon/decide/aligner.hpp"
#include "daemon/decide/measures.hpp"
#include "daemon/log/entry_codec.hpp"
#include "daemon/pipeline/judge.hpp"

using namespace wirefold;

namespace {

void check_alignment(const WordingView& own, const WordingView& other) {
    static Aligner aligner;
    const Alignment& alignment = aligner.align(own, other);
    WIREFOLD_INVARIANT(alignment.equal_tokens <= alignment.kept_tokens, "equal words are kept");
    WIREFOLD_INVARIANT(
        alignment.changed_figures <= own.figures.size() && alignment.changed_figures <= other.figures.size(),
        "only figures that are there are changed");
}

/// Each of the two as if it came now, and the first once more: as a new item, as what is in the window,
/// again.
void check_judging(const LogEntry& one, const LogEntry& other) {
    Judge judge{IndexOptions{.bytes_max = 8 * kMiB}};
    std::uint64_t position = 0;
    for (const LogEntry* const entry : {&one, &other, &one}) {
        LoggedEntry logged{.position = LogPosition{position}, .append_time = {}, .entry = *entry};
        logged.entry.coordinate.offset = Offset{static_cast<std::int64_t>(position)};
        const Judge::Judgement judgement = judge.judge(logged);
        WIREFOLD_INVARIANT(!judgement.replayed, "no coordinate comes twice");
        ++position;
    }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // Two entries, one after the other; the first two bytes say how long the first is.
    if (size < 2) return 0;
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 2, size - 2};
    const std::size_t first_bytes = (data[0] | std::size_t{data[1]} << 8U) % (bytes.size() + 1);
    const std::string_view texts[] = {bytes.substr(0, first_bytes), bytes.substr(first_bytes)};
    const Result<LogEntry> entries[] = {decode_entry(texts[0]), decode_entry(texts[1])};
    for (std::size_t i = 0; i < 2; ++i) {
        if (!entries[i]) continue;
        std::string encoded;
        append_entry(encoded, *entries[i]);
        WIREFOLD_INVARIANT(encoded == texts[i], "one entry has one encoding");
        const WordingView wording = entries[i]->fingerprint.wording.view();
        check_alignment(wording, wording);
    }
    if (!entries[0] || !entries[1]) return 0;
    const Fingerprint& one = entries[0]->fingerprint;
    const Fingerprint& other = entries[1]->fingerprint;
    check_alignment(one.wording.view(), other.wording.view());
    const NumberMatch numbers = match_numbers(one.number_span(), other.number_span());
    WIREFOLD_INVARIANT(numbers.shared <= numbers.fewer, "no more is shared than is there");
    check_judging(*entries[0], *entries[1]);
    return 0;
}
