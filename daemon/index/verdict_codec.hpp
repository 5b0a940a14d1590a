#pragma once

#include <string>
#include <string_view>

#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Writes what of a verdict is not needed for comparing others with its article: the window keeps it only to
/// give the same answer to the same record again. In memory, never in files. Ids are told by what they share
/// with the article's own, `item_id`.
void append_verdict(std::string& out, const Verdict& verdict, std::string_view item_id);

/// Reads it back into a verdict whose ids and sizes the caller has filled in. `bytes` may go on behind.
void read_verdict(std::string_view bytes, std::string_view item_id, Verdict& verdict);

}  // namespace wirefold
