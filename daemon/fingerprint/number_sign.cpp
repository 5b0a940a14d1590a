#include "daemon/fingerprint/number_sign.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/numbers.hpp"
#include "daemon/fingerprint/word_prefilter.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kNone = 0;

/// From 1 on; NumberSign keeps the place.
constexpr std::array<std::string_view, 22> kCurrencies = {"",  "$",   "€",   "£",   "¥",   "CNY", "₽", "₹",
                                                          "₩", "₺",   "₴",   "₪",   "₫",   "₱",   "₦",   "฿",
                                                          "¢", "GBp", "CHF", "Mex", "BRL", "kr"};

/// Other ways to write one, as folded tokens. "Pounds" may be a weight: no harm, for all spellings of that
/// are told alike.
struct CurrencyWord {
    std::string_view word;
    std::string_view currency;
};
constexpr std::array kCurrencyWords = {
    CurrencyWord{"dollar", "$"},   CurrencyWord{"dollars", "$"},   CurrencyWord{"dlrs", "$"},
    CurrencyWord{"usd", "$"},      CurrencyWord{"dólar", "$"},     CurrencyWord{"dólares", "$"},
    CurrencyWord{"dollari", "$"},  CurrencyWord{"доллар", "$"},    CurrencyWord{"доллара", "$"},
    CurrencyWord{"долларов", "$"}, CurrencyWord{"долл", "$"},      CurrencyWord{"euro", "€"},
    CurrencyWord{"euros", "€"},    CurrencyWord{"eur", "€"},       CurrencyWord{"евро", "€"},
    CurrencyWord{"pound", "£"},    CurrencyWord{"pounds", "£"},    CurrencyWord{"gbp", "£"},
    CurrencyWord{"libras", "£"},   CurrencyWord{"фунтов", "£"},    CurrencyWord{"yen", "¥"},
    CurrencyWord{"jpy", "¥"},      CurrencyWord{"иен", "¥"},       CurrencyWord{"yuan", "CNY"},
    CurrencyWord{"cny", "CNY"},    CurrencyWord{"юаней", "CNY"},   CurrencyWord{"ruble", "₽"},
    CurrencyWord{"rubles", "₽"}, CurrencyWord{"roubles", "₽"}, CurrencyWord{"rub", "₽"},
    CurrencyWord{"рубль", "₽"},  CurrencyWord{"рубля", "₽"},   CurrencyWord{"рублей", "₽"},
    CurrencyWord{"руб", "₽"},    CurrencyWord{"rupees", "₹"},    CurrencyWord{"rs", "₹"},
    CurrencyWord{"inr", "₹"},      CurrencyWord{"won", "₩"},       CurrencyWord{"krw", "₩"},
    CurrencyWord{"chf", "CHF"},    CurrencyWord{"franken", "CHF"}, CurrencyWord{"pence", "GBp"},
    CurrencyWord{"peso", "Mex"},   CurrencyWord{"pesos", "Mex"},   CurrencyWord{"reais", "BRL"},
    CurrencyWord{"kronor", "kr"},  CurrencyWord{"kroner", "kr"},   CurrencyWord{"crowns", "kr"},
};
constexpr std::array<std::string_view, 6> kMinusWords = {"minus", "moins", "menos", "meno", "минус", "мінус"};
constexpr WordPrefilter kMayBeMinus{kMinusWords, [](std::string_view word) { return word; }};
constexpr std::array<std::string_view, 3> kUnspacedMinus = {"マイナス", "零下", "氷点下"};
/// Scripts without spaces: how the text goes on.
constexpr std::array kUnspacedCurrencies = {
    CurrencyWord{"美元", "$"},   CurrencyWord{"ドル", "$"}, CurrencyWord{"欧元", "€"},
    CurrencyWord{"ユーロ", "€"}, CurrencyWord{"英镑", "£"}, CurrencyWord{"ポンド", "£"},
    CurrencyWord{"日元", "¥"},   CurrencyWord{"円", "¥"},   CurrencyWord{"元", "CNY"},
};

[[nodiscard]] std::size_t place_of(std::string_view currency) {
    const auto place = std::find(kCurrencies.begin() + 1, kCurrencies.end(), currency);
    return place == kCurrencies.end() ? kNone : static_cast<std::size_t>(place - kCurrencies.begin());
}

constexpr WordPrefilter kMayBeCurrency{kCurrencyWords, [](const CurrencyWord& row) { return row.word; }};

[[nodiscard]] std::size_t currency_of_word(std::string_view word) {
    if (!kMayBeCurrency.passes(word)) return kNone;
    const auto* const found = std::find_if(kCurrencyWords.begin(), kCurrencyWords.end(),
                                           [&](const CurrencyWord& row) { return row.word == word; });
    return found == kCurrencyWords.end() ? kNone : place_of(found->currency);
}

[[nodiscard]] bool begins_in_ascii(std::string_view text) {
    return !text.empty() && is_ascii(text.front());
}
[[nodiscard]] bool ends_in_ascii(std::string_view text) {
    return !text.empty() && is_ascii(text.back());
}

/// The last character; empty of an empty text.
[[nodiscard]] std::string_view last_character(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0 && !begins_character(text[begin - 1])) --begin;
    return text.substr(begin == 0 ? 0 : begin - 1);
}

/// Of a character, in its full-width form too.
[[nodiscard]] std::size_t currency_of_symbol(std::string_view character) {
    if (character.size() < 2) return character == "$" ? place_of(character) : kNone;
    if (character == "＄") return place_of("$");
    if (character == "￥") return place_of("¥");
    return place_of(character == "￡" ? "£" : character);
}

[[nodiscard]] bool is_minus(std::string_view character) {
    return character == "-" || character == "−" || character == "–" || character == "－";
}

[[nodiscard]] bool is_blank(std::string_view character) {
    return character == " " || character == "\u00a0" || character == "\u202f" || character == "\u2009";
}

/// Whether a dash behind `before` says less than nothing of the number in token `begin`.
[[nodiscard]] bool may_precede_minus(const NormalizedText& text, std::size_t begin, std::string_view before) {
    std::string_view last = last_character(before);
    if (is_blank(last)) {
        while (is_blank(last)) {
            before.remove_suffix(last.size());
            last = last_character(before);
        }
        return !last.empty() && last != "\n";
    }
    constexpr std::string_view kOpening = "([{\"':/=~<>";
    if (last.size() == 1) return kOpening.find(last) != std::string_view::npos;
    constexpr std::string_view kFirstUnspaced = "\u2e80";
    const bool is_unspaced = last >= kFirstUnspaced;
    const bool ends_date = begin >= 2 && text.tokens[begin - 2].has_digit;  // "3月-"
    return (is_unspaced && !ends_date) || last == "“" || last == "„" || last == "«";
}

/// "minus 5".
[[nodiscard]] bool says_minus(const NormalizedText& text, std::size_t begin, std::string_view before) {
    const auto ends = [before](std::string_view word) { return before.ends_with(word); };
    if (!ends_in_ascii(before) && std::any_of(kUnspacedMinus.begin(), kUnspacedMinus.end(), ends))
        return true;
    return begin > 0 && kMayBeMinus.passes(text.token(begin - 1)) && !word_behind(text, begin).empty() &&
           std::find(kMinusWords.begin(), kMinusWords.end(), text.token(begin - 1)) != kMinusWords.end();
}

/// "12€", "12 €"; not "12 €5".
[[nodiscard]] std::size_t symbol_behind(std::string_view behind) {
    if (is_blank(front_character(behind))) behind.remove_prefix(front_character(behind).size());
    const std::string_view symbol = front_character(behind);
    const bool is_of_next =
        behind.size() > symbol.size() && behind[symbol.size()] >= '0' && behind[symbol.size()] <= '9';
    return is_of_next ? kNone : currency_of_symbol(symbol);
}

[[nodiscard]] std::size_t currency_behind(const NormalizedText& text, std::size_t end) {
    for (const bool behind_multiplier : {false, true}) {
        if (behind_multiplier && !multiplies(word_behind(text, end++))) return kNone;
        const std::string_view behind = text.source.substr(text.tokens[end - 1].source_end);
        if (const std::size_t symbol = symbol_behind(behind); symbol != kNone) return symbol;
        if (!begins_in_ascii(behind)) {
            for (const auto& [word, currency] : kUnspacedCurrencies) {
                if (behind.starts_with(word)) return place_of(currency);
            }
        }
        if (const std::size_t word = currency_of_word(word_behind(text, end)); word != kNone) return word;
    }
    return kNone;
}

}  // namespace

NumberSign sign_of(const NormalizedText& text, std::size_t begin, std::size_t end) {
    if (text.source.empty()) return {};
    std::string_view before = text.source.substr(0, text.tokens[begin].source_begin);
    std::size_t currency = kNone;
    bool is_negative = false;
    for (std::string_view last = last_character(before); !last.empty(); last = last_character(before)) {
        if (const std::size_t symbol = currency_of_symbol(last); currency == kNone && symbol != kNone) {
            currency = symbol;
        } else if (!is_negative && is_minus(last)) {
            is_negative = true;
        } else {
            break;
        }
        before.remove_suffix(last.size());
    }
    is_negative = is_negative ? may_precede_minus(text, begin, before) : says_minus(text, begin, before);
    if (currency == kNone) currency = currency_behind(text, end);
    // Looking at the gap costs more than the prefilter, which nearly no word passes.
    if (currency == kNone && begin > 0 && kMayBeCurrency.passes(text.token(begin - 1)) &&
        !word_behind(text, begin).empty())
        currency = currency_of_word(text.token(begin - 1));
    return {is_negative, currency};
}

std::string NumberSign::text() const {
    return std::string{(bits_ & 1U) != 0 ? "-" : ""}.append(kCurrencies[bits_ >> 1U]);
}

}  // namespace wirefold
