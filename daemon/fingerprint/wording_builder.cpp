#include "daemon/fingerprint/wording_builder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string_view>

#include "daemon/core/hash.hpp"
#include "daemon/core/utf8.hpp"
#include "daemon/fingerprint/scripts.hpp"
#include "daemon/fingerprint/shingle_hash.hpp"
#include "daemon/model/initials.hpp"

namespace wirefold {

namespace {

/// Upper bits of a hash that choose its byte.
constexpr unsigned kHashBits = 24;

/// The byte in [begin, end) that a token's hash chooses.
[[nodiscard]] std::uint8_t byte_within(unsigned begin, unsigned end, std::uint64_t hash) {
    return static_cast<std::uint8_t>(begin + ((hash >> (64 - kHashBits)) * (end - begin) >> kHashBits));
}

/// Of telling words, by the first byte of the word.
constexpr std::array<initials::Bytes, 128> kBytesByInitial = [] {
    std::array<initials::Bytes, 128> table{};
    for (std::size_t letter = 0; letter < table.size(); ++letter) {
        const std::size_t group = initials::group_of_letter(static_cast<char>(letter));
        table[letter] = initials::kBytes[group % initials::kBytes.size()];
    }
    return table;
}();

/// Letters that are no Latin ones are dealt out to the groups.
[[nodiscard]] initials::Bytes bytes_by_initial(std::string_view word) {
    const auto first = static_cast<unsigned char>(word.front());
    if (first < kBytesByInitial.size()) return kBytesByInitial[first];
    std::uint64_t letter = 0;
    for (const char byte : front_character(word)) letter = letter << 8U | static_cast<unsigned char>(byte);
    return initials::kBytes[mix64(letter) % initials::kBytes.size()];
}

[[nodiscard]] std::uint8_t telling_byte(std::string_view word, std::uint64_t hash) {
    const initials::Bytes range = bytes_by_initial(word);
    return byte_within(range.begin, unsigned{range.begin} + range.bytes, hash);
}

/// A bit for each token that may be something else than a plain word.
using Others = std::array<std::uint64_t, Wording::kTokensMax / 64>;

/// Of a word that tells nothing.
[[nodiscard]] std::uint8_t plain_byte(std::uint64_t hash) {
    return byte_within(WordingView::kWords, WordingView::kTelling, hash);
}

#if defined(__AVX2__)

/// plain_byte() of four hashes, one after the other.
[[nodiscard]] std::uint32_t four_plain_bytes(__m256i hashes) {
    const __m256i scaled = _mm256_mul_epu32(_mm256_srli_epi64(hashes, 64 - kHashBits),
                                            _mm256_set1_epi64x(WordingView::kTelling - WordingView::kWords));
    const __m256i bytes =
        _mm256_add_epi64(_mm256_srli_epi64(scaled, kHashBits), _mm256_set1_epi64x(WordingView::kWords));
    const __m256i dwords = _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
    const __m128i in_order = _mm_shuffle_epi8(_mm256_castsi256_si128(dwords), _mm_set1_epi32(0x0c080400));
    return static_cast<std::uint32_t>(_mm_cvtsi128_si32(in_order));
}

/// Writes the bytes of so many plain words, a multiple of four; returns how many.
std::size_t write_plain_bytes(std::span<const std::uint64_t> hashes, const FactWordTable& fact_words,
                              std::uint8_t* tokens, Others& others) {
    std::size_t i = 0;
    constexpr std::size_t kAtOnce = FactWordTable::kHashesAtOnce;
    for (; i + kAtOnce <= hashes.size(); i += kAtOnce) {
        const __m256i four = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(hashes.data() + i));
        const std::uint32_t bytes = four_plain_bytes(four);
        std::memcpy(tokens + i, &bytes, sizeof bytes);
        others[i / 64] |= std::uint64_t{fact_words.may_know_bits(four)} << i % 64;
    }
    return i;
}

#else

std::size_t write_plain_bytes(std::span<const std::uint64_t>, const FactWordTable&, std::uint8_t*, Others&) {
    return 0;
}

#endif

/// A token as the text has it, cut behind a whole character.
[[nodiscard]] std::string_view written(const NormalizedText& body, std::size_t i) {
    const Token& token = body.tokens[i];
    return front_characters(body.source.substr(token.source_begin, token.source_end - token.source_begin),
                            Wording::kSpellingBytes);
}

}  // namespace

void WordingBuilder::build(const NormalizedText& body, const TextTokens& tokens, const TextMarks& marks,
                           TextNumbers& numbers, Wording& out) const {
    add_tokens(body, tokens, out);
    add_names(marks, out);
    add_sentences(tokens.sums(), marks, out);
    add_figures(body, numbers, out);
    add_spellings(body, tokens.hashes(), marks, out);
}

/// Words that are none of the commonest, and characters that say something, of a block of tokens.
std::uint64_t WordingBuilder::telling(const NormalizedText& body, const TextTokens& text, std::size_t block) {
    std::uint64_t telling = text.words(block) & ~text.common_words(block);
    if (!text.has_characters()) return telling;
    const std::size_t first = block * TextTokens::kBlockTokens;
    const std::size_t end = std::min(first + TextTokens::kBlockTokens, body.tokens.size());
    for (std::size_t i = first; i < end; ++i) {
        const std::string_view token = body.token(i);
        if (is_single_character(token) && !says_nothing(token)) telling |= std::uint64_t{1} << (i - first);
    }
    return telling;
}

void WordingBuilder::add_tokens(const NormalizedText& body, const TextTokens& text, Wording& out) const {
    const std::span<const std::uint64_t> hashes = text.hashes();
    const std::size_t count = std::min(hashes.size(), Wording::kTokensMax);
    out.tokens.resize(count);
    std::uint8_t* const tokens = out.tokens.data();
    // First all as words that tell nothing; which of them may be others is noted without a branch.
    Others others{};
    for (std::size_t i = write_plain_bytes(hashes.first(count), fact_words_, tokens, others); i < count;
         ++i) {
        tokens[i] = plain_byte(hashes[i]);
        others[i / 64] |= std::uint64_t{fact_words_.may_know(hashes[i])} << i % 64;
    }
    for (std::size_t begin = 0; begin < count; begin += TextTokens::kBlockTokens) {
        std::uint64_t left = telling(body, text, begin / TextTokens::kBlockTokens);
        for (; left != 0; left &= left - 1) {
            const std::size_t i = begin + static_cast<unsigned>(std::countr_zero(left));
            tokens[i] = telling_byte(body.token(i), hashes[i]);
        }
    }
    const std::span<const std::uint32_t> digits = text.digit_tokens();
    for (std::size_t digit = 0; digit < digits.size() && digits[digit] < count; ++digit) {
        const std::size_t i = digits[digit];
        // A number is compared with its sign by value: here it is the same token with another one.
        const std::uint64_t hash = TokenHash::with_sign(hashes[i], text.signs()[digit].bits());
        tokens[i] =
            fact_words_.byte_of(hash, byte_within(WordingView::kLargeNumbers, WordingView::kUnits, hash));
    }
    for (std::size_t begin = 0; begin < count; begin += 64) {
        for (std::uint64_t left = others[begin / 64]; left != 0; left &= left - 1) {
            const std::size_t i = begin + static_cast<unsigned>(std::countr_zero(left));
            tokens[i] = fact_words_.byte_of(hashes[i], tokens[i]);
        }
    }
}

static_assert(Wording::kTokensMax % TextTokens::kBlockTokens == 0, "no block has tokens beyond those kept");
static_assert(Wording::kTokensMax <= TextMarks::kNameTokensMax);

void WordingBuilder::add_names(const TextMarks& marks, Wording& out) const {
    const std::size_t tokens = out.tokens.size();
    out.names.resize(Wording::name_bytes(tokens));
    for (std::size_t i = 0; i < out.names.size(); ++i)
        out.names[i] = static_cast<std::uint8_t>(marks.names[i / 8] >> i % 8 * 8);
    if (tokens % 8 != 0) out.names.back() &= static_cast<std::uint8_t>((1U << tokens % 8) - 1);
}

void WordingBuilder::add_sentences(std::span<const std::uint64_t> sums, const TextMarks& marks,
                                   Wording& out) const {
    const std::size_t count = std::min(marks.sentences.size(), Wording::kSentencesMax);
    out.sentences.resize(count);
    out.lengths.resize(count);
    for (std::size_t s = 0; s < count; ++s) {
        const std::size_t begin = marks.sentences[s];
        const std::size_t end = s + 1 < marks.sentences.size() ? marks.sentences[s + 1] : sums.size() - 1;
        const std::uint64_t sum = RollingHash::of(sums, begin, end);
        out.sentences[s] = static_cast<std::uint16_t>(RollingHash::key_of(sum) >> 16U);
        out.lengths[s] = static_cast<std::uint8_t>(std::min<std::size_t>(end - begin, 255));
    }
}

void WordingBuilder::add_figures(const NormalizedText& body, TextNumbers& numbers, Wording& out) const {
    const std::size_t tokens = std::min<std::size_t>(body.tokens.size(), UINT16_MAX);
    for (const TextNumbers::Number& number : numbers.numbers()) {
        if (number.begin >= tokens) return;
        std::string figure = number.sign.text();
        const std::string_view unit = TextNumbers::unit_letters(body, number);
        const std::size_t digits_max = Wording::kFigureBytes - figure.size() - unit.size();
        figure.append(numbers.spelling(body, number, tokens).substr(0, digits_max)).append(unit);
        if (out.figures.size() == Wording::kFiguresMax ||
            out.figure_text.size() + figure.size() > Wording::kFigureTextMax) {
            return;
        }
        out.figures.push_back({.token = static_cast<std::uint16_t>(number.begin),
                               .bytes = static_cast<std::uint8_t>(figure.size())});
        out.figure_text.insert(out.figure_text.end(), figure.begin(), figure.end());
    }
}

/// A name is spelled where it is first met, and again where another one with its byte came between.
void WordingBuilder::add_spellings(const NormalizedText& body, std::span<const std::uint64_t> hashes,
                                   const TextMarks& marks, Wording& out) const {
    std::array<std::uint64_t, 256> spelled{};  // the last one of each byte, by its hash
    const std::size_t tokens = out.tokens.size();
    std::array<std::uint16_t, Wording::kSpellingsMax> to_spell;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < tokens; begin += 64) {
        std::uint64_t names = marks.names[begin / 64];
        if (tokens - begin < 64) names &= (std::uint64_t{1} << (tokens - begin)) - 1;
        for (; names != 0 && count < to_spell.size(); names &= names - 1) {
            const std::size_t i = begin + static_cast<unsigned>(std::countr_zero(names));
            std::uint64_t& known = spelled[out.tokens[i]];
            to_spell[count] = static_cast<std::uint16_t>(i);
            count += static_cast<std::size_t>(known != hashes[i]);
            known = hashes[i];
        }
    }
    spell(body, {to_spell.data(), count}, out);
}

/// The last one that may be spelled says that no further one is.
void WordingBuilder::spell(const NormalizedText& body, std::span<const std::uint16_t> names, Wording& out) {
    std::array<char, Wording::kSpellingTextMax> text;
    std::size_t text_bytes = 0;
    out.spellings.resize(names.size());
    for (std::size_t n = 0; n < names.size(); ++n) {
        const std::string_view name = written(body, names[n]);
        if (n + 1 == Wording::kSpellingsMax || text_bytes + name.size() > text.size()) {
            out.spellings[n] = {.token = names[n], .bytes = 0};
            out.spellings.resize(n + 1);
            break;
        }
        out.spellings[n] = {.token = names[n], .bytes = static_cast<std::uint8_t>(name.size())};
        std::copy(name.begin(), name.end(), text.begin() + static_cast<std::ptrdiff_t>(text_bytes));
        text_bytes += name.size();
    }
    out.spelling_text.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text_bytes));
}

}  // namespace wirefold
