#pragma once

#include <string_view>
#include <vector>

#include "daemon/decode/record_walk.hpp"

namespace wirefold {

/// Lays out the output text of a record in ninjs 3.1 spelling as pieces of the payload and of static text:
/// `,"versionCreated":"…","bodies":[…],"extra":{…}` — every member begins with a comma, because `uri` comes
/// first and is written by the encoder. Nothing is copied.
void append_output_pieces(const Profile& profile, const RecordFindings& findings,
                          std::vector<std::string_view>& pieces);

}  // namespace wirefold
