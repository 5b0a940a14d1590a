#include "daemon/fingerprint/fingerprinter.hpp"

#include <algorithm>
#include <functional>

#include "daemon/model/winnow.hpp"

namespace wirefold {

namespace {

/// First of the smallest; `orders` has no two equal.
[[nodiscard]] std::size_t smallest(const std::vector<std::uint64_t>& orders, std::size_t begin,
                                   std::size_t end) {
    std::size_t best = begin;
    std::uint64_t least = orders[begin];
    for (std::size_t i = begin + 1; i < end; ++i) {
        best = orders[i] < least ? i : best;
        least = std::min(orders[i], least);
    }
    return best;
}

}  // namespace

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

std::uint32_t FingerprintRules::shingle_tokens(const NormalizedText& text) {
    const std::uint32_t tokens = text.is_unspaced() ? Shingle::kCharacters : Shingle::kWords;
    return static_cast<std::uint32_t>(std::min<std::size_t>(tokens, text.tokens.size()));
}

Fingerprinter::Fingerprinter(const FingerprintOptions& options)
    : seeds_(options.seed), token_hash_(seeds_.token), numbers_(seeds_.number) {}

Fingerprint Fingerprinter::fingerprint(const NormalizedText& body, const NormalizedText& title,
                                       std::string_view url_key) {
    const auto present = [](std::uint64_t hash) { return hash == 0 ? 1 : hash; };  // 0 says there is none
    Fingerprint out;
    out.content = content_of(body, title);
    if (!title.tokens.empty()) out.title_hash = present(hash64(title.exact, seeds_.title));
    if (!url_key.empty()) out.url_hash = present(hash64(url_key, seeds_.url));
    out.tokens = static_cast<std::uint32_t>(body.tokens.size());
    read_tokens(body);
    set_keys(body, out);
    set_numbers(out);
    return out;
}

Hash128 Fingerprinter::content_of(const NormalizedText& body, const NormalizedText& title) {
    if (body.tokens.size() >= FingerprintRules::kTitleTokens) return hash128(body.exact, seeds_.content);
    short_content_.assign(body.exact)
        .append(1, '\n')
        .append(title.exact);  // no exact form holds a line break
    return hash128(short_content_, seeds_.content);
}

void Fingerprinter::read_tokens(const NormalizedText& body) {
    tokens_.resize(body.tokens.size());
    numbers_.begin();
    const TokenHash hash_of = token_hash_;  // a copy stays in registers, whatever is written meanwhile
    const char* const folded = body.folded.data();
    std::uint32_t begin = 0;
    std::uint64_t* hash = tokens_.data();
    for (const Token& token : body.tokens) {
        const std::string_view text{folded + begin, token.end - begin};
        *hash++ = hash_of(text);
        if (token.has_digit) numbers_.add(text, token.joint);
        begin = token.end;
    }
}

void Fingerprinter::make_shingles(std::uint32_t shingle_tokens) {
    orders_.resize(tokens_.size() - shingle_tokens + 1);
    RollingHash hash{shingle_tokens};
    for (std::size_t i = 0; i < shingle_tokens; ++i) hash.enter(tokens_[i]);
    orders_[0] = winnow_order(hash.key(), 0);
    for (std::size_t i = 1; i < orders_.size(); ++i) {
        hash.roll(tokens_[i - 1], tokens_[i - 1 + shingle_tokens]);
        orders_[i] = winnow_order(hash.key(), static_cast<std::uint32_t>(i));
    }
}

/// Moves a window over the shingles. The smallest one changes when a smaller one enters or when it leaves.
/// Only then is there something to note, and only after leaving something to search: once in `window` steps.
void Fingerprinter::select(std::uint32_t window) {
    keys_.clear();
    positions_.clear();
    const auto note = [this](std::size_t position) {
        keys_.push_back(static_cast<std::uint32_t>(orders_[position] >> 32U));
        positions_.push_back(static_cast<std::uint32_t>(position));
    };
    std::size_t best = smallest(orders_, 0, window);
    note(best);
    for (std::size_t i = window; i < orders_.size(); ++i) {
        const std::uint64_t least = orders_[best];
        const std::size_t leaves_at = std::min(best + window, orders_.size());
        while (i < leaves_at && orders_[i] > least) ++i;
        if (i == orders_.size()) break;
        best = i < leaves_at ? i : smallest(orders_, i + 1 - window, i + 1);
        note(best);
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
    if (tokens_.empty()) return;
    make_shingles(FingerprintRules::shingle_tokens(body));
    out.shingles = static_cast<std::uint32_t>(orders_.size());
    out.window = std::min(FingerprintRules::window_for(tokens_.size()), out.shingles);
    select(out.window);
    if (keys_.size() > Fingerprint::kKeysMax) widen(out);
    out.key_count = static_cast<std::uint8_t>(keys_.size());
    std::copy(keys_.begin(), keys_.end(), out.keys.begin());
    std::copy(positions_.begin(), positions_.end(), out.positions.begin());
}

/// Of too many numbers those with the smallest hashes stay: two texts then keep the same ones, wherever in
/// the text they stand.
void Fingerprinter::set_numbers(Fingerprint& out) {
    const std::vector<std::uint32_t>& hashes = numbers_.finish();
    const std::size_t count = std::min(hashes.size(), Fingerprint::kNumbersMax);
    out.number_count = static_cast<std::uint8_t>(count);
    out.numbers_truncated = hashes.size() > count;
    std::copy_n(hashes.begin(), count, out.numbers.begin());
}

}  // namespace wirefold
