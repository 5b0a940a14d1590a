#include "daemon/decide/shared_runs.hpp"

#include <algorithm>

#include "daemon/core/hash.hpp"
#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

constexpr std::uint64_t kUnmet = 1;  // the lowest bit of a run in the table, until the other text has it

[[nodiscard]] std::uint8_t count_of(std::size_t runs) {
    return static_cast<std::uint8_t>(std::min<std::size_t>(runs, UINT8_MAX));
}

}  // namespace

/// The bytes of a run's tokens side by side in one number, which is then mixed.
void SharedRuns::collect(const WordingView& wording, std::size_t shingle) {
    runs_.clear();
    const std::size_t bits = 8 * shingle;
    const std::uint64_t mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    std::uint64_t run = 0;
    const std::size_t tokens = std::min(wording.tokens.size(), Wording::kKeptTokens);
    for (std::size_t i = 0; i < tokens; ++i) {
        run = (run << 8U | wording.tokens[i]) & mask;
        if (i + 1 >= shingle) runs_.push_back(mix64(run) | kUnmet);
    }
}

std::uint64_t& SharedRuns::slot_of(std::uint64_t run) {
    std::size_t at = run >> 32U & (kSlots - 1);
    while (table_[at] != 0 && table_[at] != run) at = (at + 1) & (kSlots - 1);
    return table_[at];
}

Overlap SharedRuns::measure(const WordingView& own, const WordingView& other, std::size_t shingle) {
    static_assert(Fingerprint::kShingleTokensMax <= sizeof(std::uint64_t));
    WIREFOLD_INVARIANT(shingle > 0 && shingle <= Fingerprint::kShingleTokensMax,
                       "the tokens of a run fit one number");
    table_.fill(0);
    collect(own, shingle);
    std::size_t distinct = 0;
    for (const std::uint64_t run : runs_) {
        std::uint64_t& slot = slot_of(run);
        distinct += slot == 0 ? 1 : 0;
        slot = run;
    }
    collect(other, shingle);
    std::size_t shared = 0;
    for (const std::uint64_t run : runs_) {
        std::uint64_t& slot = slot_of(run);
        if (slot == 0) continue;
        ++shared;
        slot &= ~kUnmet;  // met once, it is not found again
    }
    return {.shared_keys = count_of(shared),
            .own_keys = count_of(distinct),
            .other_keys = count_of(runs_.size())};
}

}  // namespace wirefold
