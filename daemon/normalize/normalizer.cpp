#include "daemon/normalize/normalizer.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "daemon/normalize/character_references.hpp"
#include "daemon/normalize/html_text.hpp"
#include "daemon/normalize/scratch.hpp"
#include "daemon/normalize/utf8.hpp"

namespace wirefold {

namespace {

/// Where a span of interacting characters may end although no separator came.
constexpr std::size_t kSpanBytes = 1024;

/// Eight ASCII bytes ahead make it worth leaving the character-by-character way.
[[nodiscard]] bool ascii_ahead(const char* at, const char* end) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, std::min<std::size_t>(sizeof bytes, static_cast<std::size_t>(end - at)));
    return (bytes & 0x8080808080808080ULL) == 0;
}

}  // namespace

Normalizer::Normalizer(const NormalizeOptions& options)
    : table_(CharacterTable::instance()), writer_(options.tokens_max) {}

const NormalizedText& Normalizer::normalize(const Document& document) {
    give_back_above(kScratchBytesMax, plain_);
    if (document.body_format == BodyFormat::Html) {
        plain_.clear();
        append_html_text(document.body, plain_);
        plain_body_ = plain_;
    } else {
        plain_body_ = without_references(document.body, plain_);
    }
    fold(plain_body_, body_);
    return body_;
}

const NormalizedText& Normalizer::normalize_title(std::string_view title) {
    give_back_above(kScratchBytesMax, plain_title_);
    fold(without_references(title, plain_title_), title_);
    return title_;
}

void Normalizer::fold(std::string_view text, NormalizedText& out) {
    writer_.begin(text);
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end && !writer_.is_full()) {
        if (is_ascii(*at) && ascii_ahead(at, end)) {
            const char* const stopped = writer_.ascii_run(at, end);
            if (stopped != at) {
                at = stopped;
                continue;
            }
        }
        at = fold_characters(at, end);
    }
    writer_.finish(out);
    out.source = text;
}

/// Folds character by character, by the table, as long as nothing can change a character that stands before
/// it. Ends where longer strides are worth a try again.
const char* Normalizer::fold_characters(const char* at, const char* end) {
    DecodedCharacter character = decode_utf8(at, end);
    const FoldEntry* entry = &table_[character.code_point];
    while (at + character.bytes != end) {
        const char* const next = at + character.bytes;
        const DecodedCharacter follower = decode_utf8(next, end);
        const FoldEntry* const follower_entry = &table_[follower.code_point];
        if (!follower_entry->starts_segment) return fold_with_followers(at, end);
        write_source(*entry, {at, character.bytes});
        at = next;
        if ((is_ascii(*at) && ascii_ahead(at, end)) || writer_.is_full()) return at;
        character = follower;
        entry = follower_entry;
    }
    write_source(*entry, {at, character.bytes});
    return end;
}

/// Folds one character that others follow which may change it, unless all of these are ignorable.
const char* Normalizer::fold_with_followers(const char* at, const char* end) {
    const DecodedCharacter character = decode_utf8(at, end);
    const char* next = at + character.bytes;
    while (next != end) {
        const DecodedCharacter follower = decode_utf8(next, end);
        const FoldEntry& entry = table_[follower.code_point];
        if (entry.starts_segment) break;
        if (entry.kind != FoldEntry::Kind::Nothing) return fold_span(at, end);
        next += follower.bytes;
    }
    write_source(table_[character.code_point], {at, character.bytes});
    return next;
}

/// Folds what interacts with its neighbors (combining marks, Hangul letters, half-width sound marks …) by
/// ICU: from `at`, which starts a segment or the text, to the next separator, so that a word is one call.
const char* Normalizer::fold_span(const char* at, const char* end) {
    span_.clear();
    const char* const begin = at;
    const bool is_capital = table_[decode_utf8(at, end).code_point].bytes != 0;
    std::size_t followers = 0;
    while (at != end) {
        const DecodedCharacter character = decode_utf8(at, end);
        const FoldEntry& entry = table_[character.code_point];
        if (entry.kind != FoldEntry::Kind::Nothing) {
            if (entry.starts_segment) {
                const bool is_over = entry.kind == FoldEntry::Kind::Separator || span_.size() >= kSpanBytes;
                if (!span_.empty() && is_over) break;
                followers = 0;
            } else {
                ++followers;
            }
            if (followers <= FoldLimits::kSegmentFollowers) span_.append(at, character.bytes);
        }
        at += character.bytes;
    }
    span_folded_.clear();
    append_nfkc_casefold(span_, span_folded_);
    writer_.made_from(begin, at, is_capital);
    write_folded(span_folded_);
    return at;
}

/// Writes what folding makes of a character of the text itself.
void Normalizer::write_source(const FoldEntry& entry, std::string_view character) {
    writer_.made_from(character.data(), character.data() + character.size(), entry.bytes != 0);
    write(entry, character);
}

void Normalizer::write(const FoldEntry& entry, std::string_view character) {
    switch (entry.kind) {
        case FoldEntry::Kind::Nothing: return;
        case FoldEntry::Kind::Separator: writer_.separator(entry.value); return;
        case FoldEntry::Kind::Word:
            writer_.word_character(entry.bytes == 0 ? character : table_.folded(entry), entry.word_class);
            return;
        case FoldEntry::Kind::Several: write_folded(table_.folded(entry)); return;
    }
}

/// Writes text that is folded already.
void Normalizer::write_folded(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const DecodedCharacter character = decode_utf8(at, end);
        const FoldEntry& entry = table_[character.code_point];
        const std::string_view bytes{at, character.bytes};
        if (entry.kind == FoldEntry::Kind::Word || entry.kind == FoldEntry::Kind::Separator) {
            write(entry, bytes);
        } else if (const CharacterClass kind = class_of(character.code_point);
                   kind != CharacterClass::Separator) {
            writer_.word_character(bytes, kind);  // not met so far: folding twice changes nothing
        } else {
            writer_.separator(canonical_separator(character.code_point));
        }
        at += character.bytes;
    }
}

}  // namespace wirefold
