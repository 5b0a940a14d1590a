#include "daemon/config/reading.hpp"

#include <algorithm>
#include <utility>

#include "daemon/config/quantity.hpp"
#include "daemon/core/utf8.hpp"

namespace wirefold {

namespace {

/// The value as a message may show it: shortened, on one line, and never a secret.
[[nodiscard]] std::string shown(const Setting& setting, std::string_view text) {
    constexpr std::size_t kShownBytesMax = 60;
    if (setting.secret || setting.type == SettingType::Properties) return "the value";
    if (!is_utf8(text)) return "the value";
    const std::size_t bytes = well_formed_bytes(text.substr(0, kShownBytesMax));
    return toml_string(text.substr(0, bytes)) + (bytes < text.size() ? "…" : "");
}

[[nodiscard]] std::string listed(std::span<const std::string_view> words) {
    std::string text;
    for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

[[nodiscard]] std::string number_text(const Setting& setting, std::int64_t number) {
    if (setting.type == SettingType::Bytes) return bytes_text(number);
    if (setting.type == SettingType::TimeSpan) return duration_text(number);
    return std::to_string(number);
}

/// What any file or variable may hold where a text is asked for.
[[nodiscard]] std::optional<std::string> refuse_characters(std::string_view text) {
    if (!is_utf8(text)) return "must be UTF-8";
    if (has_control_characters(text)) return "must not hold control characters";
    return std::nullopt;
}

[[nodiscard]] std::optional<Refusal> refuse_text(const Setting& setting, std::string_view text) {
    if (auto wrong = refuse_characters(text)) return Refusal{std::move(*wrong)};
    if (setting.secret && text == kRedacted) {
        return Refusal{"is what print-config shows instead of the secret; put the secret itself here"};
    }
    if (setting.rule.accepts == nullptr || setting.rule.accepts(text)) return std::nullopt;
    const std::string subject = text.empty() ? "" : shown(setting, text) + " ";
    return Refusal{subject + std::string{setting.rule.demand}};
}

[[nodiscard]] Reading check_number(const Setting& setting, std::int64_t number) {
    const Bounds& bounds = setting.bounds;
    if (number < bounds.least || number > bounds.most) {
        return Refusal{number_text(setting, number) + " is out of bounds; must be " + bounds_text(setting)};
    }
    if (number % bounds.step != 0) {
        return Refusal{number_text(setting, number) + " is too fine; must be a multiple of " +
                       number_text(setting, bounds.step)};
    }
    return SettingValue{number};
}

[[nodiscard]] Reading read_number(const Setting& setting, std::string_view text) {
    const bool is_bytes = setting.type == SettingType::Bytes;
    const auto number = is_bytes ? parse_bytes(text) : parse_duration(text);
    if (number) return check_number(setting, *number);
    const std::string right = is_bytes ? "a whole number and B, KiB, MiB, GiB or TiB, such as "
                                       : "a whole number and ms, s, m, h or d, such as ";
    return Refusal{shown(setting, text) + (is_bytes ? " is no number of bytes" : " is no duration") +
                   "; must be " + right + toml_text(setting, setting.default_value())};
}

[[nodiscard]] Reading read_word(const Setting& setting, std::string_view text) {
    if (std::find(setting.words.begin(), setting.words.end(), text) != setting.words.end()) {
        return SettingValue{std::string{text}};
    }
    return Refusal{shown(setting, text) + " is unknown; must be " + bounds_text(setting)};
}

[[nodiscard]] Reading read_list(const Setting& setting, std::vector<std::string> texts) {
    for (auto text = texts.begin(); text != texts.end(); ++text) {
        if (auto wrong = refuse_text(setting, *text)) return std::move(*wrong);
        if (std::find(texts.begin(), text, *text) != text)
            return Refusal{shown(setting, *text) + " is listed twice"};
    }
    return SettingValue{std::move(texts)};
}

/// Texts, and everything that is spelled as a text.
[[nodiscard]] Reading read_text(const Setting& setting, std::string_view text) {
    switch (setting.type) {
        case SettingType::Bytes:
        case SettingType::TimeSpan: return read_number(setting, text);
        case SettingType::Word: return read_word(setting, text);
        default: break;
    }
    if (auto wrong = refuse_text(setting, text)) return std::move(*wrong);
    return SettingValue{std::string{text}};
}

[[nodiscard]] std::string expected(const Setting& setting) {
    switch (setting.type) {
        case SettingType::Text: return "a text in quotation marks";
        case SettingType::TextList: return "a list of texts, such as [\"a\", \"b\"]";
        case SettingType::Bytes:
            return "a size in quotation marks, such as " + toml_text(setting, setting.default_value());
        case SettingType::TimeSpan:
            return "a duration in quotation marks, such as " + toml_text(setting, setting.default_value());
        case SettingType::Integer: return "a whole number without quotation marks, " + bounds_text(setting);
        case SettingType::Boolean: return "true or false, without quotation marks";
        case SettingType::Word: return "a text in quotation marks, " + bounds_text(setting);
        case SettingType::Properties: return "a table of properties";
    }
    return {};
}

[[nodiscard]] std::vector<std::string> split_at_commas(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view part = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        parts.emplace_back(part);
    }
    return parts;
}

}  // namespace

Reading read_content(const Setting& setting, const TomlContent& content) {
    const SettingType type = setting.type;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&content);
        texts && type == SettingType::TextList) {
        return read_list(setting, *texts);
    }
    if (const auto* truth = std::get_if<bool>(&content); truth && type == SettingType::Boolean)
        return SettingValue{*truth};
    if (const auto* number = std::get_if<std::int64_t>(&content); number && type == SettingType::Integer) {
        return check_number(setting, *number);
    }
    const bool is_spelled_as_text = type == SettingType::Text || type == SettingType::Bytes ||
                                    type == SettingType::TimeSpan || type == SettingType::Word;
    if (const auto* text = std::get_if<std::string>(&content); text && is_spelled_as_text)
        return read_text(setting, *text);
    return Refusal{"must be " + expected(setting) + "; it is " + std::string{kind_of(content)}};
}

Reading read_variable(const Setting& setting, std::string_view text) {
    switch (setting.type) {
        case SettingType::TextList: return read_list(setting, split_at_commas(text));
        case SettingType::Boolean:
            if (text == "true" || text == "false") return SettingValue{text == "true"};
            return Refusal{shown(setting, text) + " is neither true nor false"};
        case SettingType::Integer:
            if (const auto number = parse_integer(text)) return check_number(setting, *number);
            return Refusal{shown(setting, text) + " is no whole number; must be " + bounds_text(setting)};
        default: return read_text(setting, text);
    }
}

Reading read_property(const TomlContent& content) {
    if (const auto* truth = std::get_if<bool>(&content))
        return SettingValue{std::string{*truth ? "true" : "false"}};
    if (const auto* number = std::get_if<std::int64_t>(&content))
        return SettingValue{std::to_string(*number)};
    const auto* text = std::get_if<std::string>(&content);
    if (text == nullptr) {
        return Refusal{"must be a text, a whole number, true or false; it is " +
                       std::string{kind_of(content)}};
    }
    if (*text == kRedacted)
        return Refusal{"is what print-config shows instead of a secret; put the secret itself here"};
    // Line ends are right here: certificates have them.
    if (!is_utf8(*text) || text->find('\0') != std::string::npos)
        return Refusal{"must be UTF-8 without zero bytes"};
    return SettingValue{*text};
}

std::string toml_string(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.append("\\").append(1, c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7f) {
            out.append("\\u00").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
        } else {
            out += c;
        }
    }
    return out += '"';
}

std::string toml_text(const Setting& setting, const SettingValue& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        const std::string text = number_text(setting, *number);
        return setting.type == SettingType::Integer ? text : toml_string(text);
    }
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&value)) return toml_string(*text);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        std::string out = "[";
        for (const std::string& text : *texts)
            out.append(out.size() > 1 ? ", " : "").append(toml_string(text));
        return out += ']';
    }
    std::string out = "{";
    for (const auto& [name, text] : std::get<std::map<std::string, std::string>>(value)) {
        out.append(out.size() > 1 ? ", " : " ")
            .append(toml_string(name))
            .append(" = ")
            .append(toml_string(text));
    }
    return out += out.size() > 1 ? " }" : "}";
}

std::string bounds_text(const Setting& setting) {
    switch (setting.type) {
        case SettingType::Bytes:
        case SettingType::TimeSpan:
        case SettingType::Integer:
            return number_text(setting, setting.bounds.least) + " to " +
                   number_text(setting, setting.bounds.most);
        case SettingType::Word: return "one of " + listed(setting.words);
        default: return std::string{setting.rule.demand};
    }
}

}  // namespace wirefold
