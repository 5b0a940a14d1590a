#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "daemon/core/invariant.hpp"
#include "daemon/core/varint.hpp"

namespace wirefold {

// How the pieces of the index's byte rings are written and read: in memory, by one process, never in files.

template <class T>
void append_value(std::string& out, const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void append_span(std::string& out, std::span<const T> values) {
    out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

/// Reads a piece as it was written.
class PieceReader {
public:
    /// `piece` may go on behind the piece's end.
    explicit PieceReader(std::string_view piece) : rest_(piece) {}

    [[nodiscard]] std::string_view bytes(std::size_t count) {
        WIREFOLD_INVARIANT(rest_.size() >= count, "a piece is read as it was written");
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    template <class T>
    [[nodiscard]] T value() {
        T value{};
        std::memcpy(&value, bytes(sizeof value).data(), sizeof value);
        return value;
    }
    [[nodiscard]] std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto byte = this->value<std::uint8_t>();
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80U) return value;
        }
    }
    template <class T>
    [[nodiscard]] T varint_as() {
        return static_cast<T>(varint());
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }

private:
    std::string_view rest_;
};

/// Values that lie at a multiple of their alignment.
template <class T>
[[nodiscard]] std::span<const T> read_span(PieceReader& reader, std::size_t count) {
    return {reinterpret_cast<const T*>(reader.bytes(count * sizeof(T)).data()), count};
}

}  // namespace wirefold
