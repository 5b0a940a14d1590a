#include "daemon/fingerprint/signals.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/model/log_entry.hpp"

namespace wirefold {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kTitleTokens = 3;     // a tag stands in front …
constexpr std::size_t kTitleEndTokens = 4;  // … or in brackets at the end
constexpr std::size_t kNoteTokens = 30;     // a note stands at the end …
constexpr std::size_t kPrefaceTokens = 8;   // … or before the text

constexpr std::array kCorrectionTags = {
    "corrected"sv,    "correction"sv,  "corrects"sv,   "correcting"sv, "corrección"sv,   "corregido"sv,
    "rectificatif"sv, "corrigé"sv,     "korrektur"sv,  "correzione"sv, "berichtigung"sv, "rettifica"sv,
    "correção"sv,     "исправление"sv, "исправлено"sv, "уточнение"sv,  "تصحيح"sv,        "정정"sv};
/// Words that headlines have, too ("Bank korrigiert Prognose"): tags where they are set off.
constexpr std::array kSetOffTags = {"korrigiert"sv,  "berichtigt"sv, "corrige"sv,     "correctif"sv,
                                    "rectifica"sv,   "corretto"sv,   "correctie"sv,   "rectificación"sv,
                                    "retificação"sv, "corrigido"sv,  "rectificatie"sv};
constexpr std::array kCorrectionNotes = {"corrects"sv,   "correcting"sv, "corrected"sv, "corrige"sv,
                                         "berichtigt"sv, "korrigiert"sv, "rettifica"sv, "rectifica"sv,
                                         "retifica"sv,   "corrigeert"sv, "исправляет"sv};
constexpr std::size_t kNoteBytesMin = 7;  // most words are shorter than the shortest note
constexpr std::array kUpdateTags = {"update"sv, "updated"sv, "actualización"sv, "обновление"sv};
/// AP's tag, which is no word, so that it may stand anywhere.
constexpr std::string_view kWritethru = "writethru";
constexpr std::array kUpdateNotes = {"updates"sv, "updating"sv, "recasts"sv};
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
    add(kSetOffTags);
    add(kUpdateTags);
    add(kCapitalTags);
    add(kRepeatTags);
    add(kCorrectionPairs);
    return bytes;
}();

[[nodiscard]] std::string_view written(const NormalizedText& text, std::size_t i) {
    const Token& token = text.tokens[i];
    return text.source.substr(token.source_begin, token.source_end - token.source_begin);
}

/// No small letter of ASCII is in it; "CORREÇÃO" has others.
[[nodiscard]] bool is_in_capitals(const NormalizedText& text, std::size_t i) {
    const std::string_view word = written(text, i);
    return text.tokens[i].is_capital &&
           std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// What follows a token, behind blanks; French has one before its colon that does not break.
[[nodiscard]] std::string_view text_behind(const NormalizedText& title, std::size_t i) {
    std::string_view behind = title.source.substr(title.tokens[i].source_end);
    for (const std::string_view blank : {"\u00a0"sv, "\u202f"sv, " "sv}) {
        while (behind.starts_with(blank)) behind.remove_prefix(blank.size());
    }
    return behind;
}

/// In capitals or before a colon; the first word also before a dash.
[[nodiscard]] bool is_set_off(const NormalizedText& title, std::size_t i) {
    const std::string_view behind = text_behind(title, i);
    const bool has_dash = behind.starts_with('-') || behind.starts_with("–") || behind.starts_with("—");
    return is_in_capitals(title, i) || behind.starts_with(':') || (i == 0 && has_dash);
}

/// What a tag says wherever it stands set off.
[[nodiscard]] std::uint8_t tag_signals(const NormalizedText& title, std::size_t i) {
    const std::string_view token = title.token(i);
    if (holds(kCorrectionTags, token)) return kSignalCorrection;
    if (holds(kUpdateTags, token)) return kSignalUpdate;
    if (holds(kCapitalTags, token) && is_in_capitals(title, i)) return kSignalCorrection;
    if (holds(kRepeatTags, token) && is_in_capitals(title, i)) return kSignalCorrection | kSignalRepeat;
    return 0;
}

/// Before the words: "CORRECTED - …", "UPDATE 2-…".
[[nodiscard]] std::uint8_t front_signals(const NormalizedText& title) {
    std::uint8_t signals = 0;
    const std::size_t count = std::min(title.tokens.size(), kTitleTokens);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view token = title.token(i);
        if (!kTagBytes[static_cast<unsigned char>(token.front())]) continue;
        signals |= tag_signals(title, i);
        if (holds(kSetOffTags, token) && is_set_off(title, i)) signals |= kSignalCorrection;
        if (i + 1 == title.tokens.size()) break;
        for (const std::string_view pair : kCorrectionPairs) {
            if (pair.starts_with(token) && pair.substr(token.size()) == title.token(i + 1))
                signals |= kSignalCorrection;
        }
    }
    return signals;
}

/// A dash between blanks, or any before capitals.
[[nodiscard]] bool is_dash(std::string_view gap, bool is_before_capitals) {
    for (const std::string_view dash : {"-"sv, "–"sv, "—"sv}) {
        const std::size_t at = gap.find(dash);
        if (at == std::string_view::npos) continue;
        const std::string_view behind = gap.substr(at + dash.size());
        return is_before_capitals || (gap.substr(0, at).ends_with(' ') && behind.starts_with(' '));
    }
    return false;
}

/// Where the last words begin that stand in brackets, or the last one behind a dash; the number of tokens
/// when none do.
[[nodiscard]] std::size_t end_tag_begin(const NormalizedText& title) {
    const std::size_t count = title.tokens.size();
    for (std::size_t i = count; i-- > 1 && count - i <= kTitleEndTokens;) {
        const std::size_t begin = title.tokens[i - 1].source_end;
        if (title.tokens[i].source_begin <= begin) continue;  // two tokens of one character: "½"
        const std::string_view gap = title.source.substr(begin, title.tokens[i].source_begin - begin);
        if (gap.find_first_of(")]") != std::string_view::npos) return count;
        if (gap.find_first_of("([") != std::string_view::npos) return i;
        if (i + 1 == count && is_dash(gap, is_in_capitals(title, i))) return i;
    }
    return count;
}

/// Behind the words: "… (corrected)", "… - corrected", "…, 1st Ld-Writethru".
[[nodiscard]] std::uint8_t end_signals(const NormalizedText& title) {
    std::uint8_t signals = 0;
    for (std::size_t i = end_tag_begin(title); i < title.tokens.size(); ++i) {
        signals |= tag_signals(title, i);
        if (holds(kSetOffTags, title.token(i))) signals |= kSignalCorrection;
    }
    return signals;
}

[[nodiscard]] std::uint8_t title_signals(const NormalizedText& title) {
    std::uint8_t signals = front_signals(title) | end_signals(title);
    for (std::size_t i = 0; i < title.tokens.size(); ++i) {
        if (title.token(i) == kWritethru) signals |= kSignalUpdate;
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

std::uint8_t signals_of_note(const NormalizedText& note) {
    std::uint8_t signals = front_signals(note);
    const std::size_t count = std::min(note.tokens.size(), kTitleTokens);
    for (std::size_t i = 0; i < count; ++i) {
        if (holds(kCorrectionNotes, note.token(i))) signals |= kSignalCorrection;
        if (holds(kUpdateNotes, note.token(i)) || note.token(i) == kWritethru) signals |= kSignalUpdate;
    }
    return signals;
}

}  // namespace wirefold
