#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "daemon/index/recent_pieces.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold {

/// The rarer words of the newest texts in the order in which they say them: rewrites come within days, and
/// keep it. Bound, numbers, threads: as RecentPieces.
class RecentMentions : public RecentPieces {
public:
    static constexpr std::size_t kPieceBytes = 140;  ///< Of seventy mentions.
    static constexpr std::size_t kBytesPlanned = bytes_for(kPieceBytes);

    /// At least two.
    explicit RecentMentions(std::uint32_t texts) : RecentPieces(texts, kPieceBytes) {}

    void add(const Salience& salience) {
        const std::span<const std::uint16_t> mentions = salience.mention_span();
        add_piece([&](std::string& piece) {
            append_value(piece, static_cast<std::uint16_t>(mentions.size()));
            append_span(piece, mentions);
        });
    }
    /// None where they are not known any more. Dies at the next add().
    [[nodiscard]] std::span<const std::uint16_t> of(PostedNumber number) const {
        auto reader = find(number);
        if (!reader) return {};
        const auto count = reader->value<std::uint16_t>();
        return read_span<std::uint16_t>(*reader, count);
    }
};

}  // namespace wirefold
