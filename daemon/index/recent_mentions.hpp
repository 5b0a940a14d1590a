#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "daemon/index/piece_codec.hpp"
#include "daemon/index/recent_pieces.hpp"
#include "daemon/model/salience.hpp"

namespace wirefold {

/// The rarer words of the newest texts in the order in which they say them: rewrites come within days, and
/// keep it. Numbers are those of ComparedTexts.
///
/// Bound:   as RecentPieces. Threads: one.
class RecentMentions {
public:
    /// Of a text of seventy mentions.
    static constexpr std::size_t kTextBytes = 140;
    static constexpr std::size_t kBytesPlanned = kTextBytes + sizeof(std::uint32_t);

    /// At least five.
    explicit RecentMentions(std::uint32_t texts) : pieces_(texts, kTextBytes) {}

    [[nodiscard]] std::size_t bytes() const { return pieces_.bytes(); }

    /// Of the text after the one added last.
    void add(const Salience& salience) {
        const std::span<const std::uint16_t> mentions = salience.mention_span();
        piece_.clear();
        append_value(piece_, static_cast<std::uint16_t>(mentions.size()));
        piece_.append(reinterpret_cast<const char*>(mentions.data()), mentions.size_bytes());
        pieces_.add(piece_);
    }
    /// None where they are not known any more. Dies at the next add().
    [[nodiscard]] std::span<const std::uint16_t> of(PostedNumber number) const {
        const auto piece = pieces_.find(number);
        if (!piece) return {};
        PieceReader reader{*piece};
        const auto count = reader.value<std::uint16_t>();
        return {reinterpret_cast<const std::uint16_t*>(reader.bytes(count * sizeof(std::uint16_t)).data()),
                count};
    }
    /// Asks the memory, in two steps.
    void prefetch_place(PostedNumber number) const { pieces_.prefetch_place(number); }
    void prefetch(PostedNumber number) const { pieces_.prefetch(number); }

private:
    RecentPieces pieces_;
    std::string piece_;  ///< Scratch.
};

}  // namespace wirefold
