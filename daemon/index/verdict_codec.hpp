#pragma once

#include <string>
#include <string_view>

#include "daemon/model/verdict.hpp"

namespace wirefold {

/// Writes what of a verdict is not needed for comparing others with its article: the window keeps it only to
/// give the same answer to the same record again. In memory, never in files.
void append_verdict(std::string& out, const Verdict& verdict);

/// Reads it back into a verdict whose ids and sizes the caller has filled in.
void read_verdict(std::string_view bytes, Verdict& verdict);

}  // namespace wirefold
