#include "benchmarks/window/synthetic.hpp"

#include <algorithm>
#include <cmath>

namespace wirefold::bench {

namespace {

constexpr std::uint32_t kTokens = 500;
constexpr std::size_t kKeys = 27;
constexpr std::size_t kTerms = Salience::kTermsMax;
constexpr std::size_t kNumbers = 8;
constexpr std::size_t kSentences = 24;
constexpr std::size_t kNames = 34;  // that are different
constexpr std::uint32_t kVocabulary = 2'000'000;
constexpr std::uint32_t kSources = 2'000;
constexpr std::size_t kRecent = 1'000;
constexpr std::uint64_t kCopies = 5;  // one in so many

}  // namespace

std::uint64_t SyntheticArticles::random() {
    state_ += 0x9e3779b97f4a7c15ULL;
    return mix64(state_);
}

std::uint32_t SyntheticArticles::skewed(std::uint32_t count) {
    const double uniform = static_cast<double>(random() >> 11U) * 0x1p-53;
    return static_cast<std::uint32_t>(std::exp(uniform * std::log(count))) % count;
}

void SyntheticArticles::fill_wording(Wording& wording) {
    wording.tokens.resize(kTokens);
    wording.names.resize(Wording::name_bytes(kTokens));
    for (std::uint8_t& token : wording.tokens) token = static_cast<std::uint8_t>(random());
    for (std::uint8_t& names : wording.names) names = static_cast<std::uint8_t>(random() & random());
    for (std::size_t i = 0; i < kSentences; ++i) {
        wording.sentences.push_back(static_cast<std::uint16_t>(random()));
        wording.lengths.push_back(static_cast<std::uint8_t>(kTokens / kSentences));
    }
    for (std::size_t i = 0; i < kNumbers; ++i)
        wording.figures.push_back({.token = static_cast<std::uint16_t>(i * kTokens / kNumbers), .bytes = 3});
    wording.figure_text.assign(kNumbers * 3, '7');
    for (std::size_t i = 0; i < kNames; ++i)
        wording.spellings.push_back({.token = static_cast<std::uint16_t>(i * kTokens / kNames), .bytes = 7});
    wording.spelling_text.assign(kNames * 7, 'a');
}

void SyntheticArticles::fill_salience(Salience& salience) {
    std::array<std::uint32_t, kTerms> ranks{};
    for (std::uint32_t& rank : ranks) rank = 200 + skewed(kVocabulary);
    std::sort(ranks.begin(), ranks.end());
    for (std::size_t i = 0; i < kTerms; ++i) {
        if (i > 0 && ranks[i] == ranks[i - 1]) continue;
        const double rarity = std::min(15.0, std::log2(ranks[i]) - 4);
        salience.terms[salience.term_count++] = {
            .key = static_cast<std::uint32_t>(mix64(ranks[i])),
            .count = static_cast<std::uint8_t>(1 + (random() & 3U)),
            .rarity = static_cast<std::uint8_t>(rarity),
            .position = static_cast<std::uint8_t>(random()),
            .flags = static_cast<std::uint8_t>(random() & Term::kName),
        };
    }
    std::sort(salience.terms.begin(), salience.terms.begin() + salience.term_count,
              [](const Term& a, const Term& b) { return a.key < b.key; });
}

Fingerprint SyntheticArticles::original() {
    Fingerprint print;
    print.content = {random(), random()};
    print.tokens = kTokens;
    print.shingles = kTokens - 4;
    print.window = 35;
    for (std::size_t i = 0; i < kKeys; ++i) {
        print.keys.push_back(static_cast<std::uint32_t>(random()));
        print.positions.push_back(static_cast<std::uint32_t>(i * kTokens / kKeys));
    }
    print.number_count = kNumbers;
    for (std::size_t i = 0; i < kNumbers; ++i) print.numbers[i] = skewed(100'000);
    std::sort(print.numbers.begin(), print.numbers.begin() + kNumbers);
    fill_salience(print.salience);
    fill_wording(print.wording);
    return print;
}

LogEntry SyntheticArticles::next(Timestamp time) {
    LogEntry entry;
    entry.coordinate = {.origin_hash = 1, .partition = PartitionId{0}, .offset = Offset{offset_++}};
    entry.event_time = time;
    entry.has_event_time = true;
    entry.source_hash = 1 + random() % kSources;
    entry.item_id = "urn:newsml:agency.example:20260101:" + std::to_string(offset_);
    entry.version = "1";
    const bool is_copy = !recent_.empty() && random() % kCopies == 0;
    entry.fingerprint = is_copy ? recent_[random() % recent_.size()] : original();
    if (is_copy) return entry;
    if (recent_.size() < kRecent) {
        recent_.push_back(entry.fingerprint);
    } else {
        recent_[random() % kRecent] = entry.fingerprint;
    }
    return entry;
}

}  // namespace wirefold::bench
