#include "daemon/config/print.hpp"

#include <string_view>

#include "daemon/config/memory_sum.hpp"
#include "daemon/config/quantity.hpp"
#include "daemon/config/reading.hpp"

namespace wirefold {

namespace {

class Printer {
public:
    explicit Printer(const LoadedConfig& loaded) : loaded_(loaded) {}

    [[nodiscard]] std::string print() {
        out_ = "# The configuration in effect. Behind each value: where it comes from.\n";
        for (const Setting& setting : settings()) {
            if (setting.type == SettingType::Properties) {
                properties(setting);
            } else {
                header(setting.section());
                value(setting);
            }
        }
        memory();
        return std::move(out_);
    }

private:
    void header(std::string_view section) {
        if (section == section_) return;
        section_ = section;
        out_.append("\n[").append(section).append("]\n");
    }

    void line(std::string_view name, std::string_view value, std::string_view comment) {
        out_.append(name).append(" = ").append(value).append("  # ");
        for (const char c : comment) out_ += static_cast<unsigned char>(c) < 0x20 || c == '\x7f' ? '?' : c;
        out_ += '\n';
    }

    void value(const Setting& setting) {
        const ConfigPlace place = loaded_.place_of(setting.key);
        const bool is_default = place.origin == ConfigOrigin::Default;
        std::string comment = text_of(place);
        if (is_default && !setting.when_unset.empty()) comment.append(": ").append(setting.when_unset);
        const bool is_hidden = setting.secret && !is_default;
        line(setting.name(),
             is_hidden ? toml_string(kRedacted) : toml_text(setting, setting.get(loaded_.config)), comment);
    }

    void properties(const Setting& setting) {
        header(setting.key);
        const SettingValue held = setting.get(loaded_.config);
        const bool are_paths = setting.key == "kafka.secret_files";
        for (const auto& [name, text] : std::get<std::map<std::string, std::string>>(held)) {
            // What came out of a file is said by the file's path.
            if (!are_paths && loaded_.config.kafka_secret_files.contains(name)) continue;
            const bool is_hidden = !are_paths && may_hold_secret(name);
            line(toml_string(name), toml_string(is_hidden ? kRedacted : text),
                 text_of(loaded_.place_of(std::string{setting.key} + "." + name)));
        }
    }

    void memory() {
        const std::vector<MemoryBound> bounds = memory_bounds(loaded_.config);
        out_.append("\n# Memory, at most ").append(rounded_up_text(memory_sum(bounds))).append(": ");
        out_.append(describe(bounds)).append(".\n");
    }

    const LoadedConfig& loaded_;
    std::string_view section_;
    std::string out_;
};

}  // namespace

std::string print_config(const LoadedConfig& loaded) {
    return Printer{loaded}.print();
}

}  // namespace wirefold
