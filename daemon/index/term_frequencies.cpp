#include "daemon/index/term_frequencies.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "daemon/core/hash.hpp"

namespace wirefold {

namespace {

/// Articles of the prior that hold a term of each rarity; see fingerprint/prior.hpp.
[[nodiscard]] double prior_count(std::uint8_t rarity, double articles) {
    constexpr double kClassesPerHalving = 1.25;
    constexpr std::uint8_t kUnknown = 15;
    return rarity >= kUnknown ? 0.5 : articles * std::exp2(-rarity / kClassesPerHalving);
}

[[nodiscard]] std::array<double, 16> prior_counts(double articles) {
    std::array<double, 16> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] = prior_count(static_cast<std::uint8_t>(i), articles);
    return counts;
}

}  // namespace

TermFrequencies::TermFrequencies(std::size_t slots)
    : slots_(std::bit_floor(std::max<std::size_t>(slots, 1024))), mask_(slots_.length() / kBucket - 1) {}

std::uint32_t TermFrequencies::halved(std::uint32_t count, std::uint32_t from, std::uint32_t to) {
    const std::uint32_t halvings = to / kPeriodsToHalve - from / kPeriodsToHalve;
    return halvings >= 32 ? 0 : count >> halvings;
}

void TermFrequencies::advance(Timestamp log_time) {
    if (log_time == Timestamp{}) return;
    const auto since = std::max(log_time.time_since_epoch(), Duration{0});
    const auto period = static_cast<std::uint32_t>(since / kLag);
    hour_ = static_cast<std::uint32_t>(since / std::chrono::hours{1});
    if (period == period_) return;
    articles_active_ = halved(articles_active_ + articles_pending_, period_, period);
    articles_pending_ = 0;
    period_ = period;
}

void TermFrequencies::bring_up_to_date(Slot& slot) const {
    const auto behind = static_cast<std::uint16_t>(static_cast<std::uint16_t>(period_) - slot.period);
    if (behind == 0) return;
    slot.active = halved(slot.active + slot.pending, period_ - behind, period_);
    slot.pending = 0;
    slot.period = static_cast<std::uint16_t>(period_);
}

const TermFrequencies::Slot* TermFrequencies::find(std::uint32_t key) const {
    const Slot* const bucket = &slots_[(mix64(key) & mask_) * kBucket];
    for (std::size_t i = 0; i < kBucket; ++i) {
        if (bucket[i].key == key) return bucket + i;
    }
    return nullptr;
}

void TermFrequencies::count(std::uint32_t key, std::uint64_t source_hash) {
    Slot* const bucket = &slots_[(mix64(key) & mask_) * kBucket];
    Slot* slot = bucket;
    for (std::size_t i = 0; i < kBucket; ++i) {
        if (bucket[i].key == key) {
            slot = bucket + i;
            break;
        }
        bring_up_to_date(bucket[i]);
        if (bucket[i].active + bucket[i].pending < slot->active + slot->pending) slot = bucket + i;
    }
    if (slot->key != key) *slot = {.key = key, .period = static_cast<std::uint16_t>(period_)};
    bring_up_to_date(*slot);
    const auto hour = static_cast<std::uint16_t>(hour_);
    const auto source = static_cast<std::uint16_t>(source_hash == 0 ? 0 : 1U << (mix64(source_hash) >> 60U));
    if (slot->hour != hour || hour_ == 0) slot->sources = 0;
    const bool has_counted = (slot->sources & source) != 0;
    slot->hour = hour;
    slot->sources |= source;
    if (!has_counted && slot->pending < UINT16_MAX) ++slot->pending;
}

float TermFrequencies::frequency(const Term& term) const {
    static const std::array<double, 16> prior = prior_counts(kPriorArticles);
    double count = prior[term.rarity & 15U];
    if (const Slot* const slot = find(term.key)) {
        const auto behind = static_cast<std::uint16_t>(static_cast<std::uint16_t>(period_) - slot->period);
        count += behind == 0 ? slot->active : halved(slot->active + slot->pending, period_ - behind, period_);
    }
    return static_cast<float>((count + 1) / (kPriorArticles + articles_active_ + 1));
}

std::uint64_t TermFrequencies::state_hash() const {
    std::uint64_t hash = mix64(articles_active_ + (std::uint64_t{articles_pending_} << 32U));
    for (std::size_t i = 0; i < slots_.length(); ++i) {
        const Slot& slot = slots_[i];
        if (slot.key == 0) continue;
        hash += mix64(slot.key ^ mix64(slot.active + (std::uint64_t{slot.pending} << 32U)));
    }
    return hash;
}

}  // namespace wirefold
