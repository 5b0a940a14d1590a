#include "daemon/app/side_by_side.hpp"

#include <algorithm>

#include "daemon/core/utf8.hpp"

namespace wirefold {

namespace {

[[nodiscard]] bool is_control(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character.front());
    // C1 controls are C2 80 to C2 9F.
    return lead < 0x20 || lead == 0x7f ||
           (lead == 0xc2 && character.size() == 2 && static_cast<unsigned char>(character[1]) < 0xa0);
}

[[nodiscard]] std::size_t cells_of_character(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character.front());
    if (lead < 0xe2) return 1;
    const auto second = character.size() > 1 ? static_cast<unsigned char>(character[1]) : 0U;
    // From U+2E80 on up to the Yi syllables, Hangul, full-width forms, and the emoji planes.
    const bool is_wide = (lead == 0xe2 && second >= 0xba) || (lead >= 0xe3 && lead <= 0xed) ||
                         (lead == 0xef && second >= 0xbc) || lead >= 0xf0;
    return is_wide ? 2 : 1;
}

void pad(std::string& out, std::string_view text, std::size_t cells) {
    out += text;
    const std::size_t used = cells_of(text);
    out.append(cells > used ? cells - used : 0, ' ');
}

}  // namespace

std::size_t cells_of(std::string_view text) {
    std::size_t cells = 0;
    while (!text.empty()) {
        const std::string_view character = front_character(text);
        cells += cells_of_character(character);
        text.remove_prefix(character.size());
    }
    return cells;
}

std::string one_line(std::string_view text) {
    std::string line;
    while (!text.empty()) {
        const std::string_view character = front_character(text);
        text.remove_prefix(character.size());
        if (!is_control(character))
            line += character;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t cells) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    std::size_t last_space = std::string::npos;  // in `line`
    const std::string clean = one_line(text);
    std::string_view rest = clean;
    while (!rest.empty()) {
        const std::string_view character = front_character(rest);
        rest.remove_prefix(character.size());
        if (used + cells_of_character(character) > cells) {
            std::string next;
            if (character != " " && last_space != std::string::npos) {
                next = line.substr(last_space + 1);
                line.resize(last_space);
            }
            lines.push_back(std::move(line));
            line = std::move(next);
            used = cells_of(line);
            last_space = std::string::npos;
            if (character == " ") continue;
        }
        if (character == " ") last_space = line.size();
        line += character;
        used += cells_of_character(character);
    }
    if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
    return lines;
}

void TextTable::append_to(std::string& out) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], cells_of(row[i]));
    }
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) pad(line, one_line(row[i]), widths[i] + 2);
        line.resize(line.find_last_not_of(' ') + 1);
        out += line + '\n';
    }
}

void SideBySide::row(std::string_view label, std::string_view left, std::string_view right) {
    const std::vector<std::string> left_lines = wrapped(left, kColumnCells);
    const std::vector<std::string> right_lines = wrapped(right, kColumnCells);
    for (std::size_t i = 0; i < std::max(left_lines.size(), right_lines.size()); ++i) {
        std::string line;
        pad(line, i == 0 ? label : std::string_view{}, kLabelCells);
        pad(line, i < left_lines.size() ? left_lines[i] : std::string{}, kColumnCells);
        line += " | ";
        if (i < right_lines.size()) line += right_lines[i];
        line.resize(line.find_last_not_of(' ') + 1);
        out_ += line + '\n';
    }
}

}  // namespace wirefold
