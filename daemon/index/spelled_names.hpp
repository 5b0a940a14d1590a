#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "daemon/index/byte_ring.hpp"
#include "daemon/index/compared_texts.hpp"
#include "daemon/index/piece_codec.hpp"
#include "daemon/index/record_ring.hpp"
#include "daemon/model/wording.hpp"

namespace wirefold {

/// How the names of the newest texts are written: corrections come within hours, and must tell what they put
/// for what. Numbers are those of ComparedTexts.
///
/// Bound:   two rings, allocated once; they forget as early as they must. Threads: one.
class SpelledNames {
public:
    static constexpr std::size_t kBytesPlanned = 192;  ///< Of a text.

    /// At least three, of the longest that there are.
    explicit SpelledNames(std::uint32_t texts) : places_(texts), pieces_(texts * kBytesPlanned) {}

    [[nodiscard]] std::size_t bytes() const { return places_.bytes() + pieces_.bytes(); }

    /// Of the text after the one added last.
    void add(const Wording& wording) {
        piece_.clear();
        append_value(piece_, static_cast<std::uint16_t>(wording.spellings.size()));
        append_value(piece_, static_cast<std::uint16_t>(wording.spelling_text.size()));
        piece_.append(reinterpret_cast<const char*>(wording.spellings.data()),
                      wording.spellings.size() * sizeof(Spelling));
        piece_.append(wording.spelling_text.data(), wording.spelling_text.size());
        while (places_.size() > 0 &&
               (places_.size() == places_.capacity() ||
                !pieces_.fits(piece_.size(), pieces_.unpack(places_.at(places_.oldest())))))
            places_.forget_oldest();
        places_.add(ByteRing::pack(pieces_.put(piece_)));
    }
    /// Adds a text's names to its wording, where they are known still. Views die at the next add().
    void read(PostedNumber number, WordingView& wording) const {
        if (!places_.holds(number)) return;
        PieceReader reader{pieces_.from(pieces_.unpack(places_.at(number)))};
        const auto spellings = reader.value<std::uint16_t>();
        const auto text_bytes = reader.value<std::uint16_t>();
        wording.spellings = {
            reinterpret_cast<const Spelling*>(reader.bytes(spellings * sizeof(Spelling)).data()), spellings};
        wording.spelling_text = reader.bytes(text_bytes);
    }

private:
    RecordRing<std::uint32_t> places_;  ///< Packed.
    ByteRing pieces_;
    std::string piece_;  ///< Scratch.
};

}  // namespace wirefold
