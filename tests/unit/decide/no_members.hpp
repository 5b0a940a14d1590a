#pragma once

#include <cstdint>
#include <vector>

#include "daemon/model/candidates.hpp"

namespace wirefold::test {

/// A window that knows nobody but the candidates.
class NoMembers final : public MemberLookup {
public:
    void story_members(std::uint64_t /*article*/, std::size_t /*members_max*/,
                       std::vector<Member>& members) const override {
        members.clear();
    }
    void group_members(std::uint64_t /*article*/, std::size_t /*members_max*/,
                       std::vector<Member>& members) const override {
        members.clear();
    }
    void group_items(std::uint64_t /*article*/, Affected& /*affected*/) const override {}
    void story_times(std::uint64_t /*article*/, Timestamp /*since*/, std::size_t /*members_max*/,
                     std::vector<Timestamp>& times) const override {
        times.clear();
    }
};

}  // namespace wirefold::test
