#include "daemon/index/postings.hpp"

namespace wirefold {

void Postings::add(ArticleNumber article, const RingNumbers& articles, const Fingerprint& fingerprint) {
    const std::uint32_t packed = articles.pack(article);
    for (std::size_t i = 0; i < fingerprint.key_count; ++i) chains_.prefetch(fingerprint.keys[i]);
    std::uint32_t previous = 0;
    for (std::size_t i = 0; i < fingerprint.key_count; ++i) {
        chains_.add(fingerprint.keys[i], {.article = packed, .gap = fingerprint.positions[i] - previous});
        previous = fingerprint.positions[i];
    }
}

void Postings::read(std::uint64_t first_posting, std::span<std::uint32_t> keys,
                    std::span<std::uint32_t> positions) const {
    std::uint32_t position = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const Chains::Entry& entry = chains_.at(first_posting + i);
        position += entry.payload.gap;
        keys[i] = entry.key;
        positions[i] = position;
    }
}

}  // namespace wirefold
