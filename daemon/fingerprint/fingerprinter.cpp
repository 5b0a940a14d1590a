#include "daemon/fingerprint/fingerprinter.hpp"

#include <algorithm>
#include <functional>

#include "daemon/core/hash.hpp"
#include "daemon/fingerprint/minima.hpp"
#include "daemon/fingerprint/shingle_orders.hpp"
#include "daemon/fingerprint/signals.hpp"
#include "daemon/model/winnow.hpp"

namespace wirefold {

FingerprintSeeds::FingerprintSeeds(std::uint64_t seed)
    : content(mix64(seed ^ 0x636f6e74656e7400ULL)),
      title(mix64(seed ^ 0x7469746c65000000ULL)),
      url(mix64(seed ^ 0x75726c0000000000ULL)),
      number(mix64(seed ^ 0x6e756d6265720000ULL)),
      token(mix64(seed ^ 0x746f6b656e000000ULL)) {}

std::uint32_t FingerprintRules::window_for(std::size_t tokens) {
    const std::size_t window = std::min<std::size_t>(tokens / kTokensPerWindow, kWindow);
    return static_cast<std::uint32_t>(std::max<std::size_t>(window, 1));
}

static_assert(Shingle::kWords == Fingerprint::kShingleWords &&
              Shingle::kCharacters <= Fingerprint::kShingleTokensMax);

std::uint32_t FingerprintRules::shingle_tokens(const NormalizedText& text) {
    const std::uint32_t tokens = text.is_unspaced() ? Shingle::kCharacters : Shingle::kWords;
    return static_cast<std::uint32_t>(std::min<std::size_t>(tokens, text.tokens.size()));
}

Fingerprinter::Fingerprinter(const FingerprintOptions& options)
    : seeds_(options.seed),
      token_hash_(seeds_.token),
      prior_(token_hash_),
      quantities_(token_hash_),
      tokens_(token_hash_),
      salience_(token_hash_, prior_),
      wording_(quantities_, prior_) {}

void Fingerprinter::fingerprint(const NormalizedText& body, const NormalizedText& title,
                                std::string_view url_key, Fingerprint& out) {
    const auto present = [](std::uint64_t hash) { return hash == 0 ? 1 : hash; };  // 0 says there is none
    out.content = content_of(body, title);
    if (!title.tokens.empty()) out.title_hash = present(hash64(title.exact, seeds_.title));
    if (!url_key.empty()) out.url_hash = present(hash64(url_key, seeds_.url));
    out.tokens = static_cast<std::uint32_t>(body.tokens.size());
    tokens_.read(body);
    set_keys(body, out);
    set_numbers(body, out);
    marks_.read(body, tokens_.capitals());
    salience_.build(body, tokens_, marks_, numbers_, title, out.salience);
    wording_.build(body, tokens_, marks_, numbers_, out.wording);
    out.signals = signals_of(body, title, marks_);
}

Hash128 Fingerprinter::content_of(const NormalizedText& body, const NormalizedText& title) {
    if (body.tokens.size() >= FingerprintRules::kTitleTokens) return hash128(body.exact, seeds_.content);
    short_content_.assign(body.exact)
        .append(1, '\n')
        .append(title.exact);  // no exact form holds a line break
    return hash128(short_content_, seeds_.content);
}

void Fingerprinter::make_shingles(std::uint32_t shingle_tokens) {
    orders_.resize(tokens_.size() - shingle_tokens + 1);
    shingle_orders(tokens_.sums().data(), shingle_tokens, 0, orders_.size(), orders_.data());
}

/// Moves a window over the shingles. The smallest one changes when a smaller one enters or when it leaves.
/// Only then is there something to note, and only after leaving something to search: once in `window` steps.
void Fingerprinter::select(std::uint32_t window) {
    keys_.clear();
    positions_.clear();
    const std::uint64_t* const orders = orders_.data();
    const std::uint64_t* const end = orders + orders_.size();
    const auto note = [this](std::uint64_t order) {
        keys_.push_back(static_cast<std::uint32_t>(order >> 32U));
        positions_.push_back(winnow_position(order));
        return order;
    };
    std::uint64_t least = note(smallest_order(orders, orders + window));
    for (const std::uint64_t* at = orders + window; at < end; ++at) {
        const std::uint64_t* const leaves_at = std::min(orders + winnow_position(least) + window, end);
        at = first_below(at, leaves_at, least);
        if (at == end) break;
        least = note(at < leaves_at ? *at : smallest_order(at + 1 - window, at + 1));
    }
}

/// Makes the window just wide enough for the keys to fit. A window selects the keys that reach as far as it
/// is wide, so it is the first one beyond the reach of the first key too many.
void Fingerprinter::widen(Fingerprint& out) {
    reaches_.resize(keys_.size());
    winnow_reaches(keys_, positions_, out.shingles, reaches_);
    sorted_reaches_ = reaches_;
    const auto too_many = sorted_reaches_.begin() + Fingerprint::kKeysMax;
    std::nth_element(sorted_reaches_.begin(), too_many, sorted_reaches_.end(), std::greater<>{});
    out.window = *too_many + 1;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        if (reaches_[i] < out.window) continue;
        keys_[kept] = keys_[i];
        positions_[kept] = positions_[i];
        ++kept;
    }
    keys_.resize(kept);
    positions_.resize(kept);
}

void Fingerprinter::set_keys(const NormalizedText& body, Fingerprint& out) {
    if (tokens_.size() == 0) return;
    make_shingles(FingerprintRules::shingle_tokens(body));
    out.shingles = static_cast<std::uint32_t>(orders_.size());
    out.window = std::min(FingerprintRules::window_for(tokens_.size()), out.shingles);
    select(out.window);
    if (keys_.size() > Fingerprint::kKeysMax) widen(out);
    out.keys.assign(keys_.begin(), keys_.end());
    out.positions.assign(positions_.begin(), positions_.end());
}

/// Of too many numbers those with the smallest hashes stay: two texts then keep the same ones, wherever in
/// the text they stand.
void Fingerprinter::set_numbers(const NormalizedText& body, Fingerprint& out) {
    numbers_.read(body, tokens_.digit_tokens());
    std::vector<std::uint32_t>& hashes = number_hashes_;
    hashes.clear();
    for (const TextNumbers::Number& number : numbers_.numbers())
        hashes.push_back(static_cast<std::uint32_t>(hash64(numbers_.spelling(number), seeds_.number) >> 32U));
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    const std::size_t count = std::min(hashes.size(), Fingerprint::kNumbersMax);
    out.number_count = static_cast<std::uint8_t>(count);
    out.numbers_truncated = hashes.size() > count;
    std::copy_n(hashes.begin(), count, out.numbers.begin());
}

}  // namespace wirefold
