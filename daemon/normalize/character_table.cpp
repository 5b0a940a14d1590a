#include "daemon/normalize/character_table.hpp"

#include <type_traits>

#include "daemon/core/invariant.hpp"
#include "daemon/normalize/utf8.hpp"

namespace wirefold {

namespace {

/// Nothing is assigned from here on but private use, and plane 14's tags.
constexpr char32_t kAssignedEnd = 0x40000;
constexpr char32_t kTagsBegin = 0xe0000;
constexpr char32_t kTagsEnd = 0xe1000;

static_assert(sizeof(FoldEntry) == 8 && std::is_trivially_copyable_v<FoldEntry>,
              "no padding, so that equal entries are equal bytes");

[[nodiscard]] bool is_surrogate(char32_t code_point) {
    return code_point >= 0xd800 && code_point < 0xe000;
}

}  // namespace

const CharacterTable& CharacterTable::instance() {
    static const CharacterTable table;
    return table;
}

CharacterTable::CharacterTable() {
    BlockNumbers known;
    for (char32_t first = 0; first < kCodePoints; first += kBlock) {
        const bool is_assigned = first < kAssignedEnd || (first >= kTagsBegin && first < kTagsEnd);
        const bool is_first_unassigned = first == kAssignedEnd;
        blocks_[first / kBlock] =
            is_assigned || is_first_unassigned ? add_block(first, known) : blocks_[kAssignedEnd / kBlock];
    }
}

std::uint16_t CharacterTable::add_block(char32_t first, BlockNumbers& known) {
    std::array<FoldEntry, kBlock> block;
    for (std::size_t i = 0; i < kBlock; ++i) block[i] = entry_for(first + static_cast<char32_t>(i));
    const std::string_view bytes{reinterpret_cast<const char*>(block.data()), sizeof block};
    const auto number = static_cast<std::uint16_t>(entries_.size() / kBlock);
    const auto [place, is_new] = known.emplace(hash128(bytes), number);
    if (is_new) entries_.insert(entries_.end(), block.begin(), block.end());
    return place->second;
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
