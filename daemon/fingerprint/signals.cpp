#include "daemon/fingerprint/signals.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/model/log_entry.hpp"

namespace wirefold {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kTitleTokens = 3;    // a tag stands in front
constexpr std::size_t kNoteTokens = 30;    // a note stands at the end …
constexpr std::size_t kPrefaceTokens = 8;  // … or before the text

constexpr std::array kCorrectionTags = {"corrected"sv,  "correction"sv,   "corrects"sv,   "correcting"sv,
                                        "corrección"sv, "corregido"sv,    "corrige"sv,    "rectificatif"sv,
                                        "corrigé"sv,    "berichtigung"sv, "korrigiert"sv, "korrektur"sv,
                                        "correzione"sv, "rettifica"sv,    "correção"sv,   "исправление"sv,
                                        "исправлено"sv, "уточнение"sv,    "تصحيح"sv,      "정정"sv};
constexpr std::array kCorrectionNotes = {"corrects"sv, "correcting"sv, "corrected"sv,
                                         "corrige"sv,  "berichtigt"sv, "исправляет"sv};
constexpr std::size_t kNoteBytesMin = 7;  // most words are shorter than the shortest note
constexpr std::array kUpdateTags = {"update"sv, "updated"sv, "writethru"sv, "actualización"sv,
                                    "обновление"sv};
/// An article sent anew in place of an earlier one. In small letters these are words like others.
constexpr std::array kCapitalTags = {"refile"sv, "refiled"sv, "withdrawn"sv};
constexpr std::array kRepeatTags = {"repeat"sv, "rpt"sv};
/// Scripts without spaces: the tag is two tokens.
constexpr std::array kCorrectionPairs = {"更正"sv, "訂正"sv};

template <std::size_t N>
[[nodiscard]] bool holds(const std::array<std::string_view, N>& words, std::string_view token) {
    return std::find(words.begin(), words.end(), token) != words.end();
}

/// First bytes of all tags: most words of a headline begin with another.
constexpr auto kTagBytes = [] {
    std::array<bool, 256> bytes{};
    const auto add = [&bytes](const auto& words) {
        for (const std::string_view word : words) bytes[static_cast<unsigned char>(word.front())] = true;
    };
    add(kCorrectionTags);
    add(kUpdateTags);
    add(kCapitalTags);
    add(kRepeatTags);
    add(kCorrectionPairs);
    return bytes;
}();

[[nodiscard]] bool is_in_capitals(const NormalizedText& text, std::size_t i) {
    const Token& token = text.tokens[i];
    const std::string_view written =
        text.source.substr(token.source_begin, token.source_end - token.source_begin);
    return std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

[[nodiscard]] std::uint8_t title_signals(const NormalizedText& title) {
    std::uint8_t signals = 0;
    const std::size_t count = std::min(title.tokens.size(), kTitleTokens);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view token = title.token(i);
        if (!kTagBytes[static_cast<unsigned char>(token.front())]) continue;
        if (holds(kCorrectionTags, token)) signals |= kSignalCorrection;
        if (holds(kUpdateTags, token)) signals |= kSignalUpdate;
        if (holds(kCapitalTags, token) && is_in_capitals(title, i)) signals |= kSignalCorrection;
        if (holds(kRepeatTags, token) && is_in_capitals(title, i))
            signals |= kSignalCorrection | kSignalRepeat;
        if (i + 1 == title.tokens.size()) break;
        for (const std::string_view pair : kCorrectionPairs) {
            if (pair.starts_with(token) && pair.substr(token.size()) == title.token(i + 1))
                signals |= kSignalCorrection;
        }
    }
    return signals;
}

/// A note is in brackets or a paragraph of its own; a sentence that says "the bank corrects …" is not.
[[nodiscard]] bool begins_note(const NormalizedText& body, std::size_t i) {
    std::size_t at = body.tokens[i].source_begin;
    while (at > 0 && (body.source[at - 1] == ' ' || body.source[at - 1] == '-')) --at;
    return at == 0 || body.source[at - 1] == '(' || body.source[at - 1] == '\n' || body.source[at - 1] == '[';
}

[[nodiscard]] bool has_correction_note(const NormalizedText& body) {
    const std::size_t count = body.tokens.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i == kPrefaceTokens && count > kPrefaceTokens + kNoteTokens) i = count - kNoteTokens;
        const std::string_view token = body.token(i);
        if (token.size() >= kNoteBytesMin && holds(kCorrectionNotes, token) && begins_note(body, i))
            return true;
    }
    return false;
}

/// "[+2829 chars]".
[[nodiscard]] bool is_cut(const NormalizedText& body) {
    const std::size_t count = body.tokens.size();
    return count >= 2 && body.token(count - 1) == "chars" && body.tokens[count - 2].has_digit &&
           body.tokens[count - 2].source_begin > 0 &&
           body.source[body.tokens[count - 2].source_begin - 1] == '+';
}

}  // namespace

std::uint8_t signals_of(const NormalizedText& body, const NormalizedText& title, const TextMarks& marks) {
    std::uint8_t signals = title_signals(title);
    if (has_correction_note(body)) signals |= kSignalCorrection;
    if (is_cut(body)) signals |= kSignalTruncated;
    if (marks.has_open_end) signals |= kSignalOpenEnd;
    return signals;
}

}  // namespace wirefold
