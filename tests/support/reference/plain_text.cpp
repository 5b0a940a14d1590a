#include "tests/support/reference/plain_text.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <utility>

#include "daemon/core/hash.hpp"
#include "daemon/fingerprint/numbers.hpp"

namespace wirefold::test {

namespace {

[[nodiscard]] std::vector<std::string> characters_of(std::string_view utf8) {
    std::vector<std::string> characters;
    for (const char byte : utf8) {
        const bool goes_on = (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
        if (goes_on && !characters.empty())
            characters.back() += byte;
        else
            characters.emplace_back(1, byte);
    }
    return characters;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::istringstream stream{std::string{text}};
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::size_t character_count(const std::string& utf8) {
    return characters_of(utf8).size();
}

bool is_unspaced_character(const std::string& token) {
    static const std::pair<std::string, std::string> kScripts[] = {
        {"\u0e00", "\u0eff"},          // Thai, Lao
        {"\u1000", "\u109f"},          // Myanmar
        {"\u1780", "\u17ff"},          // Khmer
        {"\u2e80", "\u9fff"},          // radicals, kana, Han
        {"\uf900", "\ufaff"},          // Han, compatibility
        {"\U00010000", "\U0003ffff"},  // Han, further planes
    };
    if (token.empty()) return false;
    const std::string first = characters_of(token).front();  // UTF-8 sorts as code points do
    return std::any_of(std::begin(kScripts), std::end(kScripts),
                       [&](const auto& script) { return first >= script.first && first <= script.second; });
}

bool is_stop_character(const std::string& character) {
    static const std::vector<std::string> kChinese = characters_of(
        "的了在是和有不这为上个我以要他们到于出就对会可也能下过说而后多所得着之与及或但并将被其从由已让把给很"
        "都还又再最更该此因向");
    static const std::set<std::string> kStops{kChinese.begin(), kChinese.end()};
    const std::string first = characters_of(character).front();
    const bool is_hiragana = first >= "\u3041" && first <= "\u309f";  // UTF-8 sorts as code points do
    return is_hiragana || kStops.contains(character);
}

std::uint64_t plain_hash(const std::string& token, const TokenHash& keyed) {
    if (token.size() > TokenHash::kShortBytes) return hash64(token, keyed.low_key());
    std::uint64_t halves[2] = {0, 0};
    for (std::size_t i = 0; i < token.size(); ++i)
        halves[i / 8] |= std::uint64_t{static_cast<unsigned char>(token[i])} << (i % 8 * 8);
    return TokenHash::folded_product(halves[0] ^ keyed.low_key(), halves[1] ^ keyed.high_key());
}

std::string number_at(const NormalizedText& text, std::size_t i, std::size_t end) {
    std::string written{text.token(i)};
    for (std::size_t next = i + 1; next < end && text.tokens[next].joint != 0; ++next) {
        written += text.tokens[next].joint;
        written += text.token(next);
    }
    return canonical_number(written);
}

}  // namespace wirefold::test
