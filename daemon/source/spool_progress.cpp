#include "daemon/source/spool_progress.hpp"

#include <array>
#include <charconv>
#include <concepts>
#include <optional>
#include <utility>

#include "daemon/core/file.hpp"
#include "daemon/core/hash.hpp"

namespace wirefold {

namespace {

constexpr std::string_view kFirstLine = "wirefold-spool-progress 1\n";
constexpr std::string_view kLastLine = "checksum ";
constexpr std::array kStates{std::pair{SpoolState::Open, std::string_view{"open"}},
                             std::pair{SpoolState::Finished, std::string_view{"finished"}},
                             std::pair{SpoolState::Failed, std::string_view{"failed"}}};

[[nodiscard]] std::string_view name_of(SpoolState state) {
    for (const auto& [known, name] : kStates) {
        if (known == state) return name;
    }
    return {};
}

/// Names may hold anything but "/": what would break a line is written as %XX.
void append_escaped(std::string& out, std::string_view name) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f && c != '%') {
            out += c;
        } else {
            out += '%';
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        }
    }
}

[[nodiscard]] std::optional<std::string> unescape(std::string_view text) {
    std::string name;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            name += text[i];
            continue;
        }
        unsigned byte = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (code != std::errc{} || digits.size() != 2 || end != digits.data() + 2) return std::nullopt;
        name += static_cast<char>(byte);
        i += 2;
    }
    return name;
}

/// Takes a word and the space behind it from the front of `line`.
[[nodiscard]] std::string_view take_word(std::string_view& line) {
    const std::size_t space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
    return word;
}

template <std::integral T>
[[nodiscard]] bool take_number(std::string_view& line, T& number) {
    const std::string_view word = take_word(line);
    const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), number);
    return code == std::errc{} && end == word.data() + word.size();
}

[[nodiscard]] bool take_state(std::string_view& line, SpoolState& state) {
    const std::string_view word = take_word(line);
    for (const auto& [known, name] : kStates) {
        if (name != word) continue;
        state = known;
        return true;
    }
    return false;
}

[[nodiscard]] bool parse_line(std::string_view line, SpoolProgress& progress) {
    SpoolIdentity identity;
    SpoolMark mark;
    const bool whole = take_state(line, mark.state) && take_number(line, mark.lines_finished) &&
                       take_number(line, identity.bytes) && take_number(line, identity.modified_ns) &&
                       take_number(line, identity.inode);
    auto name = unescape(line);
    if (!whole || !name || name->empty()) return false;
    identity.name = std::move(*name);
    return progress.emplace(std::move(identity), mark).second;
}

[[nodiscard]] Error damaged(std::string_view what) {
    return {Errc::Corrupt, std::string{what}};
}

}  // namespace

std::uint64_t SpoolIdentity::origin_hash() const {
    return hash64(name + '\n' + std::to_string(bytes) + '/' + std::to_string(modified_ns) + '/' +
                  std::to_string(inode));
}

std::string write_spool_progress(const SpoolProgress& progress) {
    std::string text{kFirstLine};
    for (const auto& [identity, mark] : progress) {
        text.append(name_of(mark.state)).append(" ").append(std::to_string(mark.lines_finished));
        text.append(" ").append(std::to_string(identity.bytes)).append(" ");
        text.append(std::to_string(identity.modified_ns)).append(" ").append(std::to_string(identity.inode));
        text += ' ';
        append_escaped(text, identity.name);
        text += '\n';
    }
    const std::string checksum = to_hex(hash64(text));
    text.append(kLastLine).append(checksum).append("\n");
    return text;
}

Result<SpoolProgress> parse_spool_progress(std::string_view text) {
    const std::size_t seal_bytes = kLastLine.size() + 17;
    if (!text.starts_with(kFirstLine.substr(0, kFirstLine.size() - 2))) return damaged("not a progress file");
    if (!text.starts_with(kFirstLine)) return damaged("a format version this program does not know");
    if (text.size() < kFirstLine.size() + seal_bytes) return damaged("cut short");
    const std::string_view sealed = text.substr(0, text.size() - seal_bytes);
    const std::string seal = std::string{kLastLine} + to_hex(hash64(sealed)) + '\n';
    if (text.substr(sealed.size()) != seal) return damaged("checksum does not match");

    SpoolProgress progress;
    std::string_view rest = sealed.substr(kFirstLine.size());
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos || !parse_line(rest.substr(0, end), progress)) {
            return damaged("unreadable line");
        }
        rest.remove_prefix(end + 1);
    }
    return progress;
}

Result<SpoolProgress> load_spool_progress(const std::string& path) {
    auto file = open_file(path, O_RDONLY);
    if (!file) {
        if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT) return SpoolProgress{};
        return file.error();
    }
    const auto text = read_to_end(*file, path);
    if (!text) return text.error();
    auto progress = parse_spool_progress(*text);
    if (progress) return progress;
    return Error{Errc::Corrupt,
                 "spool progress " + path + ": " + progress.error().context +
                     "; restore it, or remove it to read every file in the spool folder again"};
}

Result<void> save_spool_progress(const std::string& path, const SpoolProgress& progress) {
    return replace_file(path, write_spool_progress(progress));
}

}  // namespace wirefold
