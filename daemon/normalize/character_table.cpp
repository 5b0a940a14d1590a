#include "daemon/normalize/character_table.hpp"

#include <algorithm>

#include "daemon/core/invariant.hpp"
#include "daemon/normalize/utf8.hpp"

namespace wirefold {

namespace {

/// Nothing is assigned from here on but private use, and plane 14's tags.
constexpr char32_t kAssignedEnd = 0x40000;
constexpr char32_t kTagsBegin = 0xe0000;
constexpr char32_t kTagsEnd = 0xe1000;

[[nodiscard]] bool is_surrogate(char32_t code_point) {
    return code_point >= 0xd800 && code_point < 0xe000;
}

}  // namespace

const CharacterTable& CharacterTable::instance() {
    static const CharacterTable table;
    return table;
}

CharacterTable::CharacterTable() {
    for (char32_t first = 0; first < kCodePoints; first += kBlock) add_block(first);
}

void CharacterTable::add_block(char32_t first) {
    const auto number = [](std::size_t block) { return static_cast<std::uint16_t>(block); };
    const bool is_assigned = first < kAssignedEnd || (first >= kTagsBegin && first < kTagsEnd);
    if (!is_assigned && first != kAssignedEnd) {
        blocks_[first / kBlock] = blocks_[kAssignedEnd / kBlock];
        return;
    }
    std::array<FoldEntry, kBlock> block;
    for (std::size_t i = 0; i < kBlock; ++i) block[i] = entry_for(first + static_cast<char32_t>(i));
    const auto same = [](const FoldEntry& a, const FoldEntry& b) {
        return a.kind == b.kind && a.word_class == b.word_class && a.starts_segment == b.starts_segment &&
               a.bytes == b.bytes && a.value == b.value;
    };
    // Newest first: equal blocks (ideographs, syllables, unassigned) come in runs.
    const std::size_t count = entries_.size() / kBlock;
    for (std::size_t known_block = count; known_block-- > 0;) {
        const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(known_block * kBlock);
        if (std::equal(block.begin(), block.end(), begin, same)) {
            blocks_[first / kBlock] = number(known_block);
            return;
        }
    }
    entries_.insert(entries_.end(), block.begin(), block.end());
    blocks_[first / kBlock] = number(count);
}

FoldEntry CharacterTable::entry_for(char32_t code_point) {
    using Kind = FoldEntry::Kind;
    FoldEntry entry{.kind = Kind::Separator, .value = ' '};
    if (is_surrogate(code_point)) return entry;
    entry.starts_segment = starts_segment(code_point);

    const EncodedCharacter encoded{code_point};
    std::string folded;
    if (folds_to_itself(code_point)) {
        folded = encoded.text();
    } else {
        append_nfkc_casefold(encoded.text(), folded);
    }
    if (folded.empty()) {
        entry.kind = Kind::Nothing;
        entry.starts_segment = false;  // what stands before and after it may meet
        return entry;
    }
    const auto first = decode_utf8(folded.data(), folded.data() + folded.size());
    entry.word_class = class_of(first.code_point);
    if (first.bytes == folded.size()) {
        if (entry.word_class == CharacterClass::Separator) {
            entry.value = canonical_separator(first.code_point);
            return entry;
        }
        entry.kind = Kind::Word;
        if (entry.word_class == CharacterClass::Digit) {
            folded = EncodedCharacter{U'0' + digit_value(first.code_point)}.text();
        }
    } else {
        entry.kind = Kind::Several;
    }
    entry.value = 0;
    if (folded == encoded.text()) return entry;
    WIREFOLD_INVARIANT(folded.size() < 256, "no code point folds to more than a word");
    entry.value = static_cast<std::uint32_t>(pool_.size());
    entry.bytes = static_cast<std::uint8_t>(folded.size());
    pool_ += folded;
    return entry;
}

}  // namespace wirefold
