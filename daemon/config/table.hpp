#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/config/config.hpp"
#include "daemon/config/text_rules.hpp"

namespace wirefold {

enum class SettingType : std::uint8_t {
    Text,
    TextList,
    Bytes,     ///< "256MiB"
    TimeSpan,  ///< "10s"
    Integer,
    Boolean,
    Word,        ///< one of a closed set
    Properties,  ///< a table of names that are not ours
};

/// A setting's value without its C++ type. Bytes, durations (in milliseconds) and integers share one
/// alternative.
using SettingValue = std::variant<std::string, std::vector<std::string>, std::int64_t, bool,
                                  std::map<std::string, std::string>>;

struct Bounds {
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::int64_t step = 1;  ///< Values between two steps cannot be stored.
};

/// One row of the table. Parsing, messages, print-config, environment variables and REFERENCE.md are all made
/// of it.
struct Setting {
    std::string_view key{};  ///< "source.kafka.topics"
    SettingType type = SettingType::Text;
    Bounds bounds{};                            ///< For bytes, durations and integers.
    std::span<const std::string_view> words{};  ///< For Word.
    TextRule rule{};                            ///< For a text, or for each text of a list.
    std::string_view meaning{};                 ///< What it does, and what a larger value costs.
    std::string_view when_unset{};              ///< What is filled in at load when nobody sets it.
    bool reloadable = false;                    ///< Takes effect at SIGHUP; all others at the next start.
    bool secret = false;                        ///< Never printed and never quoted in a message.
    SettingValue (*get)(const Config& config) = nullptr;
    /// The value must have passed check() of reading.hpp.
    void (*set)(Config& config, SettingValue value) = nullptr;

    [[nodiscard]] SettingValue default_value() const { return get(Config{}); }
    /// "source.kafka" of "source.kafka.topics"; empty for a key outside any table.
    [[nodiscard]] std::string_view section() const;
    /// "topics" of "source.kafka.topics".
    [[nodiscard]] std::string_view name() const;
};

/// In the order in which they are printed: keys of one section stand together, those without a section first.
[[nodiscard]] std::span<const Setting> settings();

[[nodiscard]] const Setting* find_setting(std::string_view key);
/// The setting of type Properties whose table `key` lies in: kafka.client for "kafka.client.sasl.username".
[[nodiscard]] const Setting* find_properties(std::string_view key);

/// WIREFOLD_SOURCE_KAFKA_TOPICS for source.kafka.topics.
[[nodiscard]] std::string environment_name(std::string_view key);

/// The one of `names` that `name` is most likely a slip of. Empty: none is near.
[[nodiscard]] std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

/// The settings whose values differ.
[[nodiscard]] std::vector<const Setting*> differences(const Config& a, const Config& b);

}  // namespace wirefold
