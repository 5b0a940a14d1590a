#include "daemon/normalize/language.hpp"

#include <algorithm>
#include <array>
#include <cstdio>  // CLD2's header uses FILE without including it
#include <string>
#include <utility>
#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include "daemon/core/utf8.hpp"
#include "daemon/normalize/unicode.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kSampleBytes = 512;
constexpr std::size_t kLongSampleBytes = 4096;
constexpr int kLettersMin = 24;  ///< Bytes of letters below which a guess is a coin toss.
constexpr std::size_t kNameBytesMax = 64;

/// Codes of ISO 639-2 that librarians use; ICU knows the others ("deu").
constexpr std::pair<std::string_view, std::string_view> kBibliographicCodes[] = {
    {"alb", "sq"}, {"arm", "hy"}, {"baq", "eu"}, {"bur", "my"}, {"chi", "zh"}, {"cze", "cs"}, {"dut", "nl"},
    {"fre", "fr"}, {"geo", "ka"}, {"ger", "de"}, {"gre", "el"}, {"ice", "is"}, {"mac", "mk"}, {"mao", "mi"},
    {"may", "ms"}, {"per", "fa"}, {"rum", "ro"}, {"slo", "sk"}, {"tib", "bo"}, {"wel", "cy"}};

/// The languages there are, and what people call them.
class LanguageNames {
public:
    [[nodiscard]] static const LanguageNames& instance() {
        static const LanguageNames names;
        return names;
    }

    /// `code` is lower-case; a view of ICU's static table comes back, empty when there is no such language.
    [[nodiscard]] std::string_view code(std::string_view code) const {
        const auto found = std::lower_bound(codes_.begin(), codes_.end(), code);
        return found != codes_.end() && *found == code ? *found : std::string_view{};
    }
    /// `name` is case-folded.
    [[nodiscard]] std::string_view named(std::string_view name) const {
        const auto found =
            std::lower_bound(names_.begin(), names_.end(), name,
                             [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
        return found != names_.end() && found->first == name ? found->second : std::string_view{};
    }

private:
    LanguageNames() {
        for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
            const std::string_view text{*code};
            if (text == "und" || text == "mul" || text == "zxx" || text == "mis") continue;
            codes_.push_back(text);
            add_name(text, icu::Locale::getEnglish());
            if (text.size() == 2) add_name(text, icu::Locale{*code});
        }
        std::sort(codes_.begin(), codes_.end());
        // Where two languages share a name the first in code order has it, on every machine.
        std::sort(names_.begin(), names_.end());
    }

    void add_name(std::string_view code, const icu::Locale& reader) {
        icu::UnicodeString name;
        icu::Locale{code.data()}.getDisplayLanguage(reader, name);
        std::string text;
        name.toUTF8String(text);
        std::string folded;
        append_nfkc_casefold(text, folded);
        names_.emplace_back(std::move(folded), code);
    }

    std::vector<std::string_view> codes_;
    std::vector<std::pair<std::string, std::string_view>> names_;
};

/// "eng" → "en", "iw" → "he": three letters where two will do, and codes that were withdrawn.
[[nodiscard]] std::string_view modern_code(const std::string& code) {
    for (const auto& [bibliographic, modern] : kBibliographicCodes) {
        if (code == bibliographic) return modern;
    }
    std::array<char, ULOC_FULLNAME_CAPACITY> tag{};
    UErrorCode status = U_ZERO_ERROR;
    const auto bytes = uloc_toLanguageTag(code.c_str(), tag.data(), static_cast<int>(tag.size()), 0, &status);
    if (U_FAILURE(status) || bytes <= 0) return {};
    const std::string_view text{tag.data(), static_cast<std::size_t>(bytes)};
    return LanguageNames::instance().code(text.substr(0, text.find('-')));
}

[[nodiscard]] std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

[[nodiscard]] LanguageGuess detect_in(std::string_view text) {
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int letters = 0;
    bool is_reliable = false;
    const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    constexpr bool kIsPlainText = true;
    CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), kIsPlainText, &no_hints, 0,
                                   languages.data(), percents.data(), scores.data(), nullptr, &letters,
                                   &is_reliable);
    if (!is_reliable || letters < kLettersMin) return {};
    const std::string_view language = canonical_language(CLD2::LanguageCode(languages[0]));
    if (language.empty()) return {};
    return {language, static_cast<float>(percents[0]) / 100.0F};
}

}  // namespace

std::string_view canonical_language(std::string_view stated) {
    const std::string_view value = trimmed(stated);
    if (value.empty() || value.size() > kNameBytesMax) return {};
    std::string folded;
    append_nfkc_casefold(value, folded);
    const std::string primary = folded.substr(0, folded.find_first_of("-_"));
    if (primary.size() == 2 || primary.size() == 3) {
        const std::string_view known = LanguageNames::instance().code(primary);
        // Three letters may be the long form of two.
        if (known.size() == 2) return known;
        const std::string_view modern = modern_code(primary);
        if (!modern.empty()) return modern;
    }
    return LanguageNames::instance().named(folded);
}

LanguageGuess detect_language(std::string_view text) {
    const LanguageGuess guess = detect_in(front_characters(text, kSampleBytes));
    if (!guess.language.empty() || text.size() <= kSampleBytes) return guess;
    return detect_in(front_characters(text, kLongSampleBytes));
}

LanguageGuess language_of(std::string_view stated, std::string_view text) {
    const std::string_view language = canonical_language(stated);
    return language.empty() ? detect_language(text) : LanguageGuess{language, 0};
}

}  // namespace wirefold
