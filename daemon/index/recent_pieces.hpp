#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "daemon/core/prefetch.hpp"
#include "daemon/index/byte_ring.hpp"
#include "daemon/index/compared_texts.hpp"
#include "daemon/index/record_ring.hpp"

namespace wirefold {

/// Some bytes of each of the newest texts. Numbers are those of ComparedTexts.
///
/// Bound:   two rings, allocated once; they forget as early as they must. Threads: one.
class RecentPieces {
public:
    /// Room for at least three of the longest.
    RecentPieces(std::uint32_t texts, std::size_t bytes_planned)
        : places_(texts), pieces_(texts * bytes_planned) {}

    [[nodiscard]] std::size_t bytes() const { return places_.bytes() + pieces_.bytes(); }

    /// Of the text after the one added last.
    void add(std::string_view piece) {
        while (places_.size() > 0 && (places_.size() == places_.capacity() ||
                                      !pieces_.fits(piece.size(), place_of(places_.oldest()))))
            places_.forget_oldest();
        places_.add(ByteRing::pack(pieces_.put(piece)));
    }
    /// From its begin on, while it is known; dies at the next add().
    [[nodiscard]] std::optional<std::string_view> find(PostedNumber number) const {
        if (!places_.holds(number)) return std::nullopt;
        return pieces_.from(place_of(number));
    }
    void prefetch_place(PostedNumber number) const {
        if (places_.holds(number)) places_.prefetch(number);
    }
    void prefetch(PostedNumber number) const {
        if (places_.holds(number)) prefetch_line(pieces_.at(place_of(number)));
    }

private:
    [[nodiscard]] std::uint64_t place_of(PostedNumber number) const {
        return pieces_.unpack(places_.at(number));
    }

    RecordRing<std::uint32_t> places_;  ///< Packed.
    ByteRing pieces_;
};

}  // namespace wirefold
