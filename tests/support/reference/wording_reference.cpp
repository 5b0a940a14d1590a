#include "tests/support/reference/wording_reference.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/core/hash.hpp"
#include "daemon/fingerprint/scripts.hpp"
#include "daemon/model/initials.hpp"
#include "tests/support/reference/plain_text.hpp"

namespace wirefold::test {

namespace {

/// The hash's place among all hashes is the byte's among those of its kind.
[[nodiscard]] std::uint8_t byte_among(std::uint8_t first, unsigned last, std::uint64_t hash) {
    const double place = static_cast<double>(hash >> 40U) / static_cast<double>(1U << 24U);
    return static_cast<std::uint8_t>(first + static_cast<unsigned>(place * (last - first)));
}

/// Which bytes words have that begin with a character.
[[nodiscard]] std::pair<unsigned, unsigned> bytes_of_initial(const std::string& character) {
    std::map<std::string, std::size_t> groups;
    std::vector<std::pair<unsigned, unsigned>> bytes;
    unsigned begin = WordingView::kTelling;
    for (const initials::Group& group : initials::kGroups) {
        for (const char letter : group.letters) groups[std::string{letter}] = bytes.size();
        bytes.emplace_back(begin, begin + group.bytes);
        begin += group.bytes;
    }
    if (const auto group = groups.find(character); group != groups.end()) return bytes[group->second];
    if (character.size() == 1) return bytes[0];  // no letter at all
    std::uint64_t number = 0;
    for (const char byte : character) number = number * 256 + static_cast<unsigned char>(byte);
    return bytes[mix64(number) % bytes.size()];
}

/// The byte of a word that is on no list, and no number.
[[nodiscard]] std::uint8_t plain_byte(const std::string& word, std::uint64_t hash,
                                      const TokenHash& token_hash, const Prior& prior) {
    std::size_t bytes = 1;
    while (bytes < word.size() && (static_cast<unsigned char>(word[bytes]) & 0xc0U) == 0x80U) ++bytes;
    const std::string stem{Prior::stem_of(word)};
    const bool is_common = prior.is_common(static_cast<std::uint32_t>(plain_hash(stem, token_hash) >> 32U));
    const bool tells = is_single_character(word) ? !says_nothing(word) : bytes < word.size() && !is_common;
    if (!tells) return byte_among(WordingView::kWords, WordingView::kTelling, hash);
    const auto [first, last] = bytes_of_initial(word.substr(0, bytes));
    return byte_among(static_cast<std::uint8_t>(first), last, hash);
}

/// Hashes of words rotated by their distance from the last one, folded to sixteen bits.
[[nodiscard]] std::uint16_t sentence_hash(const std::vector<std::uint64_t>& words) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t distance = words.size() - 1 - i;
        sum ^= std::rotl(words[i], static_cast<int>(distance * RollingHash::kRotation % 64));
    }
    return static_cast<std::uint16_t>(RollingHash::key_of(sum) >> 16U);
}

/// A name is written down unless a reader would take it from those written down before, in whatever letters.
void add_spellings(const NormalizedText& body, Wording& out) {
    std::map<std::uint8_t, std::string> known;  // folded, by byte
    for (std::size_t i = 0; i < out.tokens.size(); ++i) {
        if (!out.view().is_name(i)) continue;
        std::string name{body.source.substr(body.tokens[i].source_begin,
                                            body.tokens[i].source_end - body.tokens[i].source_begin)};
        while (name.size() > Wording::kSpellingBytes) {
            while ((static_cast<unsigned char>(name.back()) & 0xc0U) == 0x80U) name.pop_back();
            name.pop_back();
        }
        if (known[out.tokens[i]] == body.token(i)) continue;
        known[out.tokens[i]] = body.token(i);
        const bool has_room = out.spellings.size() + 1 < Wording::kSpellingsMax &&
                              out.spelling_text.size() + name.size() <= Wording::kSpellingTextMax;
        if (!has_room) name.clear();
        out.spellings.push_back(
            {.token = static_cast<std::uint16_t>(i), .bytes = static_cast<std::uint8_t>(name.size())});
        out.spelling_text.insert(out.spelling_text.end(), name.begin(), name.end());
        if (!has_room) return;
    }
}

}  // namespace

Wording wording_reference(const NormalizedText& body, const TextMarks& marks, const FactWordTable& fact_words,
                          const TokenHash& token_hash, const Prior& prior) {
    Wording out;
    std::vector<std::uint64_t> hashes;
    for (std::size_t i = 0; i < body.tokens.size(); ++i) hashes.push_back(plain_hash_at(body, i, token_hash));

    const std::set<std::size_t> begins{marks.sentences.begin(), marks.sentences.end()};
    for (std::size_t i = 0; i < std::min(hashes.size(), Wording::kTokensMax); ++i) {
        const std::string token{body.token(i)};
        const std::uint64_t hash = plain_hash(token, token_hash);
        const std::uint8_t unknown = body.tokens[i].has_digit
                                         ? byte_among(WordingView::kLargeNumbers, WordingView::kUnits, hash)
                                         : plain_byte(token, hash, token_hash, prior);
        out.tokens.push_back(fact_words.byte_of(hash, unknown));
        if (i % 8 == 0) out.names.push_back(0);
        const bool is_name = body.tokens[i].is_capital && !begins.contains(i);
        if (is_name) out.names[i / 8] = static_cast<std::uint8_t>(out.names[i / 8] + (1U << i % 8));
    }

    for (auto sentence = begins.begin(); sentence != begins.end(); ++sentence) {
        if (out.sentences.size() == Wording::kSentencesMax) break;
        const auto next = std::next(sentence);
        const std::size_t end = next == begins.end() ? hashes.size() : *next;
        const std::vector<std::uint64_t> words{hashes.begin() + static_cast<std::ptrdiff_t>(*sentence),
                                               hashes.begin() + static_cast<std::ptrdiff_t>(end)};
        out.sentences.push_back(sentence_hash(words));
        out.lengths.push_back(static_cast<std::uint8_t>(std::min<std::size_t>(words.size(), 255)));
    }

    std::string figure_text;
    for (std::size_t i = 0; i < body.tokens.size() && i < UINT16_MAX; ++i) {
        if (!body.tokens[i].has_digit || body.tokens[i].joint != 0) continue;
        const std::string sign = sign_at(body, i).text();
        const std::string unit = unit_at(body, i);
        const std::size_t digits = Wording::kFigureBytes - sign.size() - unit.size();
        const std::string figure = sign + number_at(body, i, body.tokens.size()).substr(0, digits) + unit;
        const bool has_room = out.figures.size() < Wording::kFiguresMax &&
                              figure_text.size() + figure.size() <= Wording::kFigureTextMax;
        if (!has_room) break;
        figure_text += figure;
        out.figures.push_back(
            {.token = static_cast<std::uint16_t>(i), .bytes = static_cast<std::uint8_t>(figure.size())});
    }
    out.figure_text.assign(figure_text.begin(), figure_text.end());
    add_spellings(body, out);
    return out;
}

}  // namespace wirefold::test
