#pragma once

#include <string_view>

namespace wirefold {

/// What a text must look like, said once for files, variables, messages and the reference.
struct TextRule {
    bool (*accepts)(std::string_view text) = nullptr;  ///< Null: every text is right.
    std::string_view demand{};                         ///< "must not be empty"
};

[[nodiscard]] bool is_not_empty(std::string_view text);
[[nodiscard]] bool is_topic(std::string_view text);
[[nodiscard]] bool is_member_id(std::string_view text);
[[nodiscard]] bool is_ip_address(std::string_view text);
[[nodiscard]] bool are_brokers(std::string_view text);

inline constexpr TextRule kNotEmpty{is_not_empty, "must not be empty"};
/// As the broker checks it. No patterns: what a group reads must not grow when somebody creates a topic.
inline constexpr TextRule kTopic{is_topic,
                                 "must be a topic name: 1 to 249 letters, digits, '.', '_' and '-'"};
/// Of the characters of a topic, because it becomes part of a `transactional.id` as well.
inline constexpr TextRule kMemberId{is_member_id,
                                    "must be empty, or 1 to 249 letters, digits, '.', '_' and '-'"};
inline constexpr TextRule kIpAddress{is_ip_address,
                                     "must be an IP address, such as 127.0.0.1, 0.0.0.0 or ::"};
inline constexpr TextRule kBrokers{are_brokers,
                                   "must be host:port, several separated by commas without spaces"};

[[nodiscard]] bool has_control_characters(std::string_view text);

/// Whether a property of this name, or a line that holds such a name, may carry what must not be printed.
[[nodiscard]] bool may_hold_secret(std::string_view name);

}  // namespace wirefold
