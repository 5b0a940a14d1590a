#pragma once

#include <cstdint>
#include <string_view>

#include "daemon/decode/profile.hpp"

namespace wirefold {

/// Recognizes a record's dialect by the names of its top-level members alone.
///
/// Feed every name once; what decides is which names occur, not their order.
class ShapeDetector {
public:
    /// Bits: names that tell something occurred.
    enum Sign : std::uint16_t {
        kUri = 1U << 0U,
        kOnlyNinjs1 = 1U << 1U,
        kOnlyNinjs2 = 1U << 2U,
        kOnlyNinjs3 = 1U << 3U,
        kNinjs1And2 = 1U << 4U,
        kNinjs2And3 = 1U << 5U,
        kGenericIdentity = 1U << 6U,
        kGenericTitle = 1U << 7U,
        kGenericBody = 1U << 8U,
    };
    void see(std::string_view key);
    /// Null when nothing recognizes the record: it is then a dead letter, never a guess.
    [[nodiscard]] const Profile* profile() const;

private:
    [[nodiscard]] bool has(Sign sign) const { return (signs_ & sign) != 0; }

    std::uint16_t signs_ = 0;
};

}  // namespace wirefold
