#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "daemon/config/table.hpp"

namespace wirefold {

/// The words an enumeration is written with, in the order of its enumerators.
inline constexpr std::array<std::string_view, 2> kKindWords{"files", "kafka"};
inline constexpr std::array<std::string_view, 4> kLogLevelWords{"debug", "info", "warn", "error"};

template <class Enum>
[[nodiscard]] constexpr std::span<const std::string_view> words_of() {
    if constexpr (std::is_same_v<Enum, LogLevel>) {
        return kLogLevelWords;
    } else {
        static_assert(std::is_same_v<Enum, SourceKind> || std::is_same_v<Enum, SinkKind>);
        return kKindWords;
    }
}

template <class T>
inline constexpr bool kIsDuration = false;
template <class Rep, class Period>
inline constexpr bool kIsDuration<std::chrono::duration<Rep, Period>> = true;

/// A field of an options struct as a SettingValue.
template <class Field>
[[nodiscard]] SettingValue value_of_field(const Field& field) {
    if constexpr (std::is_enum_v<Field>) {
        return std::string{words_of<Field>()[static_cast<std::size_t>(field)]};
    } else if constexpr (kIsDuration<Field>) {
        return std::int64_t{std::chrono::duration_cast<std::chrono::milliseconds>(field).count()};
    } else if constexpr (std::is_integral_v<Field> && !std::is_same_v<Field, bool>) {
        return static_cast<std::int64_t>(field);
    } else {
        return field;
    }
}

template <class Field>
void assign_field(Field& field, SettingValue value) {
    if constexpr (std::is_enum_v<Field>) {
        const auto words = words_of<Field>();
        const auto word = std::find(words.begin(), words.end(), std::get<std::string>(value));
        field = static_cast<Field>(word - words.begin());
    } else if constexpr (kIsDuration<Field>) {
        field = std::chrono::duration_cast<Field>(std::chrono::milliseconds{std::get<std::int64_t>(value)});
    } else if constexpr (std::is_integral_v<Field> && !std::is_same_v<Field, bool>) {
        field = static_cast<Field>(std::get<std::int64_t>(value));
    } else {
        field = std::get<Field>(std::move(value));
    }
}

/// Ties a row to its field: `bound<&Config::http, &HttpOptions::port>({.key = "http.port", …})`.
template <auto... Path>
[[nodiscard]] Setting bound(Setting setting) {
    using Field = std::remove_reference_t<decltype((std::declval<Config&>().*....*Path))>;
    if constexpr (std::is_enum_v<Field>) setting.words = words_of<Field>();
    setting.get = [](const Config& config) { return value_of_field((config.*....*Path)); };
    setting.set = [](Config& config, SettingValue value) {
        assign_field((config.*....*Path), std::move(value));
    };
    return setting;
}

}  // namespace wirefold
