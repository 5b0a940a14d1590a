#include "daemon/model/wording.hpp"

namespace wirefold {

std::string_view WordingView::spelling_of(std::size_t token) const {
    std::string_view found;
    std::size_t at = 0;
    for (const Spelling& spelling : spellings) {
        if (spelling.token > token) break;
        if (spelling.bytes == 0) return {};
        if (tokens[spelling.token] == tokens[token]) found = spelling_text.substr(at, spelling.bytes);
        at += spelling.bytes;
    }
    return found;
}

}  // namespace wirefold
