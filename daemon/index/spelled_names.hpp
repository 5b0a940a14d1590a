#pragma once

#include <cstdint>
#include <string>

#include "daemon/index/recent_pieces.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// How the names of the newest texts are written: corrections come within hours, and must tell what they put
/// for what. Bound, numbers, threads: as RecentPieces.
class SpelledNames : private RecentPieces {
public:
    static constexpr std::size_t kPieceBytes = 192;
    static constexpr std::size_t kBytesPlanned = bytes_for(kPieceBytes);

    /// At least three.
    explicit SpelledNames(std::uint32_t texts) : RecentPieces(texts, kPieceBytes) {}

    using RecentPieces::bytes;
    using RecentPieces::oldest;

    void add(const Wording& wording) {
        RecentPieces::add([&](std::string& piece) {
            append_value(piece, static_cast<std::uint16_t>(wording.spellings.size()));
            append_value(piece, static_cast<std::uint16_t>(wording.spelling_text.size()));
            piece.append(reinterpret_cast<const char*>(wording.spellings.data()),
                         wording.spellings.size() * sizeof(Spelling));
            piece.append(wording.spelling_text.data(), wording.spelling_text.size());
        });
    }
    /// Adds a text's names to its wording, where they are known still. Views die at the next add().
    void read(PostedNumber number, WordingView& wording) const {
        auto reader = find(number);
        if (!reader) return;
        const auto spellings = reader->value<std::uint16_t>();
        const auto text_bytes = reader->value<std::uint16_t>();
        wording.spellings = {
            reinterpret_cast<const Spelling*>(reader->bytes(spellings * sizeof(Spelling)).data()), spellings};
        wording.spelling_text = reader->bytes(text_bytes);
    }
};

}  // namespace wirefold
