#pragma once

#include <cstdint>
#include <string>

#include "daemon/index/piece_codec.hpp"
#include "daemon/index/recent_pieces.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// How the names of the newest texts are written: corrections come within hours, and must tell what they put
/// for what. Numbers are those of ComparedTexts.
///
/// Bound:   as RecentPieces. Threads: one.
class SpelledNames {
public:
    /// Of a text.
    static constexpr std::size_t kTextBytes = 192;
    static constexpr std::size_t kBytesPlanned = kTextBytes + sizeof(std::uint32_t);

    /// At least three.
    explicit SpelledNames(std::uint32_t texts) : pieces_(texts, kTextBytes) {}

    [[nodiscard]] std::size_t bytes() const { return pieces_.bytes(); }

    /// Of the text after the one added last.
    void add(const Wording& wording) {
        piece_.clear();
        append_value(piece_, static_cast<std::uint16_t>(wording.spellings.size()));
        append_value(piece_, static_cast<std::uint16_t>(wording.spelling_text.size()));
        piece_.append(reinterpret_cast<const char*>(wording.spellings.data()),
                      wording.spellings.size() * sizeof(Spelling));
        piece_.append(wording.spelling_text.data(), wording.spelling_text.size());
        pieces_.add(piece_);
    }
    /// Adds a text's names to its wording, where they are known still. Views die at the next add().
    void read(PostedNumber number, WordingView& wording) const {
        const auto piece = pieces_.find(number);
        if (!piece) return;
        PieceReader reader{*piece};
        const auto spellings = reader.value<std::uint16_t>();
        const auto text_bytes = reader.value<std::uint16_t>();
        wording.spellings = {
            reinterpret_cast<const Spelling*>(reader.bytes(spellings * sizeof(Spelling)).data()), spellings};
        wording.spelling_text = reader.bytes(text_bytes);
    }

private:
    RecentPieces pieces_;
    std::string piece_;  ///< Scratch.
};

}  // namespace wirefold
