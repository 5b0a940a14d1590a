#include "daemon/normalize/unicode.hpp"

#include <array>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "daemon/core/invariant.hpp"

namespace wirefold {

namespace {

constexpr char32_t kDegree = 0xb0;               // °
constexpr char32_t kTurnedComma = 0x2bb;         // ʻ
constexpr char32_t kModifierApostrophe = 0x2bc;  // ʼ
constexpr char32_t kMinus = 0x2212;              // −

[[nodiscard]] UChar32 to_icu(char32_t code_point) {
    return static_cast<UChar32>(code_point);
}

/// ICU owns the instance for the life of the process.
[[nodiscard]] const icu::Normalizer2& folding() {
    static const icu::Normalizer2& instance = [&]() -> const icu::Normalizer2& {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* found = icu::Normalizer2::getNFKCCasefoldInstance(status);
        WIREFOLD_INVARIANT(U_SUCCESS(status) && found != nullptr, "ICU comes with its normalization data");
        return *found;
    }();
    return instance;
}

[[nodiscard]] bool is_unspaced(char32_t code_point) {
    constexpr UScriptCode kScripts[] = {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_THAI,
                                        USCRIPT_LAO, USCRIPT_KHMER,    USCRIPT_MYANMAR};
    for (const UScriptCode script : kScripts) {
        if (uscript_hasScript(to_icu(code_point), script) != 0) return true;
    }
    return false;
}

/// Unicode calls them letters, but news text uses them as apostrophes.
[[nodiscard]] bool is_letter_like_quote(char32_t code_point) {
    return code_point == kTurnedComma || code_point == kModifierApostrophe;
}

[[nodiscard]] bool is_single_quote(char32_t code_point) {
    switch (code_point) {
        case '\'':
        case '`':
        case 0xb4:
        case kTurnedComma:
        case kModifierApostrophe:
        case 0x2018:
        case 0x2019:
        case 0x201a:
        case 0x201b:
        case 0x2032:
        case 0x2035:
        case 0x2039:
        case 0x203a: return true;
        default: return false;
    }
}

[[nodiscard]] bool is_double_quote(char32_t code_point) {
    switch (code_point) {
        case '"':
        case 0xab:
        case 0xbb:
        case 0x201c:
        case 0x201d:
        case 0x201e:
        case 0x201f:
        case 0x301d:
        case 0x301e:
        case 0x301f: return true;
        default: return false;
    }
}

[[nodiscard]] bool is_percent(char32_t code_point) {
    return code_point == '%' || code_point == 0x66a || code_point == 0x2030 || code_point == 0x2031;
}

}  // namespace

CharacterClass class_of(char32_t code_point) {
    if (is_letter_like_quote(code_point)) return CharacterClass::Separator;
    const std::uint32_t category = U_GET_GC_MASK(to_icu(code_point));
    if ((category & U_GC_ND_MASK) != 0) return CharacterClass::Digit;
    if ((category & U_GC_M_MASK) != 0) return CharacterClass::Mark;
    if ((category & (U_GC_L_MASK | U_GC_N_MASK)) == 0) return CharacterClass::Separator;
    return is_unspaced(code_point) ? CharacterClass::Unspaced : CharacterClass::Letter;
}

char32_t digit_value(char32_t code_point) {
    return static_cast<char32_t>(u_charDigitValue(to_icu(code_point)));
}

char32_t canonical_separator(char32_t separator) {
    const std::uint32_t category = U_GET_GC_MASK(to_icu(separator));
    if ((category & (U_GC_Z_MASK | U_GC_C_MASK)) != 0) return ' ';
    if ((category & U_GC_PD_MASK) != 0 || separator == kMinus) return '-';
    if (is_single_quote(separator)) return '\'';
    if (is_double_quote(separator)) return '"';
    return separator;
}

SeparatorRole role_of(char32_t canonical_separator) {
    switch (canonical_separator) {  // nearly all there are
        case ' ':
        case '"':
        case '\'':
        case '(':
        case ')':
        case ':':
        case ';': return {};
        case '-':
        case '.':
        case ',': return {.before_number = true, .joins = true};
        default: break;
    }
    const std::uint32_t category = U_GET_GC_MASK(to_icu(canonical_separator));
    const bool is_math = (category & U_GC_SM_MASK) != 0;
    return {.always = (category & U_GC_SC_MASK) != 0 || is_percent(canonical_separator),
            .before_number = is_math,
            .after_number = is_math || canonical_separator == kDegree};
}

std::string unicode_version() {
    std::array<std::uint8_t, U_MAX_VERSION_LENGTH> version{};
    u_getUnicodeVersion(version.data());
    return std::to_string(version[0]) + "." + std::to_string(version[1]);
}

void append_nfkc_casefold(std::string_view text, std::string& out) {
    UErrorCode status = U_ZERO_ERROR;
    icu::StringByteSink<std::string> sink{&out};
    const icu::StringPiece piece{text.data(), static_cast<std::int32_t>(text.size())};
    folding().normalizeUTF8(0, piece, sink, nullptr, status);
    WIREFOLD_INVARIANT(U_SUCCESS(status), "ICU folds any UTF-8 text");
}

bool starts_segment(char32_t code_point) {
    return folding().hasBoundaryBefore(to_icu(code_point)) != 0;
}

bool folds_to_itself(char32_t code_point) {
    return folding().isInert(to_icu(code_point)) != 0;
}

}  // namespace wirefold
