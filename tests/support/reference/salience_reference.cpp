#include "tests/support/reference/salience_reference.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "daemon/core/hash.hpp"
#include "daemon/fingerprint/numbers.hpp"
#include "daemon/fingerprint/prior.hpp"
#include "daemon/fingerprint/prior_tables.hpp"
#include "daemon/fingerprint/salience_builder.hpp"
#include "tests/support/reference/plain_text.hpp"

namespace wirefold::test {

namespace {

using Rules = SalienceRules;

constexpr std::size_t kTitleTokens = 64;

/// All that is known of one term.
struct Facts {
    std::size_t first = 0;
    std::size_t count = 0;
    std::uint32_t rarity = 0;
    std::uint8_t flags = 0;
    std::string stem;
    bool is_title_only = false;

    [[nodiscard]] bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
};
using Terms = std::map<std::uint32_t, Facts>;  // by key

using Rarities = std::map<std::uint32_t, std::uint32_t>;  // by key

/// The lowest of all tables. Made once for a secret.
[[nodiscard]] const Rarities& rarities(const TokenHash& token_hash) {
    static std::map<std::uint64_t, Rarities> made;
    Rarities& known = made[token_hash.low_key()];
    if (!known.empty()) return known;
    for (const PriorRow& row : prior_rows()) {
        for (const std::string& stem : words_of(row.stems)) {
            const std::uint32_t key = Prior::key_of(plain_hash(stem, token_hash));
            const auto [place, is_new] = known.emplace(key, row.rarity);
            if (!is_new) place->second = std::min<std::uint32_t>(place->second, row.rarity);
        }
    }
    return known;
}

class Collection {
public:
    Collection(const NormalizedText& body, const NormalizedText& title, const TextMarks& marks,
               const TokenHash& token_hash)
        : body_(body), token_hash_(token_hash), known_(rarities(token_hash)) {
        tokens_ = std::min(body.tokens.size(), Salience::kTokensMax);
        const std::set<std::size_t> sentences{marks.sentences.begin(), marks.sentences.end()};
        for (std::size_t i = 0; i < tokens_; ++i) add_token(i, sentences.contains(i));
        for (std::size_t i = 0; i < std::min(title.tokens.size(), kTitleTokens); ++i) {
            const std::string word{title.token(i)};
            if (title.tokens[i].has_digit || character_count(word) < 2 || is_unspaced_character(word))
                continue;
            add_word(word, 0, Term::kLead, true);
        }
    }
    [[nodiscard]] const Terms& terms() const { return terms_; }
    [[nodiscard]] std::size_t tokens() const { return tokens_; }

private:
    void add_token(std::size_t i, bool begins_sentence) {
        const Token& token = body_.tokens[i];
        const std::string word{body_.token(i)};
        const std::uint8_t lead = i < Rules::kLeadTokens ? Term::kLead : std::uint8_t{0};
        if (token.has_digit) {
            if (token.joint == 0) add_number(i, lead);
        } else if (is_unspaced_character(word)) {
            add_pair(i, lead);
        } else if (character_count(word) >= 2) {
            const bool is_name = token.is_capital && !begins_sentence;
            add_word(word, i, static_cast<std::uint8_t>(lead | (is_name ? Term::kName : 0)));
        }
    }
    void add_word(const std::string& word, std::size_t i, std::uint8_t flags, bool is_title = false) {
        const std::string stem{Prior::stem_of(word)};
        const std::uint32_t key = Prior::key_of(plain_hash(stem, token_hash_));
        const auto known = known_.find(key);
        note(key, i, flags, known == known_.end() ? Prior::kUnknown : known->second, stem, is_title);
    }
    void add_number(std::size_t i, std::uint8_t lead) {
        const std::string number = number_at(body_, i, tokens_);
        const bool is_year =
            number.size() == 4 && (number.substr(0, 2) == "19" || number.substr(0, 2) == "20");
        std::uint32_t rarity = 13;
        if (number.size() == 3) rarity = 10;
        if (number.size() <= 2 || is_year) rarity = 6;
        note(Prior::key_of(hash64(number, token_hash_.low_key())), i,
             static_cast<std::uint8_t>(lead | Term::kNumber), rarity, {});
    }
    /// The character and the one directly before it, where both say something.
    void add_pair(std::size_t i, std::uint8_t lead) {
        if (i == 0 || !may_pair(i - 1) || !may_pair(i)) return;
        const std::uint64_t before = plain_hash(std::string{body_.token(i - 1)}, token_hash_);
        const std::uint64_t here = plain_hash(std::string{body_.token(i)}, token_hash_);
        constexpr std::uint32_t kPairRarity = 11;
        note(Prior::key_of(mix64(std::rotl(before, 23) + here)), i, lead, kPairRarity, {});
    }
    [[nodiscard]] bool may_pair(std::size_t i) const {
        const std::string word{body_.token(i)};
        return !body_.tokens[i].has_digit && is_unspaced_character(word) && !is_stop_character(word);
    }
    void note(std::uint32_t key, std::size_t i, std::uint8_t flags, std::uint32_t rarity,
              const std::string& stem, bool is_title = false) {
        const auto [place, is_new] =
            terms_.emplace(key, Facts{.first = i, .rarity = rarity, .stem = stem, .is_title_only = is_title});
        ++place->second.count;
        place->second.flags |= flags;
    }

    const NormalizedText& body_;
    const TokenHash& token_hash_;
    const Rarities& known_;
    Terms terms_;
    std::size_t tokens_ = 0;
};

/// Where the tables know few words, the length of a word stands for its rarity.
void rate_by_length(Terms& terms) {
    std::size_t words = 0;
    std::size_t known = 0;
    for (const auto& [key, facts] : terms) {
        if (facts.is(Term::kNumber)) continue;
        ++words;
        if (facts.rarity < Prior::kUnknown) ++known;
    }
    if (static_cast<double>(known) >= Rules::kKnownPart * static_cast<double>(words)) return;
    const std::map<std::size_t, std::uint32_t> by_length = {{0, 4}, {1, 4}, {2, 4}, {3, 5}, {4, 8}, {5, 11}};
    for (auto& [key, facts] : terms) {
        if (facts.rarity < Prior::kUnknown || facts.is(Term::kName)) continue;
        const bool is_hangul = facts.stem >= "\xea" && facts.stem < "\xee";
        const auto found = by_length.find(character_count(facts.stem) * (is_hangul ? 2 : 1));
        if (found != by_length.end()) facts.rarity = found->second;
    }
}

[[nodiscard]] std::uint32_t score_of(const Facts& facts) {
    const std::size_t count = std::min(facts.count, Rules::kCountWeights.size() - 1);
    std::uint32_t score = Rules::kCountWeights[count] * facts.rarity * 4;
    if (facts.is(Term::kName)) score = score * Rules::kNameBoost / 10;
    if (facts.is(Term::kLead)) score = score * Rules::kLeadBoost / 10;
    return score;
}

/// The rarest words of the body, in its order.
[[nodiscard]] std::vector<std::uint16_t> mentions_of(const Terms& terms) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rarest;  // ~rarity, key
    for (const auto& [key, facts] : terms) {
        if (facts.rarity >= Rules::kMentionRarityMin && !facts.is(Term::kNumber) && !facts.is_title_only)
            rarest.emplace_back(UINT32_MAX - facts.rarity, key);
    }
    std::sort(rarest.begin(), rarest.end());
    if (rarest.size() > Salience::kMentionsMax) rarest.resize(Salience::kMentionsMax);
    std::map<std::size_t, std::uint32_t> in_order;
    for (const auto& [rank, key] : rarest) in_order[terms.at(key).first] = key;
    std::vector<std::uint16_t> mentions;
    for (const auto& [first, key] : in_order) mentions.push_back(static_cast<std::uint16_t>(key & 0xffffU));
    return mentions;
}

/// The keys of the best terms: by score, then by key; of unknown words only a few.
[[nodiscard]] std::vector<std::uint32_t> best_of(const Terms& terms) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranked;  // ~score, key: the best is the smallest
    for (const auto& [key, facts] : terms) {
        if (facts.rarity >= Rules::kRarityMin) ranked.emplace_back(UINT32_MAX - score_of(facts), key);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::uint32_t> best;
    std::size_t unknown = 0;
    for (const auto& [rank, key] : ranked) {
        const Facts& facts = terms.at(key);
        const bool is_unknown =
            facts.rarity >= Prior::kUnknown && !facts.is(Term::kName) && !facts.is(Term::kNumber);
        if (is_unknown && ++unknown > Rules::kUnknownMax) continue;
        if (best.size() < Salience::kTermsMax) best.push_back(key);
    }
    std::sort(best.begin(), best.end());
    return best;
}

}  // namespace

Salience salience_reference(const NormalizedText& body, const NormalizedText& title, const TextMarks& marks,
                            const TokenHash& token_hash) {
    const Collection collection{body, title, marks, token_hash};
    Terms terms = collection.terms();
    rate_by_length(terms);
    Salience out;
    for (const std::uint32_t key : best_of(terms)) {
        const Facts& facts = terms.at(key);
        const std::size_t place = collection.tokens() == 0 ? 0 : facts.first * 256 / collection.tokens();
        out.terms[out.term_count++] = {
            .key = key,
            .count = static_cast<std::uint8_t>(std::min<std::size_t>(facts.count, 255)),
            .rarity = static_cast<std::uint8_t>(facts.rarity),
            .position = static_cast<std::uint8_t>(std::min<std::size_t>(place, 255)),
            .flags = facts.flags};
    }
    for (const std::uint16_t mention : mentions_of(terms)) out.mentions[out.mention_count++] = mention;
    for (const QuotedSpan& quote : marks.quotes) {
        if (out.quote_count == Salience::kQuotesMax) break;
        std::uint64_t sum = 0;
        for (std::size_t i = quote.begin; i < quote.begin + TextMarks::kQuoteTokensMin; ++i)
            sum = mix64(sum + plain_hash_at(body, i, token_hash));
        out.quotes[out.quote_count++] = Prior::key_of(sum);
    }
    return out;
}

}  // namespace wirefold::test
