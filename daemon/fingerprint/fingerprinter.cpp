#include "daemon/fingerprint/fingerprinter.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "daemon/core/hash.hpp"
#include "daemon/fingerprint/minima.hpp"
#include "daemon/fingerprint/shingle_orders.hpp"
#include "daemon/fingerprint/signals.hpp"
#include "daemon/model/fact_words.hpp"
#include "daemon/model/winnow.hpp"

namespace wirefold {

namespace {

[[nodiscard]] bool is_and(std::string_view word) {
    constexpr std::array<std::string_view, 6> kAnd = {"and", "y", "e", "et", "und", "и"};
    return std::find(kAnd.begin(), kAnd.end(), word) != kAnd.end();
}

/// Whether a number goes on before the words [begin, end) or behind them.
[[nodiscard]] bool is_part_of_number(const NormalizedText& body, std::span<const std::uint8_t> words,
                                     std::size_t begin, std::size_t end) {
    const auto counts = [words](std::size_t i) { return i < words.size() && fact_words::counts(words[i]); };
    if (begin > 0 && counts(begin - 1) && !word_behind(body, begin).empty()) return true;
    if (counts(end) && !word_behind(body, end).empty()) return true;
    return (begin > 1 && counts(begin - 2) && is_and(body.token(begin - 1))) ||
           (counts(end + 1) && is_and(body.token(end)));
}

/// The first word from `from` on that is a number from eleven on; most texts have few, so many at once are
/// passed over.
[[nodiscard]] std::size_t next_number_word(std::span<const std::uint8_t> words, std::size_t from) {
    constexpr std::size_t kAtOnce = 32;
    for (; from + kAtOnce <= words.size(); from += kAtOnce) {
        const std::uint8_t* const some = words.data() + from;
        unsigned found = 0;
        for (std::size_t i = 0; i < kAtOnce; ++i) found |= fact_words::is_large_value(some[i]) ? 1U : 0U;
        if (found != 0) break;
    }
    while (from < words.size() && !fact_words::is_large_value(words[from])) ++from;
    return from;
}

/// "twenty-four": token `i` stands behind a hyphen. Digits do not go on with words.
[[nodiscard]] bool is_hyphenated(const NormalizedText& body, std::size_t i) {
    const std::size_t gap = body.tokens[i - 1].source_end;
    return body.source.substr(gap, body.tokens[i].source_begin - gap) == "-" && !body.tokens[i].has_digit;
}

}  // namespace

FingerprintSeeds::FingerprintSeeds(std::uint64_t seed)
    : content(mix64(seed ^ 0x636f6e74656e7400ULL)),
      title(mix64(seed ^ 0x7469746c65000000ULL)),
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
      fact_words_(token_hash_),
      tokens_(token_hash_, prior_),
      salience_(token_hash_, prior_),
      wording_(fact_words_) {}

void Fingerprinter::fingerprint(const NormalizedText& body, const NormalizedText& title,
                                std::string_view language, Fingerprint& out) {
    out.content = content_of(body, title);
    if (!title.tokens.empty())  // 0 says there is none
        out.title_hash = std::max<std::uint64_t>(hash64(title.exact, seeds_.title), 1);
    out.tokens = static_cast<std::uint32_t>(body.tokens.size());
    tokens_.read(body);
    set_keys(body, out);
    numbers_.read(body, tokens_, language);
    marks_.read(body, tokens_.capitals());
    salience_.build(body, tokens_, marks_, numbers_, title, out.salience);
    wording_.build(body, tokens_, marks_, numbers_, out.wording);
    set_numbers(body, out);
    out.signals = signals_of(body, title, marks_);
    if (salience_.is_headline_apart()) out.signals |= kSignalHeadlineApart;
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

/// Numbers in words, from eleven on: "seventeen", "twenty-four". Below, most are no counts ("one of them"),
/// and parts of a larger one ("two hundred and fifty") say nothing alone.
void Fingerprinter::add_number_words(const NormalizedText& body, std::span<const std::uint8_t> words) {
    for (std::size_t i = next_number_word(words, 0); i < words.size(); i = next_number_word(words, i + 1)) {
        if (body.tokens[i].has_digit) continue;
        unsigned value = fact_words::large_value_of(words[i]);
        std::size_t end = i + 1;
        if (value % 10 == 0 && end < words.size() && is_hyphenated(body, end)) {
            const unsigned digit = fact_words::digit_of(words[end]);
            value += digit;
            if (digit > 0) ++end;
        }
        if (!is_part_of_number(body, words, i, end))
            number_hashes_.push_back(number_hash(std::to_string(value)));
    }
}

/// Of too many numbers those with the smallest hashes stay: two texts then keep the same ones, wherever in
/// the text they stand.
void Fingerprinter::set_numbers(const NormalizedText& body, Fingerprint& out) {
    std::vector<std::uint32_t>& hashes = number_hashes_;
    hashes.clear();
    for (const TextNumbers::Number& number : numbers_.numbers())
        hashes.push_back(number_hash(numbers_.value(number)));
    add_number_words(body, out.wording.view().tokens);
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    const std::size_t count = std::min(hashes.size(), Fingerprint::kNumbersMax);
    out.number_count = static_cast<std::uint8_t>(count);
    out.numbers_truncated = hashes.size() > count;
    std::copy_n(hashes.begin(), count, out.numbers.begin());
}

}  // namespace wirefold
