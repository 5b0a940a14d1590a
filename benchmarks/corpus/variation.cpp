#include "benchmarks/corpus/variation.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "daemon/core/hash.hpp"

namespace wirefold::bench {

namespace {

[[nodiscard]] std::string shuffled(std::string_view letters, std::uint64_t seed) {
    std::string order{letters};
    for (std::size_t i = order.size(); i > 1; --i) {
        seed = mix64(seed + i);
        std::swap(order[i - 1], order[seed % i]);
    }
    return order;
}

/// Position of the quotation mark that ends the string which begins at `begin`.
[[nodiscard]] std::size_t end_of_string(std::string_view json, std::size_t begin) {
    std::size_t at = begin;
    while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2U : 1U;
    return std::min(at, json.size());
}

[[nodiscard]] bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] char lower(char c) {
    return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Calls visit(piece, is_word) for the words of a text, and for what stands between them: escapes, markup and
/// character references are not words.
template <class Visit>
void for_each_piece(std::string_view text, Visit&& visit) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const char first = text[at++];
        if (is_letter(first)) {
            while (at < text.size() && is_letter(text[at])) ++at;
            visit(text.substr(begin, at - begin), true);
            continue;
        }
        if (first == '\\') {
            at += at < text.size() && text[at] == 'u' ? 5U : 1U;
        } else if (first == '<' || first == '&') {
            const char last = first == '<' ? '>' : ';';
            while (at < text.size() && text[at] != last && !(last == ';' && text[at] == ' ')) ++at;
        }
        at = std::min(at, text.size());
        visit(text.substr(begin, at - begin), false);
    }
}

[[nodiscard]] bool names_an_item(std::string_view key) {
    return key == "uri" || key == "guid" || key == "id" || key == "url";
}

[[nodiscard]] bool is_key(std::string_view json, std::size_t after) {
    const std::size_t next = json.find_first_not_of(" \t", after);
    return next != std::string_view::npos && json[next] == ':';
}

/// Calls visit(value) for the texts of a record; `keep` gets everything else.
template <class Keep, class Visit>
void for_each_text(std::string_view json, Keep&& keep, Visit&& visit) {
    std::string_view key;
    std::size_t at = 0;
    while (at < json.size()) {
        const std::size_t quote = std::min(json.find('"', at), json.size());
        const std::size_t begin = std::min(quote + 1, json.size());
        keep(json.substr(at, begin - at));
        if (quote == json.size()) return;
        const std::size_t end = end_of_string(json, begin);
        const std::string_view text = json.substr(begin, end - begin);
        if (is_key(json, end + 1)) {
            key = text;
            keep(text);
        } else {
            visit(key, text);
        }
        if (end < json.size()) keep("\"");
        at = end + 1;
    }
}

[[nodiscard]] bool is_text(std::string_view key, std::string_view value) {
    return value.find(' ') != std::string_view::npos && key != "name" && !names_an_item(key);
}

}  // namespace

Vocabulary::Vocabulary(const Corpus& corpus) {
    constexpr std::uint32_t kCountMin = 3;
    struct Count {
        std::uint32_t all = 0;
        std::uint32_t with_capital = 0;
    };
    std::unordered_map<std::string, Count> counts;
    std::string word;
    for (const std::string& json : corpus) {
        for_each_text(
            json, [](std::string_view) {},
            [&](std::string_view key, std::string_view text) {
                if (!is_text(key, text)) return;
                for_each_piece(text, [&](std::string_view piece, bool is_word) {
                    if (!is_word) return;
                    word.assign(piece);
                    std::transform(word.begin(), word.end(), word.begin(), lower);
                    Count& count = counts[word];
                    ++count.all;
                    count.with_capital += is_capital(piece.front()) ? 1U : 0U;
                });
            });
    }
    std::array<std::vector<std::pair<std::uint32_t, std::string>>, 2> sorted;
    for (const auto& [text, count] : counts) {
        if (count.all < kCountMin) continue;
        sorted[2 * count.with_capital > count.all ? 1U : 0U].emplace_back(count.all, text);
    }
    for (std::size_t kind = 0; kind < sorted.size(); ++kind) {
        std::sort(sorted[kind].begin(), sorted[kind].end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        for (auto& [count, text] : sorted[kind]) {
            places_[text] = {.is_name = kind == 1, .rank = static_cast<std::uint32_t>(ranked_[kind].size())};
            ranked_[kind].push_back(std::move(text));
        }
    }
}

std::string_view Vocabulary::exchanged(const std::string& word, std::uint64_t round) const {
    constexpr std::uint32_t kCommonest = 64;
    constexpr std::size_t kBand = 512;
    const auto found = places_.find(word);
    if (found == places_.end()) return {};
    const Place place = found->second;
    const std::vector<std::string>& words = ranked_[place.is_name ? 1 : 0];
    if (!place.is_name && place.rank < kCommonest) return words[place.rank];
    const std::size_t band = place.rank / kBand * kBand;
    const std::size_t begin = place.is_name ? band : std::max<std::size_t>(band, kCommonest);
    const std::size_t size = std::min(band + kBand, words.size()) - begin;
    const std::size_t step = mix64(round + mix64(band)) % size;
    return words[begin + (place.rank - begin + step) % size];
}

Variation::Variation(std::uint64_t round, const Vocabulary& vocabulary)
    : round_(round), vocabulary_(&vocabulary), suffix_("-r" + std::to_string(round)) {
    for (std::size_t i = 0; i < letters_.size(); ++i) letters_[i] = static_cast<char>(i);
    for (const std::string_view from :
         {std::string_view{"aeiou"}, std::string_view{"bcdfghjklmnpqrstvwxyz"}}) {
        const std::string to = shuffled(from, round);
        for (std::size_t i = 0; i < from.size(); ++i) {
            letters_[static_cast<unsigned char>(from[i])] = to[i];
            letters_[static_cast<unsigned char>(from[i] - 'a' + 'A')] = static_cast<char>(to[i] - 'a' + 'A');
        }
    }
}

std::string Variation::apply(std::string_view json) const {
    if (round_ == 0) return std::string{json};
    std::string out;
    out.reserve(json.size() + json.size() / 8 + 2 * suffix_.size());
    for_each_text(
        json, [&](std::string_view kept) { out += kept; },
        [&](std::string_view key, std::string_view value) {
            if (is_text(key, value)) return append_exchanged(out, value);
            out += value;
            if (names_an_item(key)) out += suffix_;
        });
    return out;
}

void Variation::append_exchanged(std::string& out, std::string_view text) const {
    for_each_piece(text, [&](std::string_view piece, bool is_word) {
        if (is_word) return append_word(out, piece);
        out += piece;
    });
}

/// Written as the word was: in small letters, with a capital, in capitals.
void Variation::append_word(std::string& out, std::string_view word) const {
    std::string small{word};
    std::transform(small.begin(), small.end(), small.begin(), lower);
    const std::string_view other = vocabulary_->exchanged(small, round_);
    if (other.empty()) {
        for (const char c : word) out += letters_[static_cast<unsigned char>(c)];
        return;
    }
    const bool all = word.size() > 1 && is_capital(word[1]);
    for (std::size_t i = 0; i < other.size(); ++i)
        out += is_capital(word[0]) && (i == 0 || all) ? upper(other[i]) : other[i];
}

}  // namespace wirefold::bench
