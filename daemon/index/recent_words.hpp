#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "daemon/index/recent_pieces.hpp"
#include "daemon/index/wording_codec.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// What the newest texts say beyond the words that are kept of all, and how they write their names:
/// corrections come within hours, and must tell what they put for what. Bound, numbers, threads: as
/// RecentPieces.
class RecentWords : public RecentPieces {
    using Bytes = std::span<const std::uint8_t>;

public:
    static constexpr std::size_t kPieceBytes = 690;  ///< Of 500 words, thirty-four names among them.
    static constexpr std::size_t kBytesPlanned = bytes_for(kPieceBytes);

    /// At least eight: that is one of the longest.
    explicit RecentWords(std::uint32_t texts) : RecentPieces(texts, kPieceBytes) {}

    void add(const WordingView& wording) {
        const WordingView kept = Wording::kept_of(wording);
        const Bytes tokens = wording.tokens.subspan(kept.tokens.size());
        const Bytes names = wording.names.subspan(kept.names.size());
        const auto text_bytes = static_cast<std::uint16_t>(wording.spelling_text.size());
        add_piece([&](std::string& piece) {
            append_value(piece, Header{.tokens = static_cast<std::uint16_t>(tokens.size()),
                                       .spellings = static_cast<std::uint16_t>(wording.spellings.size()),
                                       .text_bytes = text_bytes});
            append_span(piece, wording.spellings);
            append_span(piece, tokens);
            append_span(piece, names);
            piece += wording.spelling_text;
        });
    }
    /// Completes a wording that holds the kept words, where the text is known still. Views point into
    /// `buffer`, and die at the next add().
    void complete(PostedNumber number, WordingView& wording, WordingBuffer& buffer) const {
        auto reader = find(number);
        if (!reader) return;
        const auto header = reader->value<Header>();
        wording.spellings = read_span<Spelling>(*reader, header.spellings);
        const Bytes tokens = read_span<std::uint8_t>(*reader, header.tokens);
        const Bytes names = read_span<std::uint8_t>(*reader, Wording::name_bytes(header.tokens));
        wording.spelling_text = reader->bytes(header.text_bytes);
        wording.tokens = joined(wording.tokens, tokens, buffer);
        wording.names = joined(wording.names, names, buffer);
    }

private:
    static_assert(Wording::kKeptTokens % 8 == 0, "names of the rest begin with a byte");
    struct Header {
        std::uint16_t tokens;
        std::uint16_t spellings;
        std::uint16_t text_bytes;
        std::uint16_t none = 0;  ///< Spellings begin at a multiple of four.
    };
    [[nodiscard]] static Bytes joined(Bytes first, Bytes second, WordingBuffer& buffer) {
        if (second.empty()) return first;
        const std::span<std::uint8_t> both = buffer.bytes.take(first.size() + second.size());
        std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), both.begin()));
        return both;
    }
};

}  // namespace wirefold
