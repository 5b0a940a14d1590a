#include "daemon/model/wording.hpp"

#include <algorithm>

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

WordingView Wording::kept_of(const WordingView& view) {
    WordingView kept = view;
    kept.tokens = view.tokens.first(std::min(view.tokens.size(), kKeptTokens));
    kept.names = view.names.first(name_bytes(kept.tokens.size()));
    kept.spellings = {};
    kept.spelling_text = {};
    return kept;
}

}  // namespace wirefold
