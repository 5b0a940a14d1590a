#pragma once

#include <compare>
#include <concepts>
#include <cstdint>

namespace wirefold {

/// An integer that remembers what it counts. No implicit way in, none out.
template <class Tag, std::integral Rep>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(Rep raw) : raw_(raw) {}
    [[nodiscard]] constexpr Rep raw() const { return raw_; }
    friend constexpr auto operator<=>(Id, Id) = default;

private:
    Rep raw_{};
};

using PartitionId = Id<struct PartitionIdTag, std::int32_t>;
using Offset = Id<struct OffsetTag, std::int64_t>;  ///< Position of one record in one partition.
using BatchSequence =
    Id<struct BatchSequenceTag, std::uint64_t>;                ///< Order in which the source made batches.
using LogPosition = Id<struct LogPositionTag, std::uint64_t>;  ///< Position of one entry in the total order.

}  // namespace wirefold
