#include "daemon/fingerprint/numbers.hpp"

#include <algorithm>

#include "daemon/core/hash.hpp"

namespace wirefold {

namespace {

[[nodiscard]] bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "1,234,567": one to three digits, then groups of three; between commas also of two, as in India.
[[nodiscard]] bool is_grouped(std::string_view number, char separator) {
    std::size_t at = number.find(separator);
    if (at == 0 || at > 3) return false;
    while (at != std::string_view::npos) {
        const std::size_t next = number.find(separator, at + 1);
        const std::size_t digits = std::min(next, number.size()) - at - 1;
        const bool is_last = next == std::string_view::npos;
        if (digits != 3 && (digits != 2 || is_last || separator != ',')) return false;
        at = next;
    }
    return true;
}

void append_plain_number(std::string_view integer, std::string_view decimals, std::string& out) {
    const std::size_t begin = out.size();
    for (const char c : integer) {
        if (is_digit(c) && !(c == '0' && out.size() == begin)) out += c;
    }
    if (out.size() == begin) out += '0';
    while (!decimals.empty() && decimals.back() == '0') decimals.remove_suffix(1);
    if (!decimals.empty()) out.append(1, '.').append(decimals);
}

[[nodiscard]] bool is_digits(std::string_view token) {
    return std::all_of(token.begin(), token.end(), is_digit);
}

}  // namespace

std::string canonical_number(std::string_view written) {
    std::string out;
    append_canonical_number(written, out);
    return out;
}

void append_canonical_number(std::string_view written, std::string& out) {
    const std::size_t last = written.find_last_of(".,");
    if (last == std::string_view::npos) return append_plain_number(written, {}, out);
    const char sign = written[last];
    const char other = sign == ',' ? '.' : ',';
    const auto signs = std::count(written.begin(), written.end(), sign);
    const bool has_other = written.find(other) != std::string_view::npos;

    if (!has_other && is_grouped(written, sign) && (sign == ',' || signs > 1))
        return append_plain_number(written, {}, out);
    const std::string_view integer = written.substr(0, last);
    const bool begins_decimals = signs == 1 && (!has_other || is_grouped(integer, other));
    if (!begins_decimals) {
        out += written;
        return;
    }
    append_plain_number(integer, written.substr(last + 1), out);
}

void NumberCollector::add(std::string_view token, char joint) {
    if (joint == 0) {
        end_number();
    } else {
        written_ += joint;  // the token before ended with a digit
    }
    for (const char c : token) {
        if (is_digit(c)) {
            written_ += c;
        } else {
            end_number();
        }
    }
}

void NumberCollector::end_number() {
    if (written_.empty()) return;
    add_whole(canonical_number(written_));
    written_.clear();
}

void NumberCollector::add_whole(std::string_view canonical) {
    hashes_.push_back(static_cast<std::uint32_t>(hash64(canonical, seed_) >> 32U));
}

const std::vector<std::uint32_t>& NumberCollector::finish() {
    end_number();
    std::sort(hashes_.begin(), hashes_.end());
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    return hashes_;
}

void TextNumbers::write(const NormalizedText& text, std::size_t begin, std::size_t end) {
    written_.assign(text.token(begin));
    for (std::size_t i = begin + 1; i < end; ++i) {
        written_ += text.tokens[i].joint;
        written_ += text.token(i);
    }
}

void TextNumbers::read(const NormalizedText& text, std::span<const std::uint32_t> digit_tokens,
                       NumberCollector& collector) {
    numbers_.clear();
    text_.clear();
    for (std::size_t at = 0; at < digit_tokens.size();) {
        const std::uint32_t begin = digit_tokens[at];
        std::uint32_t end = begin;
        bool has_letters = false;
        do {  // a token with a joint begins with a digit, so it is the next of these
            has_letters |= !is_digits(text.token(end));
            ++at;
            ++end;
        } while (at < digit_tokens.size() && digit_tokens[at] == end && text.tokens[end].joint != 0);
        const std::size_t spelled_at = text_.size();
        const std::string_view first = text.token(begin);
        if (!has_letters && end == begin + 1 && first.front() != '0') {  // most numbers
            text_ += first;
        } else {
            write(text, begin, end);
            append_canonical_number(written_, text_);
        }
        const std::size_t bytes = text_.size() - spelled_at;
        numbers_.push_back({.begin = begin,
                            .end = end,
                            .text = static_cast<std::uint32_t>(spelled_at),
                            .bytes = static_cast<std::uint32_t>(bytes)});
        if (!has_letters) {
            collector.add_whole(std::string_view{text_}.substr(spelled_at));
            continue;
        }
        for (std::size_t i = begin; i < end; ++i) collector.add(text.token(i), text.tokens[i].joint);
    }
}

std::string_view TextNumbers::spelling(const NormalizedText& text, const Number& number, std::size_t tokens) {
    if (number.end <= tokens) return std::string_view{text_}.substr(number.text, number.bytes);
    write(text, number.begin, tokens);
    cut_.clear();
    append_canonical_number(written_, cut_);
    return cut_;
}

}  // namespace wirefold
