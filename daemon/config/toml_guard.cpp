#include "daemon/config/toml_guard.hpp"

#include <algorithm>
#include <string>

namespace wirefold {

namespace {

[[nodiscard]] bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

/// Walks over a text as a TOML parser does, as far as strings and comments go.
class Walk {
public:
    explicit Walk(std::string_view text) : text_(text) {
        constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
        if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    }

    [[nodiscard]] std::optional<std::size_t> find() {
        while (at_ < text_.size() && !found_) step();
        return found_;
    }

private:
    void step() {
        const char c = text_[at_];
        if (is_beyond_ascii(c)) {
            found_ = at_;
        } else if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if ((c == '"' || c == '\'') && may_open_string()) {
            skip_string(c);
            before_ = c;
        } else {
            if (c != ' ' && c != '\t' && c != '\r') before_ = c;
            ++at_;
        }
    }

    /// Where a key or a value may begin. Anywhere else the parser takes a quotation mark for part of a value
    /// that it cannot read, and looks for the end of that value in what follows.
    [[nodiscard]] bool may_open_string() const {
        constexpr std::string_view kBeforeStrings = "\n=,[{.";
        return kBeforeStrings.find(before_) != std::string_view::npos;
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
        if (at_ < text_.size() && is_beyond_ascii(text_[at_])) found_ = at_;
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
    char before_ = '\n';  ///< The last character before `at_` that is no blank.
    std::optional<std::size_t> found_;
};

}  // namespace

std::optional<std::size_t> find_stray_character(std::string_view text) {
    return Walk{text}.find();
}

}  // namespace wirefold
