#pragma once

#include <vector>

#include "daemon/model/candidates.hpp"
#include "daemon/model/log_entry.hpp"

namespace wirefold {

/// How much of an article the group it relates to had not said.
///
/// A sentence is known when a member has it word for word. `in_other_words`: or when everything in it that
/// the article's terms name first there, is named by a member too; a sentence that names nothing says
/// nothing new.
/// Threads: one; owns scratch.
class NoveltyMeter {
public:
    static constexpr std::size_t kMembersMax = 32;  ///< Looked at, the most recent ones.

    void measure(const LogEntry& entry, const Candidates& candidates, std::uint64_t article,
                 bool in_other_words, const MemberLookup& lookup, Novelty& novelty);
    /// Earlier articles of the story within a day and a week.
    void count_story(const Candidates& candidates, std::uint64_t article, const MemberLookup& lookup,
                     Novelty& novelty);

private:
    std::vector<Member> members_;
    std::vector<Timestamp> times_;
    std::vector<std::uint16_t> known_sentences_;
    std::vector<std::uint32_t> known_terms_;
};

}  // namespace wirefold
