#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace wirefold {

/// What one gap between two tokens says.
struct Gap {
    bool ends_sentence = false;     ///< Whatever follows.
    bool may_end_sentence = false;  ///< A point and space: the next token must be able to begin a sentence.
    bool opens_quote = false;       ///< A mark that only opens.
    bool closes_quote = false;      ///< A mark that only closes.
    bool straight_quote = false;    ///< A mark that opens or closes, as it comes.
    char32_t curly_quote = 0;       ///< One that opens in some languages and closes in others: “ ” « »
    bool has_second_quote = false;  ///< Another such mark: one quotation ends, and the next begins.
    bool has_ender = false;
    bool has_break = false;

    /// False of most gaps: commas, hyphens, brackets, apostrophes.
    [[nodiscard]] bool speaks() const {
        return ends_sentence | may_end_sentence | opens_quote | closes_quote | straight_quote |
               (curly_quote != 0) | has_break;
    }
};

[[nodiscard]] Gap read_gap(std::string_view written);

/// Remembers what short gaps say: texts repeat a few dozen of them. Threads: one at a time.
class GapMemory {
public:
    /// Of the gap [begin, end) of `source`.
    [[nodiscard]] Gap read(std::string_view source, std::size_t begin, std::size_t end) {
        if (end - begin > kBytes || source.size() < begin + kBytes)
            return read_gap(source.substr(begin, end - begin));
        const std::uint64_t written = first_bytes(source.data() + begin, end - begin);
        Entry& entry = entries_[(written * 0x9e3779b97f4a7c15ULL) >> (64U - kEntryBits)];
        if (entry.written != written) entry = {written, read_gap(source.substr(begin, end - begin))};
        return entry.gap;
    }

private:
    static constexpr std::size_t kBytes = 8;
    static constexpr unsigned kEntryBits = 8;
    /// NULs stand for the bytes that a shorter gap lacks. At a gap's end they say nothing, so gaps that
    /// differ in them alone say the same; and the empty entries are right, too.
    struct Entry {
        std::uint64_t written = 0;
        Gap gap;
    };
    [[nodiscard]] static std::uint64_t first_bytes(const char* from, std::size_t count) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, from, kBytes);
        if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
        return count == 0 ? 0 : bytes & (~std::uint64_t{0} >> (64 - 8 * count));
    }

    std::array<Entry, std::size_t{1} << kEntryBits> entries_{};
};

}  // namespace wirefold
