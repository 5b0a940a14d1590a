#include "daemon/index/postings.hpp"

namespace wirefold {

void Postings::add(ArticleNumber article, const RingNumbers& articles, const Fingerprint& fingerprint) {
    std::uint32_t previous = 0;
    for (std::size_t i = 0; i < fingerprint.key_count; ++i) {
        const std::uint64_t posting = chains_.add(fingerprint.keys[i]);
        const std::uint32_t slot = chains_.slot(posting);
        articles_[slot] = articles.pack(article);
        gaps_[slot] = fingerprint.positions[i] - previous;
        previous = fingerprint.positions[i];
    }
}

void Postings::read(std::uint64_t first_posting, std::span<std::uint32_t> keys,
                    std::span<std::uint32_t> positions) const {
    std::uint32_t position = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::uint64_t posting = first_posting + i;
        position += gaps_[chains_.slot(posting)];
        keys[i] = chains_.key(posting);
        positions[i] = position;
    }
}

}  // namespace wirefold
