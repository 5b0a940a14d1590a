#pragma once

#include <string>

#include "daemon/model/output.hpp"

namespace wirefold {

/// Appends a dead letter for a file, as one line of JSON without its newline:
/// {"reason","stage","detail","origin":{"topic","partition","offset"},"profile","payload"}. A payload that is
/// not UTF-8 stands as `payloadBase64`; of one larger than was taken in, `truncatedFrom` is the true size.
void append_dead_letter(std::string& out, const OutputRecord& record);

/// Appends what `fold` answers for a line that it cannot use:
/// {"dedup":{"relation":"rejected"},"error":{"reason","stage","detail","origin","line"}}, `line` counting
/// from 1.
void append_fold_rejection(std::string& out, const OutputRecord& record);

}  // namespace wirefold
