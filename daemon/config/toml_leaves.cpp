#include "daemon/config/toml_leaves.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

// toml++ 3.3 treats some broken texts ("[=]") as broken promises of its own, and then aborts or, with NDEBUG,
// runs on into undefined behavior. Right behind each of these checks its parser reports them as errors, which
// is what we want.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#include <toml++/toml.h>

#include "daemon/config/text_rules.hpp"
#include "daemon/config/toml_guard.hpp"
#include "daemon/core/utf8.hpp"

namespace wirefold {

namespace {

constexpr std::size_t kProblemsMax = 20;
/// Parts of keys a line may have. toml++ makes a table of each and frees them recursively.
constexpr std::size_t kDotsPerLineMax = 256;

[[nodiscard]] TomlPosition position(const toml::source_position& at) {
    return {at.line, at.column};
}

[[nodiscard]] std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// The lines of a text, each with its end, so that joined they are the text again.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t bytes = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.emplace_back(text.substr(0, bytes));
        text.remove_prefix(bytes);
    }
    return lines;
}

[[nodiscard]] std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

/// Dots outside quotation marks.
[[nodiscard]] std::size_t dots_in(std::string_view line) {
    std::size_t dots = 0;
    char quote = '\0';
    for (const char c : line) {
        if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = '\0';
        }
        if (c == '.' && quote == '\0') ++dots;
    }
    return dots;
}

/// Flattens a parsed document.
class Collector {
public:
    explicit Collector(std::vector<TomlLeaf>& leaves) : leaves_(leaves) {}

    void collect(const toml::table& table, const std::string& prefix) {
        for (const auto& [key, node] : table) {
            const std::string name = prefix + std::string{key.str()};
            const toml::table* inner = node.as_table();
            if (inner != nullptr && !inner->empty()) {
                collect(*inner, name + ".");
            } else {
                leaves_.push_back(
                    {name, content_of(node), position(key.source().begin), position(node.source().begin)});
            }
        }
    }

private:
    [[nodiscard]] static TomlContent content_of(const toml::node& node) {
        if (const auto* text = node.as_string()) return text->get();
        if (const auto* number = node.as_integer()) return number->get();
        if (const auto* truth = node.as_boolean()) return truth->get();
        if (const auto* list = node.as_array()) return texts_of(*list);
        if (node.is_table()) return TomlOther{"a table"};
        if (node.is_floating_point()) return TomlOther{"a decimal number"};
        return TomlOther{"a date or time"};
    }

    [[nodiscard]] static TomlContent texts_of(const toml::array& list) {
        std::vector<std::string> texts;
        for (const toml::node& element : list) {
            const auto* text = element.as_string();
            if (text == nullptr) return TomlOther{"a list with something else than texts in it"};
            texts.push_back(text->get());
        }
        return texts;
    }

    std::vector<TomlLeaf>& leaves_;
};

/// Parses again and again, each time without the lines found wrong so far.
class Reader {
public:
    explicit Reader(std::string_view text) : lines_(lines_of(text)) {}

    [[nodiscard]] TomlLeaves read() {
        if (refuses_depth()) return std::move(result_);
        while (result_.problems.size() < kProblemsMax) {
            const std::string text = joined(lines_);
            if (const auto stray = find_stray_character(text)) {
                if (!leave_out_stray(text, *stray)) break;
                continue;
            }
            const toml::parse_result parsed = parse(text);
            if (parsed) {
                accept(parsed.table());
                break;
            }
            if (!leave_out(parsed.error())) break;
        }
        return std::move(result_);
    }

private:
    /// Of text without stray characters. Where a quotation mark opens no string, toml++ finds that wrong
    /// before it looks at what the quotation holds.
    [[nodiscard]] static toml::parse_result parse(std::string_view text) {
        toml::parse_result structure = toml::parse(in_ascii(text));
        return structure ? toml::parse(text) : std::move(structure);
    }

    [[nodiscard]] bool refuses_depth() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (dots_in(lines_[i]) <= kDotsPerLineMax) continue;
            result_.problems.push_back(
                {{static_cast<std::uint32_t>(i + 1), 1}, {}, "the line has more dots than any key needs"});
            return true;
        }
        return false;
    }

    void accept(const toml::table& table) {
        result_.complete = true;
        Collector{result_.leaves}.collect(table, {});
        std::stable_sort(
            result_.leaves.begin(), result_.leaves.end(), [](const TomlLeaf& a, const TomlLeaf& b) {
                return std::pair{a.key_at.line, a.key_at.column} < std::pair{b.key_at.line, b.key_at.column};
            });
        for (TomlProblem& problem : result_.problems) {
            if (!problem.key.empty()) add_first_place(problem);
        }
        refuse_second_spellings();
    }

    void add_first_place(TomlProblem& problem) const {
        const auto first = std::find_if(result_.leaves.begin(), result_.leaves.end(),
                                        [&](const TomlLeaf& leaf) { return leaf.key == problem.key; });
        if (first != result_.leaves.end())
            problem.message += ", first at line " + std::to_string(first->key_at.line);
    }

    /// `"a.b" = 1` and `[a]` with `b = 1` differ for TOML and are one key for us.
    void refuse_second_spellings() {
        std::map<std::string, std::uint32_t> first_lines;
        std::vector<TomlLeaf> kept;
        for (TomlLeaf& leaf : result_.leaves) {
            const auto [first, is_new] = first_lines.emplace(leaf.key, leaf.key_at.line);
            if (is_new) {
                kept.push_back(std::move(leaf));
            } else {
                result_.problems.push_back(
                    {leaf.key_at, leaf.key, "is set twice, first at line " + std::to_string(first->second)});
            }
        }
        result_.leaves = std::move(kept);
    }

    /// Notes the error and empties its line. False: what follows cannot be trusted any more.
    [[nodiscard]] bool leave_out(const toml::parse_error& error) {
        const TomlPosition at = position(error.source().begin);
        if (at.line == 0 || at.line > lines_.size()) {
            result_.problems.push_back({at, {}, message_for(error, {})});
            return false;
        }
        std::string& line = lines_[at.line - 1];
        const std::string_view words = trimmed(line);
        const bool again = error.description().find("redefine") != std::string_view::npos;
        if (again && !words.starts_with('[')) {
            const auto indent = static_cast<std::uint32_t>(line.find_first_not_of(" \t"));
            result_.problems.push_back({{at.line, indent + 1}, key_at(at.line), "is set twice"});
        } else {
            result_.problems.push_back({at, {}, message_for(error, words)});
            if (words.empty() || words.starts_with('[') || is_right_alone(words)) return false;
        }
        line = "\n";
        return true;
    }

    [[nodiscard]] static bool is_right_alone(std::string_view line) {
        return !find_stray_character(line) && parse(line);
    }

    [[nodiscard]] bool leave_out_stray(std::string_view text, std::size_t stray) {
        const auto before = text.substr(0, stray);
        const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
        const auto column = count_characters(before.substr(before.rfind('\n') + 1)) + 1;
        result_.problems.push_back(
            {{static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(column)},
             {},
             "is not valid TOML: only texts in quotation marks and comments hold other characters "
             "than ASCII"});
        if (trimmed(lines_[line]).starts_with('[')) return false;
        lines_[line] = "\n";
        return true;
    }

    /// The key a line sets, with the table it stands in.
    [[nodiscard]] std::string key_at(std::size_t line) const {
        std::string key{trimmed(std::string_view{lines_[line - 1]}.substr(0, lines_[line - 1].find('=')))};
        for (std::size_t above = line - 1; above-- > 0;) {
            const std::string_view words = trimmed(lines_[above]);
            if (!words.starts_with('[')) continue;
            return std::string{trimmed(words.substr(1, words.find(']') - 1))}.append(".").append(key);
        }
        return key;
    }

    /// A broken line may hold a secret, and toml++ quotes what it does not understand.
    [[nodiscard]] static std::string message_for(const toml::parse_error& error, std::string_view line) {
        constexpr std::string_view kHint = "; texts, sizes and durations stand in quotation marks";
        std::string message = "is not valid TOML";
        if (!may_hold_secret(line)) {
            constexpr std::string_view kLeadIn = "Error while parsing ";
            std::string_view reason = error.description();
            if (reason.starts_with(kLeadIn)) reason.remove_prefix(kLeadIn.size());
            message.append(": ").append(reason);
        }
        if (line.find('=') != std::string_view::npos) message += kHint;
        return message;
    }

    std::vector<std::string> lines_;
    TomlLeaves result_;
};

}  // namespace

TomlLeaves read_toml(std::string_view text) {
    return Reader{text}.read();
}

std::string_view kind_of(const TomlContent& content) {
    if (const auto* other = std::get_if<TomlOther>(&content)) return other->name;
    constexpr std::array<std::string_view, 4> kNames{"a text", "a whole number", "true or false", "a list"};
    return kNames[content.index()];
}

}  // namespace wirefold
