#include "daemon/fingerprint/prior.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/prior_tables.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::string_view first_characters(std::string_view word, std::size_t count) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (begins_character(word[i]) && ++characters > count) return word.substr(0, i);
    }
    return word;
}

[[nodiscard]] std::string_view without_prefix(std::string_view word, std::string_view prefix) {
    constexpr std::size_t kLeft = 6;  // bytes: three letters must remain
    return word.starts_with(prefix) && word.size() >= prefix.size() + kLeft ? word.substr(prefix.size())
                                                                            : word;
}

[[nodiscard]] bool begins_with_hangul(std::string_view word) {
    const auto first = static_cast<unsigned char>(word.front());
    return first >= 0xea && first <= 0xed;
}

/// Shows every stem of the tables to `see`, by its key and rarity.
template <class See>
void for_each_stem(const TokenHash& token_hash, const See& see) {
    for (const PriorRow& row : prior_rows()) {
        std::string_view rest = row.stems;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            std::array<char, 64> padded{};  // the hash reads past its token
            const std::string_view stem = rest.substr(0, std::min<std::size_t>(end, 32));
            std::copy(stem.begin(), stem.end(), padded.begin());
            see(Prior::key_of(token_hash({padded.data(), stem.size()})), row.rarity);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
}

/// Half full at most, and so many that their numbers have four bits.
[[nodiscard]] std::size_t buckets_for_stems() {
    std::size_t stems = 0;
    for (const PriorRow& row : prior_rows())
        stems += 1 + static_cast<std::size_t>(std::count(row.stems.begin(), row.stems.end(), ' '));
    return std::max<std::size_t>(std::bit_ceil(2 * stems + 2) / StemBucket::kSlots, 16);
}

}  // namespace

std::string_view Prior::stem_of(std::string_view word) {
    constexpr std::size_t kCharacters = 6;
    if (word.size() <= kCharacters) return word;
    std::uint64_t head = 0;
    std::memcpy(&head, word.data(), kCharacters);
    if ((head & 0x808080808080ULL) == 0) return word.substr(0, kCharacters);
    const auto first = static_cast<unsigned char>(word.front());
    const bool is_arabic = first >= 0xd8 && first <= 0xdb;
    if (begins_with_hangul(word)) return first_characters(word, 2);
    if (is_arabic) return first_characters(without_prefix(without_prefix(word, "و"), "ال"), 4);
    return first_characters(word, kCharacters);
}

std::size_t Prior::letters_of(std::string_view stem) {
    const std::size_t characters = count_characters(stem);
    return !stem.empty() && begins_with_hangul(stem) ? 2 * characters : characters;
}

Prior::Prior(const TokenHash& token_hash) : buckets_(buckets_for_stems()), mask_(buckets_.size() - 1) {
    for (std::uint32_t place = 0; place < kCommonPlaces; ++place) common_[place] = ~place;
    for_each_stem(token_hash, [this](std::uint32_t key, std::uint8_t rarity) { add(key, rarity); });
    for (std::uint8_t common = 0; common < kCommon; ++common) {  // the commonest first: places are few
        for_each_stem(token_hash, [&](std::uint32_t key, std::uint8_t rarity) {
            if (rarity == common) add_common(key);
        });
    }
}

/// A stem that two languages share is as common as in the one that uses it more.
void Prior::add(std::uint32_t key, std::uint8_t rarity) {
    const std::uint32_t entry = (key & ~kRarityMask) | rarity;
    for (std::size_t at = key & mask_;; at = next_of(at)) {
        for (std::uint32_t& slot : buckets_[at].slots) {
            const bool is_same = slot != 0 && ((slot ^ key) & ~kRarityMask) == 0;
            if (slot != 0 && !is_same) continue;
            slot = is_same ? std::min(slot, entry) : entry;
            return;
        }
    }
}

void Prior::add_common(std::uint32_t key) {
    std::uint32_t& place = common_[common_place(key)];
    if (common_place(place) != common_place(key)) place = key;
}

}  // namespace wirefold
