#include "daemon/normalize/fold_reference.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "daemon/normalize/token_writer.hpp"
#include "daemon/normalize/unicode.hpp"
#include "daemon/normalize/utf8.hpp"

namespace wirefold {

namespace {

/// A word with the separators that stand before it.
struct Word {
    std::u32string separators;
    std::u32string characters;
    bool is_unspaced = false;
};

[[nodiscard]] std::u32string decoded(std::string_view text) {
    std::u32string characters;
    while (!text.empty()) {
        const DecodedCharacter character = decode_utf8(text.data(), text.data() + text.size());
        characters += character.code_point;
        text.remove_prefix(character.bytes);
    }
    return characters;
}

[[nodiscard]] std::u32string nfkc_casefold(const std::u32string& characters) {
    std::string text;
    for (const char32_t c : characters) append_utf8(text, c);
    std::string folded;
    append_nfkc_casefold(text, folded);
    return decoded(folded);
}

/// Drops what folds to nothing, and what exceeds the limit of characters that interact with the one before.
[[nodiscard]] std::u32string within_limits(const std::u32string& characters) {
    std::u32string kept;
    std::size_t followers = 0;
    for (const char32_t c : characters) {
        if (nfkc_casefold({c}).empty()) continue;
        followers = starts_segment(c) ? 0 : followers + 1;
        if (followers <= FoldLimits::kSegmentFollowers) kept += c;
    }
    return kept;
}

[[nodiscard]] bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

/// Splits folded text into words. What follows the last one are the separators of an empty word.
[[nodiscard]] std::vector<Word> split(const std::u32string& folded) {
    std::vector<Word> words;
    Word word;
    std::size_t marks = 0;
    const auto end_word = [&] {
        if (!word.characters.empty()) words.push_back(std::move(word));
        word = Word{};
    };
    for (const char32_t c : folded) {
        const CharacterClass kind = class_of(c);
        if (kind == CharacterClass::Separator) {
            if (!word.characters.empty()) end_word();
            const char32_t canonical = canonical_separator(c);
            const bool extends_blank = canonical == ' ' && word.separators.ends_with(U' ');
            if (!extends_blank && word.separators.size() < FoldLimits::kSeparatorsInRow)
                word.separators += canonical;
        } else if (kind == CharacterClass::Mark) {
            if (word.characters.empty() || ++marks > FoldLimits::kMarksInRow) continue;
            word.characters += c;
        } else {
            const bool is_unspaced = kind == CharacterClass::Unspaced;
            const bool is_long = word.characters.size() >= FoldLimits::kTokenCharacters;
            if (!word.characters.empty() && (is_unspaced || word.is_unspaced || is_long)) end_word();
            word.is_unspaced = is_unspaced;
            word.characters += kind == CharacterClass::Digit ? U'0' + digit_value(c) : c;
            marks = 0;
        }
    }
    if (!word.characters.empty()) end_word();
    words.push_back(std::move(word));
    return words;
}

/// The separators that `exact` keeps between two words; see TokenWriter for the rule.
[[nodiscard]] std::u32string kept_separators(const Word* before, bool after_digit,
                                             const std::u32string& separators, bool before_digit) {
    if (after_digit && before_digit) return separators;
    const auto sticks_after = [](char32_t c) { return role_of(c).after_number || role_of(c).always; };
    const auto sticks_before = [](char32_t c) { return role_of(c).before_number || role_of(c).always; };
    const auto joins = [](char32_t c) { return role_of(c).joins; };
    const bool is_minus = before != nullptr && before->is_unspaced && separators.ends_with(U'-');
    const bool joins_word =
        before != nullptr && !is_minus && std::all_of(separators.begin(), separators.end(), joins);

    std::u32string kept;
    for (std::size_t i = 0; i < separators.size(); ++i) {
        const auto here = separators.begin() + static_cast<std::ptrdiff_t>(i);
        const bool in_head = after_digit && std::all_of(separators.begin(), here + 1, sticks_after);
        const bool in_tail =
            before_digit && !joins_word && std::all_of(here, separators.end(), sticks_before);
        if (in_head || in_tail || role_of(*here).always) kept += *here;
    }
    return kept;
}

void append(std::string& out, const std::u32string& characters) {
    for (const char32_t c : characters) append_utf8(out, c);
}

}  // namespace

NormalizedText fold_reference(std::string_view text, std::size_t tokens_max) {
    const std::vector<Word> words = split(nfkc_casefold(within_limits(decoded(text))));
    NormalizedText out;
    bool after_digit = false;
    const Word* before = nullptr;
    for (const Word& word : words) {
        const bool is_word = !word.characters.empty();
        if (is_word && out.tokens.size() == tokens_max) {
            out.truncated = true;
            append(out.exact, kept_separators(before, after_digit, word.separators, false));
            break;
        }
        const bool before_digit = is_word && is_digit(word.characters.front());
        append(out.exact, kept_separators(before, after_digit, word.separators, before_digit));
        append(out.exact, word.characters);
        if (!is_word) break;

        append(out.folded, word.characters);
        const bool is_joined =
            after_digit && before_digit && (word.separators == U"." || word.separators == U",");
        out.tokens.push_back(
            {.end = static_cast<std::uint32_t>(out.folded.size()),
             .has_digit = std::any_of(word.characters.begin(), word.characters.end(), is_digit),
             .joint = is_joined ? static_cast<char>(word.separators.front()) : '\0'});
        out.unspaced_tokens += word.is_unspaced ? 1 : 0;
        after_digit = is_digit(word.characters.back());
        before = &word;
    }
    out.folded.append(NormalizedText::kPadding, '\0');
    return out;
}

}  // namespace wirefold
