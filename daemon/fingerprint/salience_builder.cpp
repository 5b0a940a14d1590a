#include "daemon/fingerprint/salience_builder.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "daemon/core/hash.hpp"
#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/scripts.hpp"

namespace wirefold {

namespace {

constexpr std::uint8_t kPairRarity = 11;  // no table knows pairs

/// Two characters of a script without spaces make one term.
[[nodiscard]] std::uint32_t pair_key(std::uint64_t first, std::uint64_t second) {
    return Prior::key_of(mix64(std::rotl(first, 23) + second));
}

/// Of words no table knows, by their letters.
constexpr std::array<std::uint8_t, 6> kRarityByLength = {4, 4, 4, 5, 8, 11};

/// A number is as rare as it is long: years and small counts are in every article.
[[nodiscard]] std::uint8_t rarity_of_number(std::string_view number) {
    const bool is_year = number.size() == 4 && (number.starts_with("19") || number.starts_with("20"));
    return is_year || number.size() <= 2 ? 6 : number.size() == 3 ? 10 : 13;
}

/// Scores by count, rarity, and the flags kName and kLead.
constexpr std::size_t kCounts = SalienceRules::kCountWeights.size();
using Scores = std::array<std::array<std::array<std::uint16_t, 4>, Prior::kUnknown + 1>, kCounts>;
constexpr Scores kScores = [] {
    Scores scores{};
    for (std::size_t count = 0; count < kCounts; ++count) {
        for (std::uint32_t rarity = 0; rarity <= Prior::kUnknown; ++rarity) {
            for (unsigned flags = 0; flags < 4; ++flags) {
                std::uint32_t score = SalienceRules::kCountWeights[count] * rarity * 4;
                if ((flags & Term::kName) != 0) score = score * SalienceRules::kNameBoost / 10;
                if ((flags & Term::kLead) != 0) score = score * SalienceRules::kLeadBoost / 10;
                scores[count][rarity][flags] = static_cast<std::uint16_t>(score);
            }
        }
    }
    return scores;
}();
static_assert((Term::kName | Term::kLead) == 3);

[[nodiscard]] std::uint32_t score_of(std::size_t count, std::uint32_t rarity, std::uint8_t flags) {
    return kScores[std::min(count, kCounts - 1)][rarity][flags & 3U];
}

}  // namespace

SalienceBuilder::SalienceBuilder(const TokenHash& token_hash, const Prior& prior)
    : token_hash_(token_hash), prior_(prior), title_tokens_(token_hash, prior) {}

void SalienceBuilder::build(const NormalizedText& body, const TextTokens& body_tokens, const TextMarks& marks,
                            TextNumbers& numbers, const NormalizedText& title, Salience& out) {
    const std::span<const std::uint64_t> hashes = body_tokens.hashes();
    const std::size_t tokens = std::min(hashes.size(), Salience::kTokensMax);
    const std::size_t title_tokens = std::min(title.tokens.size(), SalienceRules::kTitleTokensMax);
    begin(tokens + title_tokens);
    for (std::size_t first = 0; first < tokens; first += TextTokens::kBlockTokens) {
        const std::size_t block = first / TextTokens::kBlockTokens;
        add_words(body_tokens, block,
                  {.first_token = static_cast<std::uint16_t>(first),
                   .names = marks.names[block],
                   .leads = first == 0 ? kLeadBits : 0});
    }
    add_title(title);
    if (body_tokens.has_characters()) add_pairs(body, hashes.first(tokens));
    add_numbers(body, tokens, numbers);
    rate(body, title);
    note_mentions(out);
    rank();
    select(tokens, out);
    out.quote_count = 0;
    for (const QuotedSpan& quote : marks.quotes) {
        if (out.quote_count == Salience::kQuotesMax || quote.end > hashes.size()) break;
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < TextMarks::kQuoteTokensMin; ++i)
            sum = mix64(sum + hashes[quote.begin + i]);
        out.quotes[out.quote_count++] = Prior::key_of(sum);
    }
}

void SalienceBuilder::begin(std::size_t tokens) {
    candidates_.count = 0;
    mask_ = static_cast<std::uint32_t>(std::min(std::bit_ceil(2 * tokens + 2), kTableSlots) - 1);
    std::fill_n(table_.begin(), mask_ + 1, std::uint16_t{0});
    common_seen_.fill(0);
}

/// Whether a term is new nobody can predict, so nothing branches on it: its number is 0 then, and the key of
/// number 0 is always the one that is looked for.
inline void SalienceBuilder::add(std::uint32_t key, const Facts& seen) {
    Candidates& all = candidates_;
    all.keys[0] = key;
    const std::uint32_t mask = mask_;
    std::uint32_t at = (key ^ key >> 15U) & mask;
    while (all.keys[table_[at]] != key) at = (at + 1) & mask;
    const std::uint32_t slot = table_[at];
    const std::uint64_t old = slot == 0 ? 0 : ~std::uint64_t{0};
    all.count += static_cast<std::uint32_t>(old) + 1;
    const std::uint32_t i = slot | (all.count & ~static_cast<std::uint32_t>(old));
    constexpr std::uint64_t kFlags = 0xff0000;
    const std::uint64_t facts = (all.facts[i].bits & old) | (seen.bits & (~old | kFlags));
    table_[at] = static_cast<std::uint16_t>(i);
    all.keys[i] = key;
    all.facts[i].bits = facts + Facts::kOnce;
}

/// How many common stems were seen.
std::size_t SalienceBuilder::common_stems() const {
    constexpr std::uint64_t kBytes = 0x0101010101010101ULL;
    std::size_t stems = 0;
    for (std::size_t i = 0; i < common_seen_.size(); i += 8 * 8) {
        std::uint64_t sums = 0;  // eight counts, each at most 8
        for (std::size_t j = i; j < i + std::size_t{8} * 8; j += 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, common_seen_.data() + j, sizeof eight);
            sums += eight;
        }
        stems += (sums * kBytes) >> 56U;
    }
    return stems;
}

/// Adds the words of a block but the commonest, of which it only notes which are there.
void SalienceBuilder::add_words(const TextTokens& text, std::size_t block, const BlockFacts& facts) {
    const std::uint32_t* const keys = text.stem_keys(block);
    const std::uint64_t common = text.common_words(block);
    for (std::uint64_t left = common; left != 0; left &= left - 1)
        common_seen_[Prior::common_place(keys[std::countr_zero(left)])] = 1;
    for (std::uint64_t left = text.words(block) & ~common; left != 0; left &= left - 1) {
        const auto i = static_cast<unsigned>(std::countr_zero(left));
        const std::uint64_t is_name = facts.names >> i & 1U;
        const std::uint64_t is_lead = facts.leads >> i & 1U;
        add(keys[i], {static_cast<std::uint16_t>(facts.first_token + i),
                      static_cast<std::uint8_t>(is_name * Term::kName | is_lead * Term::kLead), kFromPrior});
    }
}

/// Notes whether its words, but the commonest, are news to the text.
void SalienceBuilder::add_title(const NormalizedText& title) {
    is_headline_apart_ = false;
    title_tokens_.read(title);
    if (title.tokens.empty()) return;
    std::uint32_t words = 0;
    std::uint32_t in_text = 0;
    for (std::uint64_t left = title_tokens_.words(0) & ~title_tokens_.common_words(0); left != 0;
         left &= left - 1) {
        ++words;
        in_text += holds(title_tokens_.stem_keys(0)[std::countr_zero(left)]) ? 1U : 0U;
    }
    is_headline_apart_ =
        words >= SalienceRules::kHeadlineWords && in_text * SalienceRules::kHeadlinePart < words;
    add_words(title_tokens_, 0, {.first_token = kInTitle, .names = 0, .leads = ~std::uint64_t{0}});
}

bool SalienceBuilder::holds(std::uint32_t key) const {
    std::uint32_t at = (key ^ key >> 15U) & mask_;
    while (table_[at] != 0 && candidates_.keys[table_[at]] != key) at = (at + 1) & mask_;
    return table_[at] != 0;
}

/// Scripts without spaces: what stands side by side, unless one of the two says nothing.
void SalienceBuilder::add_pairs(const NormalizedText& body, std::span<const std::uint64_t> hashes) {
    std::uint64_t pending = 0;  // hash of the single character before, 0: none
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        const std::string_view token = body.token(i);
        if (body.tokens[i].has_digit || !is_single_character(token) || says_nothing(token)) {
            pending = 0;
            continue;
        }
        const std::uint8_t lead = i < SalienceRules::kLeadTokens ? Term::kLead : std::uint8_t{0};
        if (pending != 0)
            add(pair_key(pending, hashes[i]), {static_cast<std::uint16_t>(i), lead, kPairRarity});
        pending = hashes[i];
    }
}

void SalienceBuilder::add_numbers(const NormalizedText& body, std::size_t tokens, TextNumbers& numbers) {
    for (const TextNumbers::Number& number : numbers.numbers()) {
        if (number.begin >= tokens) break;
        const std::string_view spelling = numbers.spelling(body, number, tokens);
        const bool is_lead = number.begin < SalienceRules::kLeadTokens;
        const std::uint8_t flags = is_lead ? Term::kLead | Term::kNumber : Term::kNumber;
        add(Prior::key_of(hash64(spelling, token_hash_.low_key())),
            {static_cast<std::uint16_t>(number.begin), flags, rarity_of_number(spelling)});
    }
}

/// Asks the prior, and whether it knows the language at all.
void SalienceBuilder::rate(const NormalizedText& body, const NormalizedText& title) {
    constexpr std::size_t kAhead = 16;  // the table is larger than the caches near by
    Candidates& all = candidates_;
    const std::size_t common = common_stems();
    std::size_t words = common;
    std::size_t known = common;
    for (std::size_t i = 1; i <= all.count; ++i) {
        Facts& facts = all.facts[i];
        prior_.prefetch(all.keys[std::min<std::size_t>(i + kAhead, all.count)]);
        if (facts.rarity() == kFromPrior) facts.set_rarity(prior_.rarity(all.keys[i]));
        const bool is_word = (facts.flags() & Term::kNumber) == 0;
        words += static_cast<std::size_t>(is_word);
        known += static_cast<std::size_t>(is_word & (facts.rarity() < Prior::kUnknown));
    }
    const bool knows_language =
        static_cast<double>(known) >= SalienceRules::kKnownPart * static_cast<double>(words);
    if (!knows_language) rate_unknown(body, title);
}

/// Where the tables know few of the words, they do not know the language: there short words are common.
void SalienceBuilder::rate_unknown(const NormalizedText& body, const NormalizedText& title) {
    Candidates& all = candidates_;
    for (std::size_t i = 1; i <= all.count; ++i) {
        Facts& facts = all.facts[i];
        if (facts.rarity() < Prior::kUnknown || (facts.flags() & Term::kName) != 0) continue;
        const std::uint16_t token = facts.token();
        const std::string_view word =
            (token & kInTitle) != 0 ? title.token(token & ~unsigned{kInTitle}) : body.token(token);
        const std::size_t letters = Prior::letters_of(Prior::stem_of(word));
        if (letters < kRarityByLength.size()) facts.set_rarity(kRarityByLength[letters]);
    }
}

/// The rarest words in the order of their first sight; of equally rare ones any, but the same in every text.
void SalienceBuilder::note_mentions(Salience& out) {
    constexpr std::uint32_t kStep = 16;  // of scores that keep_best() tells apart
    const Candidates& all = candidates_;
    TermRanking& rarest = known_;
    std::size_t count = 0;
    for (std::size_t i = 1; i <= all.count; ++i) {
        const Facts facts = all.facts[i];
        rarest.ranks[count] = TermRanking::rank_of(facts.rarity() * kStep, all.keys[i], i);
        const bool is_in_body = (facts.token() & kInTitle) == 0;
        const bool is_number = (facts.flags() & Term::kNumber) != 0;
        count += static_cast<std::size_t>(is_in_body & !is_number &
                                          (facts.rarity() >= SalienceRules::kMentionRarityMin));
    }
    rarest.count = count;
    rarest.keep_best(Salience::kMentionsMax);
    std::array<std::uint64_t, Salience::kTokensMax / 64> is_mention{};
    std::array<std::uint16_t, Salience::kTokensMax> mentions;
    for (const std::uint64_t rank : rarest.all()) {
        const std::uint16_t token = all.facts[TermRanking::candidate_of(rank)].token();
        is_mention[token / 64] |= std::uint64_t{1} << token % 64;
        mentions[token] = static_cast<std::uint16_t>(TermRanking::key_of(rank));
    }
    out.mention_count = 0;
    for (std::size_t word = 0; word < is_mention.size(); ++word) {
        for (std::uint64_t left = is_mention[word]; left != 0; left &= left - 1)
            out.mentions[out.mention_count++] =
                mentions[word * 64 + static_cast<unsigned>(std::countr_zero(left))];
    }
}

/// Ranks the candidates: into `unknown_` words that neither the prior nor a capital speaks for, into `known_`
/// the rest.
void SalienceBuilder::rank() {
    const Candidates& all = candidates_;
    std::size_t known = 0;
    std::size_t unknown = 0;
    for (std::size_t i = 1; i <= all.count; ++i) {
        const Facts facts = all.facts[i];
        const std::uint32_t score = score_of(facts.count(), facts.rarity(), facts.flags());
        const std::uint64_t rank = TermRanking::rank_of(score, all.keys[i], i);
        const bool is_rare = facts.rarity() >= SalienceRules::kRarityMin;
        // One comparison instead of a branch on two: nobody could predict them.
        const bool is_known = (static_cast<unsigned>(facts.rarity() < Prior::kUnknown) |
                               static_cast<unsigned>(facts.flags() & (Term::kName | Term::kNumber))) != 0;
        known_.ranks[known] = rank;
        known += static_cast<std::size_t>(is_rare) & static_cast<std::size_t>(is_known);
        unknown_.ranks[unknown] = rank;
        unknown += static_cast<std::size_t>(is_rare) & static_cast<std::size_t>(!is_known);
    }
    known_.count = known;
    unknown_.count = unknown;
}

void SalienceBuilder::kept_words(std::vector<SeenTerm>& out) const {
    out.clear();
    for (const std::uint64_t rank : known_.all()) {
        const Facts facts = candidates_.facts[TermRanking::candidate_of(rank)];
        if ((facts.flags() & Term::kNumber) != 0) continue;
        out.push_back({.token = static_cast<std::uint16_t>(facts.token() & ~unsigned{kInTitle}),
                       .is_in_title = (facts.token() & kInTitle) != 0,
                       .score = score_of(facts.count(), facts.rarity(), facts.flags())});
    }
}

void SalienceBuilder::select(std::size_t tokens, Salience& out) {
    unknown_.keep_best(SalienceRules::kUnknownMax);
    std::copy_n(unknown_.ranks.begin(), unknown_.count,
                known_.ranks.begin() + static_cast<std::ptrdiff_t>(known_.count));
    known_.count += unknown_.count;
    known_.keep_best(Salience::kTermsMax);
    const std::span<const std::uint64_t> kept = known_.all();
    const TermPlaces places = places_by_key(kept);
    out.term_count = static_cast<std::uint8_t>(kept.size());
    const Candidates& all = candidates_;
    for (std::size_t term = 0; term < kept.size(); ++term) {
        const std::size_t i = TermRanking::candidate_of(kept[term]);
        const Facts facts = all.facts[i];
        const std::size_t token = (facts.token() & kInTitle) != 0 ? 0 : facts.token();
        const std::size_t place = tokens == 0 ? 0 : token * 256 / tokens;
        out.terms[places[term]] = {
            .key = all.keys[i],
            .count = static_cast<std::uint8_t>(std::min<std::size_t>(facts.count(), 255)),
            .rarity = facts.rarity(),
            .position = static_cast<std::uint8_t>(std::min<std::size_t>(place, 255)),
            .flags = facts.flags()};
    }
}

}  // namespace wirefold
