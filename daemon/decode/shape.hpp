#pragma once

#include <string_view>

#include "daemon/decode/profile.hpp"

namespace wirefold {

/// Recognizes a record's dialect by the names of its top-level members alone.
///
/// Feed every name once; what decides is which names occur, not their order.
class ShapeDetector {
public:
    void see(std::string_view key);
    /// Null when nothing recognizes the record: it is then a dead letter, never a guess.
    [[nodiscard]] const Profile* profile() const;

private:
    bool uri_ = false;
    bool only_ninjs1_ = false;
    bool only_ninjs2_ = false;
    bool only_ninjs3_ = false;
    bool ninjs1_and_2_ = false;
    bool ninjs2_and_3_ = false;
    bool generic_identity_ = false;
    bool generic_title_ = false;
    bool generic_body_ = false;
};

}  // namespace wirefold
