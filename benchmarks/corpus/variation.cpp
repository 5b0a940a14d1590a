#include "benchmarks/corpus/variation.hpp"

#include <algorithm>
#include <cstddef>

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

[[nodiscard]] bool names_an_item(std::string_view key) {
    return key == "uri" || key == "guid" || key == "id" || key == "url";
}

[[nodiscard]] bool is_key(std::string_view json, std::size_t after) {
    const std::size_t next = json.find_first_not_of(" \t", after);
    return next != std::string_view::npos && json[next] == ':';
}

}  // namespace

Variation::Variation(std::uint64_t round) : round_(round), suffix_("-r" + std::to_string(round)) {
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
    out.reserve(json.size() + 2 * suffix_.size());
    std::string_view key;
    std::size_t at = 0;
    while (at < json.size()) {
        const std::size_t quote = std::min(json.find('"', at), json.size());
        out += json.substr(at, quote - at);
        if (quote == json.size()) break;
        const std::size_t end = end_of_string(json, quote + 1);
        const std::string_view text = json.substr(quote + 1, end - quote - 1);
        std::string value{text};
        if (is_key(json, end + 1)) {
            key = text;
        } else if (names_an_item(key)) {
            value += suffix_;
        } else if (text.find(' ') != std::string_view::npos && key != "name") {
            exchange_letters(value);
        }
        out += '"';
        out += value;
        if (end < json.size()) out += '"';
        at = end + 1;
    }
    return out;
}

/// Escapes, markup and character references stay as they are.
void Variation::exchange_letters(std::string& text) const {
    char until = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char& c = text[i];
        if (until != 0) {
            if (c == until || (until == ';' && c == ' ')) until = 0;
        } else if (c == '<') {
            until = '>';
        } else if (c == '&') {
            until = ';';
        } else if (c == '\\') {
            i += i + 1 < text.size() && text[i + 1] == 'u' ? 5U : 1U;
        } else {
            c = letters_[static_cast<unsigned char>(c)];
        }
    }
}

}  // namespace wirefold::bench
