#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "daemon/core/prefetch.hpp"
#include "daemon/index/byte_ring.hpp"
#include "daemon/index/compared_texts.hpp"
#include "daemon/index/piece_codec.hpp"
#include "daemon/index/record_ring.hpp"

namespace wirefold {

/// A piece of bytes of each of the newest texts. Numbers are those of ComparedTexts.
///
/// Bound:   two rings, allocated once; they forget as early as they must. Threads: one; owns scratch.
class RecentPieces {
public:
    /// Of the rings, for a text whose piece has so many.
    [[nodiscard]] static constexpr std::size_t bytes_for(std::size_t piece_bytes) {
        return piece_bytes + sizeof(std::uint32_t);
    }

    [[nodiscard]] std::size_t bytes() const { return places_.bytes() + pieces_.bytes(); }

    [[nodiscard]] PostedNumber oldest() const { return places_.oldest(); }

    /// Asks the memory, in two steps.
    void prefetch_place(PostedNumber number) const {
        if (places_.holds(number)) places_.prefetch(number);
    }
    void prefetch(PostedNumber number) const {
        if (places_.holds(number)) prefetch_line(pieces_.at(place_of(number)));
    }

protected:
    /// Room for one piece of the longest at least.
    RecentPieces(std::uint32_t texts, std::size_t piece_bytes)
        : places_(texts), pieces_(texts * piece_bytes) {}

    /// Of the text after the one added last: what `write` appends to a string.
    template <class Write>
    void add_piece(const Write& write) {
        piece_.clear();
        write(piece_);
        while (places_.size() > 0 && (places_.size() == places_.capacity() ||
                                      !pieces_.fits(piece_.size(), place_of(places_.oldest()))))
            places_.forget_oldest();
        places_.add(ByteRing::pack(pieces_.put(piece_)));
    }
    /// While it is known; what is read dies at the next add_piece().
    [[nodiscard]] std::optional<PieceReader> find(PostedNumber number) const {
        if (!places_.holds(number)) return std::nullopt;
        return PieceReader{pieces_.from(place_of(number))};
    }

private:
    [[nodiscard]] std::uint64_t place_of(PostedNumber number) const {
        return pieces_.unpack(places_.at(number));
    }

    RecordRing<std::uint32_t> places_;  ///< Packed.
    ByteRing pieces_;
    std::string piece_;  ///< Scratch.
};

}  // namespace wirefold
