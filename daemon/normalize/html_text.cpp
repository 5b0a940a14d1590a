#include "daemon/normalize/html_text.hpp"

#include <algorithm>
#include <cstddef>

#include "daemon/core/ascii.hpp"
#include "daemon/normalize/character_references.hpp"
#include "daemon/normalize/html_elements.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

[[nodiscard]] bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
[[nodiscard]] bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

[[nodiscard]] bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return small_letter(x) == small_letter(y); });
}

enum class Furniture { Hidden, Shown };

/// One pass over a document.
class Scanner {
public:
    Scanner(std::string_view html, Furniture furniture, std::string& out)
        : html_(html), furniture_(furniture), out_(out), last_tag_end_(html.rfind('>')) {}

    void run() {
        while (at_ < html_.size()) {
            const std::size_t open = html_.find('<', at_);
            // Without a '>' to come this is no markup, and looking for one again would cost a pass each.
            const bool is_over = open == kNone || last_tag_end_ == kNone || open > last_tag_end_;
            const std::size_t text_end = is_over ? html_.size() : open;
            text(html_.substr(at_, text_end - at_));
            at_ = text_end;
            if (!is_over) markup();
        }
    }
    [[nodiscard]] bool hid_furniture() const { return hid_furniture_; }

private:
    void text(std::string_view characters) {
        if (hiding_.empty()) append_without_references(characters, Semicolon::Optional, out_);
    }
    void end_word() {
        if (hiding_.empty() && !out_.empty() && out_.back() != '\n') out_ += '\n';
    }

    /// At '<'.
    void markup() {
        const char next = at(at_ + 1);
        if (is_letter(next)) {
            tag(at_ + 1, false);
        } else if (next == '/' && is_letter(at(at_ + 2))) {
            tag(at_ + 2, true);
        } else if (next == '!' && html_.substr(at_).starts_with("<!--")) {
            comment();
        } else if (next == '!' && html_.substr(at_).starts_with("<![CDATA[")) {
            character_data();
        } else if (next == '!' || next == '?' || next == '/') {
            at_ = after(html_.find('>', at_));
        } else {
            text(html_.substr(at_, 1));
            ++at_;
        }
    }

    void tag(std::size_t name_begin, bool is_end_tag) {
        std::size_t name_end = name_begin;
        while (name_end < html_.size() && !is_space(html_[name_end]) && html_[name_end] != '/' &&
               html_[name_end] != '>') {
            ++name_end;
        }
        const std::string_view name = html_.substr(name_begin, name_end - name_begin);
        const std::size_t close = tag_close(name_end);
        const bool is_empty_element = !is_end_tag && close != kNone && html_[close - 1] == '/';
        at_ = after(close);

        const ElementRole role = role_of_element(name);
        if (role != ElementRole::Inline) end_word();
        if (role == ElementRole::RawText && !is_end_tag && !is_empty_element) {
            at_ = raw_text_end(name);
        } else if (role == ElementRole::Furniture && furniture_ == Furniture::Hidden && !is_empty_element) {
            furniture(name, is_end_tag);
        }
    }

    /// Counts elements of the name that began the hidden stretch; others inside it do not matter.
    void furniture(std::string_view name, bool is_end_tag) {
        if (hiding_.empty()) {
            if (is_end_tag) return;
            hiding_ = name;
            hidden_depth_ = 1;
            hid_furniture_ = true;
        } else if (same_name(name, hiding_)) {
            hidden_depth_ += is_end_tag ? std::size_t{0} - 1 : 1;
            if (hidden_depth_ == 0) hiding_ = {};
        }
    }

    /// The '>' that closes the tag whose attributes begin at `from`: not one inside a quoted value.
    [[nodiscard]] std::size_t tag_close(std::size_t from) {
        std::size_t i = quotes_are_unclosed_ ? html_.size() : from;
        while (i < html_.size() && html_[i] != '>') {
            if (html_[i++] == '=') i = value_end(i);
        }
        if (i < html_.size()) return i;
        // A quotation mark that is never closed must not swallow the text, nor cost each tag a search.
        quotes_are_unclosed_ = true;
        return html_.find('>', from);
    }

    [[nodiscard]] std::size_t value_end(std::size_t i) const {
        while (is_space(at(i))) ++i;
        const char quote = at(i);
        if (quote == '"' || quote == '\'') return after(html_.find(quote, i + 1));
        while (i < html_.size() && !is_space(html_[i]) && html_[i] != '>') ++i;
        return i;
    }

    void comment() {
        const std::size_t body = at_ + 4;
        if (at(body) == '>' || html_.substr(body, 2) == "->") {  // "<!-->" and "<!--->" are whole comments
            at_ = after(html_.find('>', body));
            return;
        }
        if (!comments_are_unclosed_) {
            const std::size_t close = html_.find("-->", body);
            if (close != kNone) {
                at_ = close + 3;
                return;
            }
            comments_are_unclosed_ = true;
        }
        at_ = after(html_.find('>', body));
    }

    /// CDATA is a comment to HTML, but text to XHTML, where alone it is written.
    void character_data() {
        const std::size_t begin = at_ + std::string_view{"<![CDATA["}.size();
        const std::size_t close = character_data_is_unclosed_ ? kNone : html_.find("]]>", begin);
        if (close == kNone) {
            character_data_is_unclosed_ = true;
            at_ = after(html_.find('>', begin));
            return;
        }
        if (hiding_.empty()) out_.append(html_, begin, close - begin);
        at_ = close + 3;
    }

    /// Where the end tag of a raw text element begins; the end of the document when there is none.
    [[nodiscard]] std::size_t raw_text_end(std::string_view name) const {
        for (std::size_t i = html_.find("</", at_); i != kNone; i = html_.find("</", i + 2)) {
            const char follows = at(i + 2 + name.size());
            const bool is_end = is_space(follows) || follows == '/' || follows == '>';
            if (is_end && same_name(html_.substr(i + 2, name.size()), name)) return i;
        }
        return html_.size();
    }

    [[nodiscard]] char at(std::size_t i) const { return i < html_.size() ? html_[i] : '\0'; }
    [[nodiscard]] std::size_t after(std::size_t close) const {
        return close == kNone ? html_.size() : close + 1;
    }

    std::string_view html_;
    Furniture furniture_;
    std::string& out_;
    std::size_t last_tag_end_;
    std::size_t at_ = 0;
    std::string_view hiding_;  ///< Name of the furniture that hides the text here; empty outside.
    std::size_t hidden_depth_ = 0;
    bool hid_furniture_ = false;
    bool quotes_are_unclosed_ = false;
    bool comments_are_unclosed_ = false;
    bool character_data_is_unclosed_ = false;
};

}  // namespace

void append_html_text(std::string_view html, std::string& out) {
    const std::size_t begin = out.size();
    Scanner scanner{html, Furniture::Hidden, out};
    scanner.run();
    if (scanner.hid_furniture() && out.find_first_not_of(" \n\t\r\f", begin) == std::string::npos) {
        out.resize(begin);
        Scanner{html, Furniture::Shown, out}.run();
    }
}

}  // namespace wirefold
