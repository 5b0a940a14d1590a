#include "daemon/decide/shared_runs.hpp"

#include <algorithm>

#include "daemon/core/hash.hpp"
#include "daemon/core/invariant.hpp"

namespace wirefold {

/// The bytes of a run's tokens side by side in one number, which is then mixed.
void SharedRuns::collect(const WordingView& wording) {
    runs_.clear();
    const std::size_t bits = 8 * shingle_;
    const std::uint64_t mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < wording.tokens.size(); ++i) {
        run = (run << 8U | wording.tokens[i]) & mask;
        if (i + 1 >= shingle_) runs_.push_back(mix64(run) | 1U);
    }
}

std::size_t SharedRuns::slot_of(std::uint64_t run) const {
    std::size_t at = run >> 32U & (kSlots - 1);
    while (table_[at] != 0 && table_[at] != run) at = (at + 1) & (kSlots - 1);
    return at;
}

void SharedRuns::begin(const WordingView& own, std::size_t shingle) {
    WIREFOLD_INVARIANT(shingle > 0 && shingle <= kShingleMax, "the tokens of a run fit one number");
    shingle_ = shingle;
    table_.fill(0);
    seen_.fill(0);
    comparison_ = 0;
    collect(own);
    std::size_t distinct = 0;
    for (const std::uint64_t run : runs_) {
        std::uint64_t& slot = table_[slot_of(run)];
        distinct += slot == 0 ? 1 : 0;
        slot = run;
    }
    own_runs_ = static_cast<std::uint8_t>(std::min<std::size_t>(distinct, UINT8_MAX));
}

Overlap SharedRuns::measure(const WordingView& other) {
    if (++comparison_ == 0) {
        seen_.fill(0);
        comparison_ = 1;
    }
    collect(other);
    std::size_t shared = 0;
    for (const std::uint64_t run : runs_) {
        const std::size_t at = slot_of(run);
        if (table_[at] == 0 || seen_[at] == comparison_) continue;
        seen_[at] = comparison_;
        ++shared;
    }
    const auto count = [](std::size_t runs) {
        return static_cast<std::uint8_t>(std::min<std::size_t>(runs, UINT8_MAX));
    };
    return {.shared_keys = count(shared), .own_keys = own_runs_, .other_keys = count(runs_.size())};
}

}  // namespace wirefold
