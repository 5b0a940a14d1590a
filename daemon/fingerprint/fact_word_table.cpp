#include "daemon/fingerprint/fact_word_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/model/fact_words.hpp"

namespace wirefold {

namespace {

/// Calls visit(word) for each word of a row.
template <class Visit>
void for_each_word(std::string_view row, Visit&& visit) {
    while (!row.empty()) {
        const std::size_t end = std::min(row.find(' '), row.size());
        visit(row.substr(0, end));
        row.remove_prefix(std::min(end + 1, row.size()));
    }
}

/// TokenHash reads past its token; a literal may not be read past.
[[nodiscard]] std::uint64_t hash_of(std::string_view word, const TokenHash& token_hash) {
    std::array<char, 64> padded{};
    std::copy(word.begin(), word.end(), padded.begin());
    return token_hash({padded.data(), word.size()});
}

}  // namespace

FactWordTable::FactWordTable(const TokenHash& token_hash) {
    const auto add_rows = [&](const auto& rows, std::uint8_t byte) {
        for (const std::string_view row : rows) {
            for_each_word(row, [&](std::string_view word) { add(hash_of(word, token_hash), byte); });
            ++byte;
        }
    };
    add_rows(fact_words::kNumbers, 0);
    add_rows(fact_words::kUnits, WordingView::kUnits);
    add_rows(fact_words::kPolarity, WordingView::kPolarity);
    add_rows(fact_words::kOpposites, WordingView::kOpposites);
}

void FactWordTable::add(std::uint64_t hash, std::uint8_t byte) {
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t at = hash & (kBuckets - 1);; at = (at + 1) & (kBuckets - 1)) {
        Bucket& bucket = buckets_[at];
        if (bucket.same(tag) != 0) return;  // the first meaning of a word counts
        if (!bucket.has_room()) continue;
        const auto slot = std::find(bucket.tags.begin(), bucket.tags.end(), 0U) - bucket.tags.begin();
        bucket.tags[static_cast<std::size_t>(slot)] = tag;
        bucket.bytes[static_cast<std::size_t>(slot)] = byte;
        const std::uint64_t bit = hash & (kFilterBits - 1);
        filter_[bit / 32] |= 1U << bit % 32;
        return;
    }
}

}  // namespace wirefold
