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
    std::set<std::uint32_t> hashes;
    for (std::size_t i = 0; i < body.tokens.size(); ++i) {
        if (!body.tokens[i].has_digit || body.tokens[i].joint != 0) continue;
        std::string written{body.token(i)};
        for (std::size_t next = i + 1; next < body.tokens.size() && body.tokens[next].joint != 0; ++next)
            written.append(1, body.tokens[next].joint).append(body.token(next));
        hashes.insert(static_cast<std::uint32_t>(hash64(canonical_number(written), seed) >> 32U));
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
