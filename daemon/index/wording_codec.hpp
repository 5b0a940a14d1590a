#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "daemon/index/stable_buffer.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

// How a text that others are compared with lies in its ring: in memory, never in files. A piece begins at a
// multiple of four bytes, and may go on behind its end where it is read.

/// Where parts of views lie that are not in one piece as they are read.
struct WordingBuffer {
    StableBuffer<Figure> figures;
    StableBuffer<char> text;
    StableBuffer<std::uint8_t> bytes;
    void clear() {
        figures.clear();
        text.clear();
        bytes.clear();
    }
};

/// Writes wording with the words that are kept, numbers, and where the winnowed keys stand.
void append_wording(std::string& out, const Fingerprint& fingerprint);

/// Views point into `piece` and `buffer`.
[[nodiscard]] WordingView read_wording(std::string_view piece, WordingBuffer& buffer);
/// The same without the figures, which cost as much as all the rest.
[[nodiscard]] WordingView read_words(std::string_view piece);
[[nodiscard]] std::span<const std::uint32_t> read_numbers(std::string_view piece);
/// Writes the positions of as many keys, and returns how many shingles the text has.
[[nodiscard]] std::uint32_t read_positions(std::string_view piece, std::span<std::uint32_t> positions);

}  // namespace wirefold
