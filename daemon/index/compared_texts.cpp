#include "daemon/index/compared_texts.hpp"

#include <algorithm>

#include "daemon/core/prefetch.hpp"

namespace wirefold {

ComparedTexts::ComparedTexts(std::uint32_t texts, std::size_t wording_bytes, std::uint32_t postings)
    : texts_(texts),
      wordings_(wording_bytes),
      chains_(postings, kPostingsPerHead),
      owners_(postings / kPostingsPerOwner + 2) {}

std::size_t ComparedTexts::bytes() const {
    return texts_.bytes() + wordings_.bytes() + chains_.bytes() + owners_.bytes();
}

std::size_t ComparedTexts::bytes_used() const {
    if (texts_.size() == 0) return 0;
    return part_of(texts_.bytes(), texts_.size(), texts_.capacity()) +
           part_of(chains_.bytes() + owners_.bytes(), chains_.size(), chains_.capacity()) + wordings_.next() -
           wordings_.unpack(at(oldest()).wording_at);
}

bool ComparedTexts::has_room_for(std::size_t keys, std::string_view wording) const {
    if (texts_.size() == 0) return true;
    return texts_.size() < texts_.capacity() && chains_.size() + keys <= chains_.capacity() &&
           wordings_.fits(wording.size(), wordings_.unpack(at(oldest()).wording_at));
}

void ComparedTexts::forget_oldest() {
    const ComparedText& text = at(oldest());
    chains_.forget_before(posting(text.first_posting) + text.key_count);
    texts_.forget_oldest();
}

void ComparedTexts::add(ArticleNumber article, const Fingerprint& fingerprint, std::string_view wording) {
    newest_article_ = article;
    for (const std::uint32_t key : fingerprint.key_span()) {
        const std::uint64_t number = chains_.add(key);
        if (number % kPostingsPerOwner == 0)
            owners_[owner_slot(number)] = static_cast<std::uint32_t>(texts_.next());
    }
    texts_.add({.article = static_cast<std::uint32_t>(article),
                .first_posting = static_cast<std::uint32_t>(chains_.next() - fingerprint.keys.size()),
                .wording_at = ByteRing::pack(wordings_.put(wording)),
                .window = fingerprint.window,
                .key_count = static_cast<std::uint8_t>(fingerprint.keys.size())});
}

/// The last text that begins at the posting or before it.
PostedNumber ComparedTexts::owner_of(std::uint64_t posting) const {
    const std::uint64_t next_noted = posting / kPostingsPerOwner * kPostingsPerOwner + kPostingsPerOwner;
    PostedNumber first = std::max(texts_.unpack(owners_[owner_slot(posting)]), oldest());
    PostedNumber last =
        next_noted < chains_.next() ? texts_.unpack(owners_[owner_slot(next_noted)]) : next() - 1;
    while (first < last) {
        const PostedNumber middle = last - (last - first) / 2;
        if (this->posting(at(middle).first_posting) <= posting) {
            first = middle;
        } else {
            last = middle - 1;
        }
    }
    return first;
}

std::uint32_t ComparedTexts::read_keys(PostedNumber number, std::span<std::uint32_t> keys,
                                       std::span<std::uint32_t> positions) const {
    const std::uint64_t first = posting(at(number).first_posting);
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = chains_.at(first + i).key;
    return read_positions(wording(number), positions);
}

void ComparedTexts::prefetch_wording(PostedNumber number) const {
    constexpr std::size_t kLines = 4;
    const std::string_view piece = wording(number);
    for (std::size_t line = 0; line < kLines; ++line) prefetch_line(piece.data() + line * 64);
}

}  // namespace wirefold
