#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/core/clock.hpp"
#include "daemon/model/log_entry.hpp"
#include "daemon/model/verdict.hpp"

namespace wirefold {

/// What of an article is read seldom or differs in length, in one piece: its ids, its place in its
/// group and story, and the rest of its verdict.
struct KeptText {
    std::string_view item_id;
    std::string_view version;
    std::uint64_t group = 0;  ///< Their names.
    std::uint64_t story = 0;
    std::uint32_t group_size = 1;  ///< Members when this one joined, itself included.
    std::uint32_t story_size = 1;
    std::uint64_t group_previous = 0;         ///< Articles back to the member before it; 0: none.
    std::uint32_t representative_tokens = 0;  ///< Length of the group's representative so far.
    Timestamp public_from{};                  ///< As in LogEntry.
    std::string_view verdict;                 ///< As append_verdict() wrote it; goes on behind its end.
};

/// What an article's record tells and its text need not say again.
struct TextContext {
    std::uint64_t content_low = 0;
    std::uint64_t source_hash = 0;
    std::uint32_t tokens = 0;
};

/// Writes a text, but for its verdict, which follows.
void append_kept_text(std::string& out, const KeptText& text, const TextContext& context);
/// Views point into `piece`.
[[nodiscard]] KeptText read_kept_text(std::string_view piece, const TextContext& context);
/// Its ids alone.
[[nodiscard]] std::string_view read_item_id(std::string_view piece);

}  // namespace wirefold
