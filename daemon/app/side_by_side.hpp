#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wirefold {

/// Texts for a terminal. Widths are counted in cells: most characters take one, those of East Asian scripts
/// two. Control characters are left out, so that no article can steer the terminal.

[[nodiscard]] std::size_t cells_of(std::string_view text);
/// On one line, without control characters.
[[nodiscard]] std::string one_line(std::string_view text);
/// Lines of at most `cells`; broken at spaces where there are any.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t cells);

/// Rows whose cells stand below one another; the last column is as wide as it likes.
class TextTable {
public:
    /// An empty head: none.
    explicit TextTable(std::vector<std::string> head) {
        if (!head.empty()) rows_.push_back(std::move(head));
    }
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    void append_to(std::string& out) const;

private:
    std::vector<std::vector<std::string>> rows_;
};

/// Two columns of wrapped text with a label before them.
class SideBySide {
public:
    explicit SideBySide(std::string& out) : out_(out) {}
    void row(std::string_view label, std::string_view left, std::string_view right);

private:
    static constexpr std::size_t kLabelCells = 10;
    static constexpr std::size_t kColumnCells = 52;
    std::string& out_;
};

}  // namespace wirefold
