#include "daemon/fingerprint/fingerprint_reference.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "daemon/fingerprint/fingerprinter.hpp"
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

[[nodiscard]] std::vector<std::uint32_t> shingle_keys(const NormalizedText& body, const TokenHash& keyed) {
    const std::size_t length = FingerprintRules::shingle_tokens(body);
    std::vector<std::uint32_t> keys;
    for (std::size_t begin = 0; begin + length <= body.tokens.size(); ++begin) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < length; ++i) {
            const int rotation = static_cast<int>((length - 1 - i) * RollingHash::kRotation % 64);
            sum ^= std::rotl(token_hash(body.token(begin + i), keyed), rotation);
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

[[nodiscard]] std::set<std::uint32_t> numbers(const NormalizedText& body, std::uint64_t seed) {
    // A blank wherever two tokens are not parts of one number, and instead of letters.
    std::string text;
    for (std::size_t i = 0; i < body.tokens.size(); ++i) {
        text += body.tokens[i].joint == 0 ? ' ' : body.tokens[i].joint;
        for (const char c : body.token(i)) text += c >= '0' && c <= '9' ? c : ' ';
    }
    std::set<std::uint32_t> hashes;
    constexpr std::string_view kNumber = "0123456789.,";
    for (std::size_t at = text.find_first_of(kNumber); at != std::string::npos;
         at = text.find_first_of(kNumber, at)) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string number = canonical_number(std::string_view{text}.substr(at, end - at));
        hashes.insert(static_cast<std::uint32_t>(hash64(number, seed) >> 32U));
        at = end;
    }
    return hashes;
}

}  // namespace

Fingerprint fingerprint_reference(const NormalizedText& body, const NormalizedText& title,
                                  std::string_view url_key, const FingerprintOptions& options) {
    const FingerprintSeeds seeds{options.seed};
    Fingerprint out;
    const bool is_short = body.tokens.size() < FingerprintRules::kTitleTokens;
    out.content = hash128(is_short ? body.exact + '\n' + title.exact : body.exact, seeds.content);
    if (!title.tokens.empty()) out.title_hash = hash64(title.exact, seeds.title);
    if (!url_key.empty()) out.url_hash = hash64(url_key, seeds.url);
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
