#include "daemon/config/reference.hpp"

#include <string_view>
#include <vector>

#include "daemon/config/memory_sum.hpp"
#include "daemon/config/reading.hpp"
#include "daemon/config/table.hpp"

namespace wirefold {

namespace {

constexpr std::string_view kOpening = R"(# Configuration reference

Generated from the table in `daemon/config/table.cpp` by `wirefold print-config --reference > config/REFERENCE.md`;
a test keeps it fresh.

- One TOML file; `wirefold run` without one uses the defaults below: files from `./spool` to `./out`, state in `./state`.
- Unknown keys, values out of bounds and wrong units are errors. All of them are reported at once, with file, line and
  column, and the exit code is 78.
- Every key has an environment variable that overrides the file: `source.kafka.topics` is `WIREFOLD_SOURCE_KAFKA_TOPICS`.
  Values stand there without quotation marks, lists separated by commas. A property under `[kafka.client]` is written
  with underscores: `WIREFOLD_KAFKA_CLIENT_SASL_USERNAME` sets `sasl.username`.
- Sizes are whole numbers with B, KiB, MiB, GiB or TiB; durations with ms, s, m, h or d; both are texts in quotation marks.
- Relative paths start at the working directory.
- *Reload* says whether SIGHUP applies a change; every other change needs a restart.
)";

[[nodiscard]] std::string_view type_text(SettingType type) {
    switch (type) {
        case SettingType::Text: return "text";
        case SettingType::TextList: return "list of texts";
        case SettingType::Bytes: return "size";
        case SettingType::TimeSpan: return "duration";
        case SettingType::Integer: return "whole number";
        case SettingType::Boolean: return "true or false";
        case SettingType::Word: return "word";
        case SettingType::Properties: return "table of texts";
    }
    return {};
}

[[nodiscard]] std::string default_text(const Setting& setting) {
    if (!setting.when_unset.empty()) return std::string{setting.when_unset};
    return "`" + toml_text(setting, setting.default_value()) + "`";
}

/// The bounds without the verb that messages need.
[[nodiscard]] std::string limits_text(const Setting& setting) {
    constexpr std::string_view kVerb = "must be ";
    std::string text = bounds_text(setting);
    if (text.starts_with(kVerb)) text.erase(0, kVerb.size());
    if (text == kNotEmpty.demand) text = "not empty";
    return text.empty() ? "any" : text;
}

void append_row(std::string& out, const Setting& setting) {
    out.append("| `").append(setting.key).append("` | ").append(type_text(setting.type));
    out.append(setting.secret ? ", secret" : "").append(" | ").append(default_text(setting));
    out.append(" | ").append(limits_text(setting)).append(" | ").append(setting.reloadable ? "yes" : "no");
    out.append(" | ").append(setting.meaning).append(" |\n");
}

void append_settings(std::string& out) {
    const std::string_view* section = nullptr;
    std::string_view shown;
    for (const Setting& setting : settings()) {
        const std::string_view own = setting.section();
        if (section == nullptr || own != shown) {
            shown = own;
            section = &shown;
            out.append("\n## ").append(own.empty() ? std::string{"Outside any table"}
                                                   : "`[" + std::string{own} + "]`");
            out.append(
                "\n\n| Key | Type | Default | Bounds | Reload | Meaning |\n|---|---|---|---|---|---|\n");
        }
        append_row(out, setting);
    }
}

void append_memory(std::string& out) {
    Config config;
    config.pipeline.workers = 2;
    out +=
        "\n## The memory sum\n\nThe daemon refuses to start when these bounds add up to more than "
        "`memory.budget_bytes`. With the defaults and two workers:\n\n| Bound | Formula | Bytes "
        "|\n|---|---|---|\n";
    const std::vector<MemoryBound> bounds = memory_bounds(config);
    for (const MemoryBound& bound : bounds) {
        out.append("| ").append(bound.name).append(" | ").append(bound.formula);
        out.append(" | ").append(rounded_up_text(bound.bytes)).append(" |\n");
    }
    out.append("| **sum** | | ").append(rounded_up_text(memory_sum(bounds))).append(" |\n");
}

}  // namespace

std::string reference_text() {
    std::string out{kOpening};
    append_settings(out);
    append_memory(out);
    return out;
}

}  // namespace wirefold
