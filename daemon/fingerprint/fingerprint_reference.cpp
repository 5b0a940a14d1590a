#include "daemon/fingerprint/fingerprint_reference.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "daemon/fingerprint/fingerprinter.hpp"
#include "daemon/model/fact_words.hpp"
#include "daemon/model/winnow.hpp"

namespace wirefold {

namespace {

using Selection = std::map<std::uint32_t, std::uint32_t>;  // position → key

[[nodiscard]] std::uint64_t token_hash(std::string_view token, const TokenHash& keyed) {
    if (token.size() > TokenHash::kShortBytes) return hash64(token, keyed.low_key());
    std::uint64_t halves[2] = {0, 0};
    for (std::size_t i = 0; i < token.size(); ++i) {
        halves[i / 8] |= std::uint64_t{static_cast<unsigned char>(token[i])} << (i % 8 * 8);
    }
    return TokenHash::folded_product(halves[0] ^ keyed.low_key(), halves[1] ^ keyed.high_key());
}

/// A number's first token is another one where its sign is.
[[nodiscard]] std::uint64_t signed_hash(const NormalizedText& body, std::size_t i, std::uint64_t hash) {
    if (!body.tokens[i].has_digit || body.tokens[i].joint != 0) return hash;
    return TokenHash::with_sign(hash, sign_of(body, i, body.number_end(i)).bits());
}

[[nodiscard]] std::vector<std::uint32_t> shingle_keys(const NormalizedText& body, const TokenHash& keyed) {
    const std::size_t length = FingerprintRules::shingle_tokens(body);
    std::vector<std::uint32_t> keys;
    for (std::size_t begin = 0; begin + length <= body.tokens.size(); ++begin) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const int rotation = static_cast<int>((length - 1 - i) * RollingHash::kRotation % 64);
            const std::uint64_t hash = token_hash(body.token(begin + i), keyed);
            sum ^= std::rotl(signed_hash(body, begin + i, hash), rotation);
        }
        keys.push_back(RollingHash::key_of(sum));
    }
    return keys;
}

[[nodiscard]] Selection minima(const std::vector<std::uint32_t>& keys, std::uint32_t window) {
    Selection selected;
    for (std::uint32_t begin = 0; begin + window <= keys.size(); ++begin) {
        std::uint32_t best = begin;
        for (std::uint32_t i = begin; i < begin + window; ++i) {
            if (winnow_order(keys[i], i) < winnow_order(keys[best], best)) best = i;
        }
        selected[best] = keys[best];
    }
    return selected;
}

/// The row of a word; past the last one where it is in none.
template <class Rows>
[[nodiscard]] std::size_t row_of(const Rows& rows, std::string_view word) {
    const std::string wanted = ' ' + std::string{word} + ' ';
    std::size_t row = 0;
    while (row < rows.size() && (' ' + std::string{rows[row]} + ' ').find(wanted) == std::string::npos) ++row;
    return row;
}

/// Words that are numbers or multiply them, up to the last word that is looked at.
[[nodiscard]] bool counts(const NormalizedText& body, std::size_t i) {
    if (i >= std::min(body.tokens.size(), Wording::kTokensMax)) return false;
    constexpr std::size_t kMultipliers = 4;
    return body.tokens[i].has_digit ||
           row_of(fact_words::kNumbers, body.token(i)) < fact_words::kNumbers.size() ||
           row_of(fact_words::kUnits, body.token(i)) < kMultipliers;
}

/// "17" of "seventeen", "24" of "twenty-four", empty where no number from eleven on begins or ends.
[[nodiscard]] std::string number_in_words(const NormalizedText& body, std::size_t i) {
    static const std::set<std::string_view> ands = {"and", "y", "e", "et", "und", "и"};
    const std::size_t row = row_of(fact_words::kNumbers, body.token(i));
    if (row < 11 || row > 27) return {};
    std::size_t value = row <= 20 ? row : (row - 18) * 10;
    std::size_t next = i + 1;
    const std::size_t count = std::min(body.tokens.size(), Wording::kTokensMax);
    if (value % 10 == 0 && next < count && !body.tokens[next].has_digit) {
        const std::size_t gap = body.tokens[i].source_end;
        const std::size_t unit = row_of(fact_words::kNumbers, body.token(next));
        const bool has_hyphen = body.source.substr(gap, body.tokens[next].source_begin - gap) == "-";
        if (has_hyphen && unit > 0 && unit < 10) {
            value += unit;
            ++next;
        }
    }
    if (i > 0 && counts(body, i - 1) && !word_behind(body, i).empty()) return {};
    if (counts(body, next) && !word_behind(body, next).empty()) return {};
    if (i > 1 && counts(body, i - 2) && ands.contains(body.token(i - 1))) return {};
    if (counts(body, next + 1) && ands.contains(body.token(next))) return {};
    return std::to_string(value);
}

[[nodiscard]] std::set<std::uint32_t> numbers(const NormalizedText& body, std::uint64_t seed) {
    std::set<std::uint32_t> hashes;
    for (std::size_t i = 0; i < body.tokens.size(); ++i) {
        if (!body.tokens[i].has_digit || body.tokens[i].joint != 0) continue;
        std::string written{body.token(i)};
        std::size_t end = i + 1;
        for (; end < body.tokens.size() && body.tokens[end].joint != 0; ++end)
            written.append(1, body.tokens[end].joint).append(body.token(end));
        const std::string value = multiplied_number(canonical_number(written), word_behind(body, end));
        hashes.insert(static_cast<std::uint32_t>(hash64(value, seed) >> 32U));
    }
    for (std::size_t i = 0; i < std::min(body.tokens.size(), Wording::kTokensMax); ++i) {
        const std::string value = body.tokens[i].has_digit ? std::string{} : number_in_words(body, i);
        if (!value.empty()) hashes.insert(static_cast<std::uint32_t>(hash64(value, seed) >> 32U));
    }
    return hashes;
}

}  // namespace

Fingerprint fingerprint_reference(const NormalizedText& body, const NormalizedText& title,
                                  const FingerprintOptions& options) {
    const FingerprintSeeds seeds{options.seed};
    Fingerprint out;
    const bool is_short = body.tokens.size() < FingerprintRules::kTitleTokens;
    out.content = hash128(is_short ? body.exact + '\n' + title.exact : body.exact, seeds.content);
    if (!title.tokens.empty()) out.title_hash = hash64(title.exact, seeds.title);
    out.tokens = static_cast<std::uint32_t>(body.tokens.size());

    if (!body.tokens.empty()) {
        const std::vector<std::uint32_t> keys = shingle_keys(body, TokenHash{seeds.token});
        out.shingles = static_cast<std::uint32_t>(keys.size());
        out.window = FingerprintRules::window_for(body.tokens.size());
        Selection selected = minima(keys, out.window);
        while (selected.size() > Fingerprint::kKeysMax) selected = minima(keys, ++out.window);
        for (const auto& [position, key] : selected) {
            out.keys.push_back(key);
            out.positions.push_back(position);
        }
    }
    for (const std::uint32_t hash : numbers(body, seeds.number)) {
        if (out.number_count == Fingerprint::kNumbersMax) {
            out.numbers_truncated = true;
            break;
        }
        out.numbers[out.number_count++] = hash;
    }
    return out;
}

}  // namespace wirefold
