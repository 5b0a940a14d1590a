#include "daemon/config/toml_guard.hpp"

#include <algorithm>
#include <string>

#include "daemon/core/utf8.hpp"

namespace wirefold {

namespace {

[[nodiscard]] std::size_t byte_order_mark(std::string_view text) {
    constexpr std::string_view kMark = "\xef\xbb\xbf";
    return text.starts_with(kMark) ? kMark.size() : 0;
}

/// Walks over a text as a TOML parser does, as far as strings and comments go.
class Walk {
public:
    explicit Walk(std::string_view text) : text_(text), at_(byte_order_mark(text)) {}

    [[nodiscard]] std::optional<std::size_t> find() {
        while (at_ < text_.size() && !found_) step();
        return found_;
    }

private:
    void step() {
        const char c = text_[at_];
        if (!is_ascii(c)) {
            found_ = at_;
        } else if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (c == '"' || c == '\'') {
            skip_string(c);
        } else {
            ++at_;
        }
    }

    void skip_string(char quote) {
        const bool is_multi_line = text_.substr(at_).starts_with(std::string(3, quote));
        at_ += is_multi_line ? 3 : 1;
        while (at_ < text_.size() && !found_) {
            const char c = text_[at_];
            if (c == '\\' && quote == '"') {
                skip_escape(is_multi_line);
            } else if ((c == quote && closes(quote, is_multi_line)) || (c == '\n' && !is_multi_line)) {
                return;  // of a string left open the parser says so
            } else {
                ++at_;
            }
        }
    }

    void skip_escape(bool is_multi_line) {
        ++at_;
        const std::size_t words = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
        const bool ends_line = text_.substr(at_, words - at_).find('\n') != std::string_view::npos;
        if (!is_multi_line || !ends_line) {
            at_ = std::min(at_ + 1, text_.size());
            return;
        }
        at_ = words;
        if (at_ < text_.size() && !is_ascii(text_[at_])) found_ = at_;
    }

    /// Steps over quotation marks. True when they end the string, which in one of several lines takes three,
    /// and up to two before them belong to it.
    [[nodiscard]] bool closes(char quote, bool is_multi_line) {
        if (!is_multi_line) {
            ++at_;
            return true;
        }
        constexpr std::size_t kMarksMax = 5;
        std::size_t marks = 0;
        while (at_ < text_.size() && text_[at_] == quote && marks < kMarksMax) {
            ++at_;
            ++marks;
        }
        return marks >= 3;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::optional<std::size_t> found_;
};

}  // namespace

std::optional<std::size_t> find_stray_character(std::string_view text) {
    return Walk{text}.find();
}

std::string in_ascii(std::string_view text) {
    constexpr std::string_view kLetters = "GHIJKLMNOPQRSTVWXYZ";
    text.remove_prefix(byte_order_mark(text));
    std::string ascii;
    while (!text.empty()) {
        if (is_ascii(text.front())) {
            ascii += text.front();
            text.remove_prefix(1);
            continue;
        }
        const std::string_view character = front_character(text);
        std::size_t sum = 0;
        for (const char byte : character) sum += static_cast<unsigned char>(byte);
        ascii += kLetters[sum % kLetters.size()];
        text.remove_prefix(character.size());
    }
    return ascii;
}

}  // namespace wirefold
